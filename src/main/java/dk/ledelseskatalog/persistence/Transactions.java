package dk.ledelseskatalog.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs work in a database transaction. Thread-safe; transactions do not nest, work that belongs
 * together takes the {@link EntityManager} as a parameter.
 */
public final class Transactions {
  private static final int ATTEMPTS = 5;

  /**
   * SQLSTATEs of a transaction that lost a race and can be run again: unique violation,
   * serialization failure, deadlock, and H2's lock time-out and concurrent update.
   */
  private static final Set<String> RACES = Set.of("23505", "40001", "40P01", "HYT00", "90131");

  private final EntityManagerFactory factory;

  public Transactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /** Commits what the work did, or rolls all of it back if it throws. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager manager = factory.createEntityManager();
    try {
      manager.getTransaction().begin();
      T result = work.apply(manager);
      manager.getTransaction().commit();
      return result;
    } finally {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    }
  }

  /**
   * Like {@link #inTransaction}, and run anew, from the beginning, if another transaction got in
   * between: of two that found nothing and both wrote, the database refuses the second, which then
   * finds what the first wrote. So the work may change nothing but the database. Whoever loses five
   * times is told.
   */
  public <T> T inTransactionRetryingRaces(Function<EntityManager, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(work);
      } catch (PersistenceException e) {
        if (attempt == ATTEMPTS || !lostARace(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean lostARace(PersistenceException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return RACES.contains(String.valueOf(sql.getSQLState()));
      }
    }
    return false;
  }
}
