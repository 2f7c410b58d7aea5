package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Lease;
import dk.ledelseskatalog.relay.Pace;
import dk.ledelseskatalog.relay.Rhythm;
import dk.ledelseskatalog.relay.Worker;
import dk.ledelseskatalog.relay.Worker.Wait;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes waiting messages to their receivers, however often either side dies. Thread-safe.
 *
 * <p><b>One node.</b> Of all nodes on one database only the holder of the {@link Lease} delivers,
 * and what became of a message is written under it. Who dies between a receiver's answer and that
 * has the message delivered again, under the same id.
 *
 * <p><b>Nobody waits for another.</b> Each webhook has turns of its own, of a few messages at once;
 * one that does not answer costs the others nothing.
 *
 * <p><b>Waiting.</b> A message that failed waits by itself, longer each time, so it holds up no
 * other. A webhook none of whose messages get through is asked with one message at a time ({@link
 * Pace}), so an outage of days uses up the tries of a few.
 */
public final class Courier implements AutoCloseable {
  /** Tries of one message before it is parked: about a day of them. */
  static final int MOST_ATTEMPTS = 16;

  /** Messages of one turn, and how many of them are under way at once. */
  private static final int TURN = 40;

  private static final int AT_ONCE = 4;

  private static final Logger LOG = System.getLogger(Courier.class.getName());

