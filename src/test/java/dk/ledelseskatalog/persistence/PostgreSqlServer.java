package dk.ledelseskatalog.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  /**
   * Restarts it as after a power cut: connections break, nothing is finished, and what was
   * committed is recovered.
   */
  public void crashAndRestart() throws IOException, SQLException, InterruptedException {
    Path data = Path.of(setting("data_directory"));
    long process = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    String binary = ProcessHandle.of(process).flatMap(it -> it.info().command()).orElseThrow();
    List<String> command = new ArrayList<>();
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      // PostgreSQL refuses to run as root; the library starts it like this too.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            Path.of(binary).resolveSibling("pg_ctl").toString(),
            "restart",
            "-w",
            "-D",
            data.toString(),
            "-m",
            "immediate",
            "-l",
            data.resolve("restarted.log").toString()));
    Process restart =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!restart.waitFor(120, TimeUnit.SECONDS) || restart.exitValue() != 0) {
      throw new IOException("PostgreSQL did not come back; see " + data.resolve("restarted.log"));
    }
  }

  /** What a setting of the server is, as it says itself. */
  public String setting(String name) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Where a copy of a database is that nobody has open: what a restored backup is. */
  public DatabaseSettings copyOf(DatabaseSettings original) throws SQLException {
    String name = "test" + databases.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + nameOf(original));
    }
    return new DatabaseSettings(server.getJdbcUrl("postgres", name), "postgres", "postgres");
  }

  /** Throws a database away, whoever has it open. */
  void drop(DatabaseSettings database) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database " + nameOf(database) + " with (force)");
    }
  }

  private static String nameOf(DatabaseSettings database) {
    return database.url().replaceFirst(".*/([^?/]+).*", "$1");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
