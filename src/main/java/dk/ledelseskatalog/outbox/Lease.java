package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.persistence.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The right to send to the store, which one node at a time has.
 *
 * <p>While held it is renewed by a thread of its own, since a request may take longer than the
 * lease. A node that dies stops renewing and loses it after the lease's length; a node that slept
 * so long finds out in {@link #inLease}, where every result is written: then its result is not
 * written, and whoever sends now will have it from the store again.
 *
 * <p>Times are the database's, so the nodes' clocks may differ.
 */
final class Lease implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Lease.class.getName());

  private static final long NONE = 0;

  private final Transactions transactions;
  private final Duration length;
  private final UUID node = UUID.randomUUID();
  private final ScheduledExecutorService heart;

  /** The number of the lease held; {@link #NONE} if none is. */
  private final AtomicLong number = new AtomicLong(NONE);

  private Optional<ScheduledFuture<?>> beat = Optional.empty();

  Lease(Transactions transactions, Duration length) {
    this.transactions = transactions;
    this.length = length;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "outbox-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether this node has the lease, as far as it knows. */
  boolean held() {
    return number.get() != NONE;
  }

  /** Takes the lease if it is free. Only the dispatcher's thread calls this. */
  boolean take() {
    Optional<Long> given =
        transactions.inTransaction(
            manager -> {
              OutboxRepository repository = new OutboxRepository(manager);
              Destination destination = repository.lockedDestination();
              Instant now = repository.now();
              return destination.lease(node, now, now.plus(length));
            });
    given.ifPresent(
        taken -> {
          number.set(taken);
          long quarter = length.toMillis() / 4;
          beat =
              Optional.of(
                  heart.scheduleWithFixedDelay(
                      this::renew, quarter, quarter, TimeUnit.MILLISECONDS));
        });
    return given.isPresent();
  }

  /**
   * Runs work in a transaction that commits only if this node still holds the lease, and extends
   * it.
   *
   * @param work is given the messages, and the destination under its lock
   * @throws LostException if another node has taken it; nothing was written
   */
  void inLease(BiConsumer<OutboxRepository, Destination> work) {
    var unused =
        underLease(
            (repository, destination) -> {
              work.accept(repository, destination);
              return destination;
            });
  }

  /** As {@link #inLease}, for work with a result. */
  <T> T underLease(BiFunction<OutboxRepository, Destination, T> work) {
    long held = number.get();
    if (held == NONE) {
      throw new LostException();
    }
    return transactions.inTransaction(
        manager -> {
          OutboxRepository repository = new OutboxRepository(manager);
          Destination destination = repository.lockedDestination();
          if (!destination.leasedAs(held)) {
            number.compareAndSet(held, NONE);
            throw new LostException();
          }
          destination.extendLease(repository.now().plus(length));
          return work.apply(repository, destination);
        });
  }

  /** Lets another node have it. */
  void release() {
    beat.ifPresent(running -> running.cancel(false));
    beat = Optional.empty();
    if (!held()) {
      return;
    }
    try {
      inLease((repository, destination) -> destination.endLease());
    } catch (LostException e) {
      LOG.log(Level.DEBUG, "The lease to send was already another node's");
    } finally {
      number.set(NONE);
    }
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    heart.shutdown();
    release();
  }

  private void renew() {
    try {
      inLease((repository, destination) -> {});
    } catch (RuntimeException e) {
      // A lost lease shows when results are written; a database in trouble may come back in time.
      LOG.log(Level.DEBUG, "The lease to send was not renewed: {0}", e.getClass().getSimpleName());
    }
  }

  /** Another node sends now. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