  private final Transactions transactions;
  private final Deliverer deliverer;
  private final AuditLog audit;
  private final Clock clock;
  private final Timing timing;
  private final Worker worker = new Worker("webhook-courier");
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Lease<Sender> lease;
  private final ExecutorService hands =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "webhook-delivery");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closing;

  // Of the courier's thread alone.
  private Instant lastSent = Instant.EPOCH;

  /**
   * @param deliverer closed with this courier
   */
  public Courier(Transactions transactions, Deliverer deliverer, AuditLog audit, Clock clock) {
    this(transactions, deliverer, audit, clock, Timing.DEFAULT);
  }

  Courier(
      Transactions transactions, Deliverer deliverer, AuditLog audit, Clock clock, Timing timing) {
    this.transactions = transactions;
    this.deliverer = deliverer;
    this.audit = audit;
    this.clock = clock;
    this.timing = timing;
    this.lease =
        new Lease<>(transactions, WebhookRepository::lockedSender, timing.lease(), "webhook-lease");
  }

  /**
   * How long things take.
   *
   * @param lease how long a dead node keeps others from delivering
   * @param idle between two looks for what another node left
   * @param linger how long a lease is kept with nothing to deliver
   * @param contended between two tries for a lease another node holds
   * @param drain how long {@link #close} waits for answers
   * @param receivers the waits between tries of a webhook
   * @param messages the waits between tries of a message
   */
  record Timing(
      Duration lease,
      Duration idle,
      Duration linger,
      Duration contended,
      Duration drain,
      Rhythm receivers,
      Rhythm messages) {
    static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            new Rhythm(
                Duration.ofMillis(500), Duration.ofMinutes(5), Duration.ofSeconds(5), new Random()),
            new Rhythm(
                Duration.ofSeconds(10),
                Duration.ofHours(12),
                Duration.ofSeconds(10),
                new Random()));
  }

  /**
   * How delivery stands.
   *
   * @param waiting messages neither delivered nor parked
   * @param parked messages that wait for an administrator
   */
  public record Status(long waiting, long parked) {}

  /** Begins to deliver. Call once. */
  public void start() {
    worker.start(this::round, this::end);
  }

  /** Says that a message may wait. Call after the commit; returns at once. */
  public void nudge() {
    worker.nudge();
  }

  public Status status() {
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          return new Status(
              sum(repository.counts(MessageState.PENDING)),
              sum(repository.counts(MessageState.PARKED)));
        });
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Waits a little for answers, then gives up what is in flight; it is sent at the next start. */
  @Override
  public void close() {
    closing = true;
    worker.close(timing.drain(), deliverer::close);
  }

  private void end() {
    hands.shutdown();
    try {
      if (!hands.awaitTermination(timing.drain().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.INFO, "Messages are in flight; they will be sent again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      lease.close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The lease to deliver ends by itself: {0}", reason(e));
    }
  }

  /**
   * What can be done for one webhook now.
   *
   * @param over set when the receiver shows that it takes no more for now
   */
  private record Turn(Receiver receiver, List<WebhookMessage> messages, AtomicBoolean over) {}

  /** What became of a message. */
  private record Tried(WebhookMessage message, Attempt attempt) {}

  /**
   * What there is to do.
   *
   * @param next when there is more; empty if nothing waits
   */
  private record Work(List<Turn> turns, Optional<Instant> next) {}

  /** Does what can be done now, and says how long there is nothing more to do. */
  private Wait round() {
    try {
      if (!lease.held()) {
        Work seen = look();
        if (seen.turns().isEmpty()) {
          return rest(seen);
        }
        if (!lease.take()) {
          return Wait.deaf(timing.contended());
        }
      }
      // Only now: what was seen without the lease another node may have sent meanwhile.
      Work work = look();
      work.turns().forEach(this::begin);
      if (!work.turns().isEmpty() || !busy.isEmpty()) {
        lastSent = clock.instant();
      } else if (Duration.between(lastSent, clock.instant()).compareTo(timing.linger()) < 0) {
        return Wait.nudgeable(timing.linger());
      } else {
        lease.release();
      }
      return rest(work);
    } catch (Lease.LostException e) {
      LOG.log(Level.INFO, "Another node took over delivering");
      return Wait.deaf(timing.contended());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Webhook messages cannot be read or written: {0}", reason(e));
      return Wait.deaf(timing.contended());
    }
  }

  private Wait rest(Work work) {
    Duration left =
        work.next().map(next -> Duration.between(clock.instant(), next)).orElse(timing.idle());
    Duration shortest = Duration.ofMillis(1);
    Duration atMost = left.compareTo(timing.idle()) < 0 ? left : timing.idle();
    return Wait.nudgeable(atMost.compareTo(shortest) < 0 ? shortest : atMost);
  }

  private Work look() {
    Instant now = clock.instant();
    return transactions.inTransaction(
        manager -> {
          WebhookRepository repository = new WebhookRepository(manager);
          List<Turn> turns = new ArrayList<>();
          List<Instant> later = new ArrayList<>();
          for (Webhook webhook : repository.active()) {
            if (busy.contains(webhook.id())) {
              continue; // its turn nudges when it ends
            }
            Pace pace = webhook.pace();
            if (pace.notBefore().isAfter(now)) {
              repository.nextDue(webhook.id()).ifPresent(due -> later.add(pace.notBefore()));
              continue;
            }
            List<WebhookMessage> due = repository.due(webhook.id(), now, pace.probing() ? 1 : TURN);
            if (due.isEmpty()) {
              repository.nextDue(webhook.id()).ifPresent(later::add);
            } else {
              turns.add(new Turn(Receiver.of(webhook, now), due, new AtomicBoolean()));
            }
          }
          return new Work(turns, later.stream().min(Instant::compareTo));
        });
  }

  private void begin(Turn turn) {
    String webhook = turn.receiver().webhook();
    busy.add(webhook);
    List<CompletableFuture<List<Tried>>> strands = new ArrayList<>();
    int count = Math.min(AT_ONCE, turn.messages().size());
    try {
      for (int strand = 0; strand < count; strand++) {
        int first = strand;
        strands.add(CompletableFuture.supplyAsync(() -> send(turn, first, count), hands));
      }
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "No more turns begin: the service ends");
    }
    var unused =
        CompletableFuture.allOf(strands.toArray(CompletableFuture[]::new))
            .thenRun(() -> settle(turn, strands.stream().flatMap(s -> s.join().stream()).toList()))
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    LOG.log(Level.WARNING, "Deliveries were not noted: {0}", reason(failure));
                  }
                  busy.remove(webhook);
                  worker.nudge();
                });
  }

  /** Every so-manieth message of a turn, one after another, until the receiver takes no more. */
  private List<Tried> send(Turn turn, int first, int step) {
    List<Tried> tried = new ArrayList<>();
    for (int i = first; i < turn.messages().size() && !turn.over().get(); i += step) {
      if (closing) {
        break;
      }
      WebhookMessage message = turn.messages().get(i);
      Attempt attempt = deliverer.post(turn.receiver(), message.messageId(), message.body());
      if (!ofTheMessage(attempt.verdict())) {
        if (closing) {
          break; // given up by us, which says nothing of the receiver
        }
        turn.over().set(true);
      }
      tried.add(new Tried(message, attempt));
    }
    return tried;
  }

  /** Whether the receiver took the message, or judged it: then others may get through. */
  private static boolean ofTheMessage(Verdict verdict) {
    return verdict instanceof Verdict.Delivered || verdict instanceof Verdict.Hopeless;
  }

  private void settle(Turn turn, List<Tried> tried) {
    if (tried.isEmpty()) {
      return;
    }
    lease.inLease(
        (manager, sender) -> {
          Optional<Webhook> webhook =
              new WebhookRepository(manager).findLocked(turn.receiver().webhook());
          // Empty if somebody removed it meanwhile, with all that was to be sent to it.
          webhook.ifPresent(
              known -> {
                tried.forEach(each -> settle(manager, known, each));
                Pace next = pace(known.pace(), tried);
                announce(known, next);
                known.keepPace(next);
              });
        });
  }

  private void settle(EntityManager manager, Webhook webhook, Tried tried) {
    WebhookRepository repository = new WebhookRepository(manager);
    Instant now = clock.instant();
    WebhookMessage message = tried.message();
    Attempt attempt = tried.attempt();
    repository.log(webhook.id(), message.messageId(), message.event(), attempt);
    Verdict verdict = attempt.verdict();
    if (verdict instanceof Verdict.Delivered) {
      repository.settle(message.id(), MessageState.DELIVERED, attempt.summary(), now);
    } else if (verdict instanceof Verdict.Hopeless || verdict instanceof Verdict.Gone) {
      repository.settle(message.id(), MessageState.PARKED, attempt.summary(), now);
      if (verdict instanceof Verdict.Gone && webhook.active()) {
        webhook.turnOff(now);
        audit.append(
            manager,
            AuditEvent.byService(
                "webhook.turned-off",
                Purpose.OPERATION,
                Optional.empty(),
                Webhook.TYPE + '/' + webhook.id()));
      }
    } else if (verdict instanceof Verdict.Failed || verdict instanceof Verdict.Throttled) {
      int attempts = message.attempts() + 1;
      if (attempts >= MOST_ATTEMPTS) {
        repository.settle(message.id(), MessageState.PARKED, attempt.summary(), now);
        LOG.log(Level.WARNING, "Webhook {0}: a message is parked", webhook.id());
      } else {
        repository.attempted(
            message.id(), attempt.summary(), now.plus(timing.messages().jittered(attempts)));
      }
    }
  }

  /** One message that gets through shows that the receiver is there. */
  private Pace pace(Pace before, List<Tried> tried) {
    Instant now = clock.instant();
    List<Verdict> verdicts = tried.stream().map(each -> each.attempt().verdict()).toList();
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Throttled throttled) {
        return before.throttled(throttled.retryAfter(), timing.receivers(), now);
      }
    }
    for (Tried each : tried) {
      if (each.attempt().verdict() instanceof Verdict.Unsigned) {
        return before.refused(each.attempt().answer(), timing.receivers(), now);
      }
    }
    return verdicts.stream().anyMatch(Courier::ofTheMessage)
        ? new Pace.Flowing()
        : before.failed(timing.receivers(), now);
  }

  private static void announce(Webhook webhook, Pace after) {
    Pace before = webhook.pace();
    if (after instanceof Pace.Refused refused && !(before instanceof Pace.Refused)) {
      LOG.log(Level.ERROR, "Webhook {0}: {1}", webhook.id(), refused.reason());
    } else if (after instanceof Pace.Open && !(before instanceof Pace.Open)) {
      LOG.log(Level.WARNING, "Webhook {0} does not answer; its messages wait", webhook.id());
    } else if (after instanceof Pace.Flowing
        && (before instanceof Pace.Refused || before instanceof Pace.Open)) {
      LOG.log(Level.INFO, "Webhook {0} takes messages again", webhook.id());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
