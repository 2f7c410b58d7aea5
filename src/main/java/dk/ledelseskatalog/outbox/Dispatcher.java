package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Lease;
import dk.ledelseskatalog.relay.Pace;
import dk.ledelseskatalog.relay.Rhythm;
import dk.ledelseskatalog.relay.Worker;
import dk.ledelseskatalog.relay.Worker.Wait;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Takes waiting messages to the store, oldest first, one batch at a time, however often either side
 * dies.
 *
 * <p><b>One sender.</b> Of all nodes on one database only the holder of the {@link Lease} sends:
 * two batches in flight deadlock real stores. A node holds it while it has something to send.
 *
 * <p><b>Order.</b> A message is sent before every younger one, so the statements of one person
 * arrive in the order they were left, but for one that was parked, which holds up nobody.
 *
 * <p><b>Waiting.</b> {@link #nudge} wakes the thread; it looks by itself now and then for what
 * another node left. What a store's answers make it wait for ({@link Pace}) no nudge cuts short.
 *
 * <p>Thread-safe. Without a store it does nothing but tell {@link #status}.
 */
public final class Dispatcher implements AutoCloseable {
  static final int BATCH = 50;
  static final int BATCH_BYTES = 512 * 1024;

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Transactions transactions;
  private final Optional<LrsClient> client;
  private final Clock clock;
  private final Timing timing;
  private final Worker worker = new Worker("outbox-dispatcher");

  // Of the dispatcher's thread alone.
  private boolean fresh = true;
  private Instant lastSent = Instant.EPOCH;

  /**
   * @param client the store; closed with this dispatcher
   */
  public Dispatcher(Transactions transactions, Optional<LrsClient> client, Clock clock) {
    this(transactions, client, clock, Timing.DEFAULT);
  }

  Dispatcher(Transactions transactions, Optional<LrsClient> client, Clock clock, Timing timing) {
    this.transactions = transactions;
    this.client = client;
    this.clock = clock;
    this.timing = timing;
  }

  /**
   * How long things take.
   *
   * @param lease how long a dead node keeps others from sending
   * @param idle between two looks for what another node left
   * @param linger how long a lease is kept with nothing to send
   * @param contended between two tries for a lease another node holds
   * @param drain how long {@link #close} goes on sending
   */
  record Timing(
      Duration lease,
      Duration idle,
      Duration linger,
      Duration contended,
      Duration drain,
      Rhythm rhythm) {
    static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            new Rhythm(
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                new Random()));
  }

  /** Begins to send. Call once. */
  public void start() {
    client.ifPresent(
        store -> {
          Lease<Destination> lease =
              new Lease<>(
                  transactions,
                  manager -> new OutboxRepository(manager).lockedDestination(),
                  timing.lease(),
                  "outbox-lease");
          Delivery delivery = new Delivery(store, lease, clock);
          Drain drain = new Drain(delivery, lease);
          worker.start(() -> round(lease, delivery, drain), () -> end(lease, drain));
        });
  }

  /** Says that a message may wait. Call after the commit; returns at once. */
  public void nudge() {
    worker.nudge();
  }

  /** Reads how delivery stands. */
  public DeliveryStatus status() {
    return transactions.inTransaction(
        manager -> {
          OutboxRepository repository = new OutboxRepository(manager);
          Destination destination = repository.destination();
          return new DeliveryStatus(
              client.isPresent(),
              repository.count(State.PENDING),
              repository
                  .oldestWaitingSince()
                  .map(since -> Duration.between(since, clock.instant()))
                  .map(age -> age.isNegative() ? Duration.ZERO : age),
              destination.delivered(),
              repository.count(State.PARKED),
              destination.refusal(),
              destination.pause().map(Pause::reason));
        });
  }

  /**
   * Sends what it can within the time of the drain, then gives up what is in flight. What was not
   * sent waits for the next start.
   */
  @Override
  public void close() {
    worker.close(timing.drain(), () -> client.ifPresent(LrsClient::close));
  }

  private static void end(Lease<Destination> lease, Drain drain) {
    drain.close();
    try {
      lease.close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The lease to send ends by itself: {0}", reason(e));
    }
  }

  /** Does what can be done now, and says how long there is nothing more to do. */
  private Wait round(Lease<Destination> lease, Delivery delivery, Drain drain) {
    try {
      if (!lease.held()) {
        Work seen = look(1);
        if (seen.batch().isEmpty()) {
          return Wait.nudgeable(timing.idle());
        }
        Duration hold = hold(seen.pace());
        if (hold.compareTo(Duration.ZERO) > 0) {
          return Wait.deaf(hold);
        }
        if (!lease.take()) {
          return Wait.deaf(timing.contended());
        }
      }
      // Only now: what was seen without the lease another node may have sent meanwhile.
      Work work = look(BATCH);
      if (work.batch().isEmpty()) {
        return rest(lease);
      }
      Duration hold = hold(work.pace());
      if (hold.compareTo(Duration.ZERO) > 0) {
        lease.release();
        return Wait.deaf(hold);
      }
      return deliver(lease, delivery, drain, work);
    } catch (Lease.LostException e) {
      LOG.log(Level.INFO, "Another node took over sending");
      return Wait.deaf(timing.contended());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The outbox cannot be read or written: {0}", reason(e));
      return Wait.deaf(timing.contended());
    }
  }

  private Work look(int limit) {
    return transactions.inTransaction(
        manager -> {
          OutboxRepository repository = new OutboxRepository(manager);
          Destination destination = repository.destination();
          Pace pace = destination.pace();
          return new Work(
              pace,
              destination.pause().isPresent()
                  ? List.of()
                  : repository.oldestWaiting(pace.probing() ? 1 : limit, BATCH_BYTES, List.of()));
        });
  }

  /** How long the pace forbids to send; no longer than the next look at what others changed. */
  private Duration hold(Pace pace) {
    if (fresh && pace instanceof Pace.Refused) {
      // Somebody may have restarted us because the configuration is right now.
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), pace.notBefore());
    return left.compareTo(timing.idle()) < 0 ? left : timing.idle();
  }

  private Wait rest(Lease<Destination> lease) {
    if (Duration.between(lastSent, clock.instant()).compareTo(timing.linger()) < 0) {
      return Wait.nudgeable(timing.linger());
    }
    lease.release();
    return Wait.nudgeable(timing.idle());
  }

  private Wait deliver(Lease<Destination> lease, Delivery delivery, Drain drain, Work work) {
    fresh = false;
    Optional<Answer> stopped =
        work.pace() instanceof Pace.Flowing
            ? drain.from(work.batch())
            : delivery.take(work.batch());
    Pace next = stopped.map(answer -> slower(work.pace(), answer)).orElse(new Pace.Flowing());
    lastSent = clock.instant();
    if (!next.equals(work.pace())) {
      lease.inLease((manager, destination) -> destination.keepPace(next));
      announce(work.pace(), next);
    }
    return Wait.none();
  }

  private Pace slower(Pace pace, Answer answer) {
    Instant now = clock.instant();
    if (answer instanceof Answer.Unknown) {
      return pace.failed(timing.rhythm(), now);
    }
    if (answer instanceof Answer.Throttled throttled) {
      return pace.throttled(throttled.retryAfter(), timing.rhythm(), now);
    }
    if (answer instanceof Answer.Refused refused) {
      return pace.refused(refused.detail(), timing.rhythm(), now);
    }
    return new Pace.Flowing();
  }

  private static void announce(Pace before, Pace after) {
    if (after instanceof Pace.Refused refused && !(before instanceof Pace.Refused)) {
      LOG.log(
          Level.ERROR,
          "The LRS refuses us; check LEDELSESKATALOG_LRS_ENDPOINT and the credentials set with it:"
              + " {0}",
          refused.reason());
    } else if (after instanceof Pace.Open && !(before instanceof Pace.Open)) {
      LOG.log(Level.WARNING, "The LRS does not answer; statements wait in the outbox");
    } else if (after instanceof Pace.Flowing
        && (before instanceof Pace.Refused || before instanceof Pace.Open)) {
      LOG.log(Level.INFO, "The LRS takes statements again");
    }
  }

  private static String reason(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }

  private record Work(Pace pace, List<OutboxMessage> batch) {}
}
