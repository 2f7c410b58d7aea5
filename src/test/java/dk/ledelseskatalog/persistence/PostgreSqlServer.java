package dk.ledelseskatalog.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of its own, on a free port; gone when closed. */
public final class PostgreSqlServer implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgreSqlServer(EmbeddedPostgres server) {
    this.server = server;
  }

  public static PostgreSqlServer start() throws IOException {
    // The library turns both off to be fast; then a test would say nothing about durability.
    return new PostgreSqlServer(
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start());
  }

  /** Where an empty database of its own is. */
  public DatabaseSettings newDatabase() throws SQLException {
    String name = "test" + databases.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new DatabaseSettings(server.getJdbcUrl("postgres", name), "postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
