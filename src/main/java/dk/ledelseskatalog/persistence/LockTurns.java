package dk.ledelseskatalog.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets one transaction at a time lock rows of an embedded database by {@code select … for update}:
 * from its first such statement until it ends. Others wait for nobody. Thread-safe.
 *
 * <p>H2 2.2.224 loses a commit when another transaction locks the same row in the moment of it and
 * is then rolled back. A database that one process has open can do without that moment.
 */
final class LockTurns {
  /** SQLSTATE of a lock that was waited for too long; such a transaction is run again. */
  private static final String TIMED_OUT = "HYT00";

  private final Semaphore turn = new Semaphore(1, true);
  private final Duration patience;

  /**
   * @param patience for which a transaction waits for its turn
   */
  LockTurns(Duration patience) {
    this.patience = patience;
  }

  /** The same database, whose connections take turns. */
  DataSource before(DataSource database) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(database, method, arguments);
          return result instanceof Connection connection
              ? proxy(Connection.class, new Turn(connection))
              : result;
        });
  }

  private static boolean locks(String sql) {
    return sql.toLowerCase(Locale.ROOT).contains("for update");
  }

  /** What one connection does with its turn. A connection is used by one thread at a time. */
  private final class Turn implements InvocationHandler {
    private final Connection connection;
    private boolean taken;

    Turn(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "prepareStatement", "prepareCall" -> {
          String sql = String.valueOf(first(arguments));
          return statement((Connection) self, call(connection, method, arguments), sql);
        }
        case "createStatement" -> {
          return statement((Connection) self, call(connection, method, arguments), "");
        }
        case "commit", "close", "abort", "setAutoCommit" -> {
          return endingTurn(method, arguments);
        }
        case "rollback" -> {
          // To a savepoint: the transaction goes on.
          return arguments == null
              ? endingTurn(method, arguments)
              : call(connection, method, arguments);
        }
        default -> {
          return call(connection, method, arguments);
        }
      }
    }

    private @Nullable Object endingTurn(Method method, Object @Nullable [] arguments)
        throws Throwable {
      try {
        return call(connection, method, arguments);
      } finally {
        end();
      }
    }

    private void end() {
      if (taken) {
        taken = false;
        turn.release();
      }
    }

    private void begin() throws SQLException {
      if (taken) {
        return;
      }
      try {
        taken = turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!taken) {
        throw new SQLException("Another transaction has held its locks for too long", TIMED_OUT);
      }
    }

    private Object statement(Connection self, @Nullable Object made, String prepared) {
      Class<?> type =
          made instanceof CallableStatement
              ? CallableStatement.class
              : made instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
      return proxy(
          type,
          (statement, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getConnection")) {
              return self;
            }
            if (!name.startsWith("execute")) {
              return call(made, method, arguments);
            }
            String sql = first(arguments) instanceof String given ? given : prepared;
            if (locks(sql)) {
              begin();
            }
            try {
              return call(made, method, arguments);
            } finally {
              if (taken && connection.getAutoCommit()) {
                end();
              }
            }
          });
    }
  }

  private static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(LockTurns.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      @Nullable Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
