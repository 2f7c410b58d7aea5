package dk.ledelseskatalog.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs work in a database transaction. Thread-safe; transactions do not nest, work that belongs
 * together takes the {@link EntityManager} as a parameter.
 */
public final class Transactions {
  private static final int ATTEMPTS = 5;
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * SQLSTATEs of a transaction that lost a race and can be run again: unique violation,
   * serialization failure, deadlock, and H2's lock time-out and concurrent update.
   */
  private static final Set<String> RACES =
      Set.of(UNIQUE_VIOLATION, "40001", "40P01", "HYT00", "90131");

  /** The class of SQLSTATEs of a connection that cannot be made, or broke. */
  private static final String CONNECTION_FAILURES = "08";

  /**
   * SQLSTATEs of a database that is going down, crashed, coming up, out of connections, or has
   * become a standby.
   */
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300", "25006");

  /** H2's own level: its repeatable reads are of each table since it was first read. */
  private static final int SNAPSHOT_OF_H2 = 6;

  private final EntityManagerFactory factory;

  public Transactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * Commits what the work did, or rolls all of it back if it throws.
   *
   * @throws DatabaseUnavailableException if the database was away; then it may be either
   */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    return run(work, EntityTransaction::commit);
  }

  /**
   * Does the work and takes all of it back: what it would answer, and nothing more. Waits for locks
   * as the work itself does.
   */
  public <T> T rehearse(Function<EntityManager, T> work) {
    return run(
        manager -> {
          T result = work.apply(manager);
          // What the database would refuse is refused in the rehearsal too.
          manager.flush();
          return result;
        },
        EntityTransaction::rollback);
  }

  /**
   * Reads the database as it is in this moment, whatever others commit while the work goes on.
   * Nothing is written.
   */
  public <T> T inSnapshot(Function<EntityManager, T> work) {
    return run(
        manager -> {
          requireSnapshot(manager.unwrap(Connection.class));
          return work.apply(manager);
        },
        EntityTransaction::rollback);
  }

  private static void requireSnapshot(Connection connection) {
    try {
      boolean embedded = connection.getMetaData().getDatabaseProductName().equals("H2");
      // The pool gives the connection its usual level back.
      connection.setTransactionIsolation(
          embedded ? SNAPSHOT_OF_H2 : Connection.TRANSACTION_REPEATABLE_READ);
    } catch (SQLException e) {
      throw new PersistenceException("The database cannot be read as it is now", e);
    }
  }

  private <T> T run(Function<EntityManager, T> work, Consumer<EntityTransaction> end) {
    EntityManager manager = factory.createEntityManager();
    try {
      manager.getTransaction().begin();
      T result = work.apply(manager);
      end.accept(manager.getTransaction());
      return result;
    } catch (RuntimeException e) {
      rollBack(manager, e);
      throw away(e) ? new DatabaseUnavailableException(e) : e;
    } finally {
      manager.close();
    }
  }

  /**
   * Like {@link #inTransaction}, and run anew, from the beginning, if another transaction got in
   * between: of two that found nothing and both wrote, the database refuses the second, which then
   * finds what the first wrote. So the work may change nothing but the database. Whoever loses five
   * times is told.
   *
   * @throws DatabaseUnavailableException also if so much goes on that it never got its turn
   */
  public <T> T inTransactionRetryingRaces(Function<EntityManager, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(work);
      } catch (PersistenceException e) {
        String state = sqlState(e);
        if (!RACES.contains(state)) {
          throw e;
        }
        if (attempt == ATTEMPTS) {
          throw state.equals(UNIQUE_VIOLATION) ? e : new DatabaseUnavailableException(e);
        }
      }
    }
  }

  private static void rollBack(EntityManager manager, RuntimeException failure) {
    try {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      // A connection that broke cannot be told to roll back; the database does so by itself.
      failure.addSuppressed(e);
    }
  }

  private static boolean away(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return true; // the pool has no connection to give
      }
    }
    String state = sqlState(failure);
    return state.startsWith(CONNECTION_FAILURES) || AWAY.contains(state);
  }

  /** The first one in the chain of causes; empty if none has one. */
  private static String sqlState(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
