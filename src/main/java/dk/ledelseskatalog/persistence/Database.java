package dk.ledelseskatalog.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The open database: its connection pool, its schema at the current version, its entity managers.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {
  /** How long a transaction waits to lock rows of an embedded database. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HikariDataSource dataSource;
  private final EntityManagerFactory factory;

  private Database(HikariDataSource dataSource, EntityManagerFactory factory) {
    this.dataSource = dataSource;
    this.factory = factory;
  }

  /**
   * Opens a database and brings its schema up to date.
   *
   * @throws DatabaseException with a sentence for the operator, if it cannot be reached, is used by
   *     another process, has a schema newer than this program's, or could lose a commit
   */
  public static Database open(DatabaseSettings settings) throws DatabaseException {
    HikariDataSource dataSource = connect(settings);
    try {
      if (settings.embedded()) {
        requireDurableCommits(dataSource);
      }
      migrate(dataSource, settings.embedded());
      EntityManagerFactory factory =
          Persistence.createEntityManagerFactory(
              "ledelseskatalog",
              Map.of(
                  "jakarta.persistence.nonJtaDataSource",
                  settings.embedded() ? new LockTurns(PATIENCE).before(dataSource) : dataSource,
                  // Of the same name it would be shared by databases open in one process.
                  "eclipselink.session-name",
                  "ledelseskatalog-" + UUID.randomUUID(),
                  "eclipselink.target-database",
                  settings.embedded()
                      ? "org.eclipse.persistence.platform.database.H2Platform"
                      : "org.eclipse.persistence.platform.database.PostgreSQLPlatform"));
      return new Database(dataSource, factory);
    } catch (DatabaseException | RuntimeException e) {
      dataSource.close();
      throw e;
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public Transactions transactions() {
    return new Transactions(factory);
  }

  @Override
  public void close() {
    factory.close();
    dataSource.close();
  }

  private static HikariDataSource connect(DatabaseSettings settings) throws DatabaseException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledelseskatalog");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.username());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(10);
    config.setAutoCommit(false);
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    // The drivers are named: in the container the driver manager does not see those of the WAR.
    config.setDriverClassName(settings.embedded() ? "org.h2.Driver" : "org.postgresql.Driver");
    if (!settings.embedded()) {
      config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
      config.addDataSourceProperty("ApplicationName", "ledelseskatalog");
      // The detail quotes values, and our log is no place for those.
      config.addDataSourceProperty("logServerErrorDetail", "false");
    }
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DatabaseException(unreachable(settings, e), e);
    }
  }

  private static String unreachable(DatabaseSettings settings, RuntimeException failure) {
    String reason = rootMessage(failure);
    if (settings.embedded() && reason.toLowerCase(Locale.ROOT).contains("lock")) {
      return "The embedded database in LEDELSESKATALOG_DATA_DIR is in use by another process; stop"
          + " that process, or give this one another folder or a PostgreSQL database"
          + " (LEDELSESKATALOG_DATABASE_URL).";
    }
    return "The database at "
        + settings.urlWithoutSecrets()
        + " cannot be opened; check LEDELSESKATALOG_DATABASE_URL, LEDELSESKATALOG_DATABASE_USERNAME"
        + " and LEDELSESKATALOG_DATABASE_PASSWORD, and that it is running: "
        + reason.replaceAll("\\s+", " ");
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /**
   * H2 acknowledges a commit up to half a second before it writes it, unless WRITE_DELAY is 0.
   * Killed in between it loses the commit, so nothing else is accepted.
   */
  private static void requireDurableCommits(DataSource dataSource) throws DatabaseException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet setting =
            statement.executeQuery(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'WRITE_DELAY'")) {
      if (!setting.next() || !"0".equals(setting.getString(1))) {
        throw new DatabaseException(
            "The embedded database would acknowledge commits before they are written; add"
                + " ;WRITE_DELAY=0 to LEDELSESKATALOG_DATABASE_URL.");
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new DatabaseException("The embedded database cannot be read: " + e.getMessage(), e);
    }
  }

  /** What only one kind of database can hold has a folder of its own. */
  private static void migrate(DataSource dataSource, boolean embedded) throws DatabaseException {
    String both = "classpath:db/migration";
    String[] locations =
        embedded ? new String[] {both} : new String[] {both, "classpath:db/postgresql"};
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(dataSource)
          .locations(locations)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "The database's schema cannot be brought up to date; it is unchanged from the last"
              + " version that could be: "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
          e);
    }
  }
}
