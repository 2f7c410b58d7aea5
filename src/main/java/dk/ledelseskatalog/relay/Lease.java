package dk.ledelseskatalog.relay;

import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
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
import java.util.function.Function;

/**
 * The right to send, which one node at a time has.
 *
 * <p>While held it is renewed by a thread of its own, since a request may take longer than the
 * lease. A node that dies stops renewing and loses it after the lease's length; a node that slept
 * so long finds out in {@link #inLease}, where every result is written: then its result is not
 * written, and whoever sends now will have it from the other side again.
 *
 * <p>Times are the database's, so the nodes' clocks may differ.
 *
 * @param <R> the row that says who holds it
 */
public final class Lease<R extends Lease.Row> implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Lease.class.getName());

  private static final long NONE = 0;

  private final Transactions transactions;
  private final Function<EntityManager, R> locked;
  private final Duration length;
  private final UUID node = UUID.randomUUID();
  private final ScheduledExecutorService heart;

  /** The number of the lease held; {@link #NONE} if none is. */
  private final AtomicLong number = new AtomicLong(NONE);

  private Optional<ScheduledFuture<?>> beat = Optional.empty();

  /** A row that says who holds a lease, and whatever else is only changed by who does. */
  public interface Row {
    Holding holding();
  }

  /**
   * @param locked reads the row and locks it against every other node until the transaction ends
   * @param length for which a node that died keeps others from sending
   * @param thread the name of the one that renews
   */
  public Lease(
      Transactions transactions,
      Function<EntityManager, R> locked,
      Duration length,
      String thread) {
    this.transactions = transactions;
    this.locked = locked;
    this.length = length;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread renewing = new Thread(task, thread);
              renewing.setDaemon(true);
              return renewing;
            });
  }

  /** Whether this node has the lease, as far as it knows. */
  public boolean held() {
    return number.get() != NONE;
  }

  /** Takes the lease if it is free. Only one thread of a node calls this. */
  public boolean take() {
    Optional<Long> given =
        transactions.inTransaction(
            manager -> {
              Holding holding = locked.apply(manager).holding();
              Instant now = now(manager);
              return holding.give(node, now, now.plus(length));
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
   * @param work is given the row under its lock
   * @throws LostException if another node has taken it; nothing was written
   */
  public void inLease(BiConsumer<EntityManager, R> work) {
    var unused =
        underLease(
            (manager, row) -> {
              work.accept(manager, row);
              return row;
            });
  }

  /** As {@link #inLease}, for work with a result. */
  public <T> T underLease(BiFunction<EntityManager, R, T> work) {
    long held = number.get();
    if (held == NONE) {
      throw new LostException();
    }
    return transactions.inTransaction(
        manager -> {
          R row = locked.apply(manager);
          if (!row.holding().heldAs(held)) {
            number.compareAndSet(held, NONE);
            throw new LostException();
          }
          row.holding().extend(now(manager).plus(length));
          return work.apply(manager, row);
        });
  }

  /** Lets another node have it. */
  public void release() {
    beat.ifPresent(running -> running.cancel(false));
    beat = Optional.empty();
    if (!held()) {
      return;
    }
    try {
      inLease((manager, row) -> row.holding().end());
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
      inLease((manager, row) -> {});
    } catch (RuntimeException e) {
      // A lost lease shows when results are written; a database in trouble may come back in time.
      LOG.log(Level.DEBUG, "The lease to send was not renewed: {0}", e.getClass().getSimpleName());
    }
  }

  /** The database's time: the one clock that all nodes read. */
  private static Instant now(EntityManager manager) {
    Number seconds =
        (Number)
            manager
                .createNativeQuery("select extract(epoch from current_timestamp)")
                .getSingleResult();
    return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
  }

  /** Another node sends now. */
  public static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
