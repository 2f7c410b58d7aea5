package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of 100,000 completions, of a service with 256 MB, to clients of every kind. */
class ExportIT {
  private static final int ROWS = 100_000;
  private static final int A_PART = 1_000_000;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static PostgreSqlServer server;
  private static DatabaseSettings database;
  private static RunningService service;
  private static String token;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = PostgreSqlServer.start();
    database = server.newDatabase();
    service =
        RunningService.start(
            Map.of(
                "LEDELSESKATALOG_DATA_DIR", folder.toString(),
                "LEDELSESKATALOG_DATABASE_URL", database.url(),
                "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
                "LEDELSESKATALOG_DATABASE_PASSWORD", database.password()));
    token = service.token("platform");
    run(
        """
        insert into completion (id, person, activity_type, activity_id, theme, registration,
          release_number, completed_at, duration_seconds, statement_id, recorded_at)
        select gen_random_uuid(), gen_random_uuid(), 'reflections', 'hvem-er-du-som-leder',
          'det-personlige-lederskab', gen_random_uuid(), 1, 1700000000000 + n, 600,
          gen_random_uuid(), 1700000000000 + n
        from generate_series(1, %d) n"""
            .formatted(ROWS));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"text/csv,1", "application/x-ndjson,0"})
  void everyRecordIsThereAndNoMoreThanASliceInMemory(String type, int headers) throws Exception {
    Set<String> lines = new HashSet<>();
    try (InputStream body = export(type);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (int read = 0; read < A_PART; ) {
        String line = reader.readLine();
        lines.add(line);
        read += line.length();
      }
      // The client waits, and so does the service, with what it has not sent.
      assertThat(completionsInMemory()).isLessThan(2_000);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }

    assertThat(lines).hasSize(ROWS + headers);
  }

  @Test
  void clientsThatHangUpLeaveNothingBehind() throws Exception {
    for (int client = 0; client < 15; client++) {
      try (InputStream body = export("text/csv")) {
        assertThat(body.readNBytes(10_000)).hasSize(10_000);
      }
    }

    for (int i = 0; i < 15; i++) {
      assertThat(send("application/vnd.api+json").statusCode()).isEqualTo(200);
    }
    assertThat(service.output()).noneMatch(line -> line.contains("A request failed"));
  }

  @Test
  void anExportThatCannotGoOnSaysSoAtItsEnd() throws Exception {
    assertThat(brokenOff("text/csv"))
        .matches("(?s).*\r\nListen er ikke hel: den brød af her\\. Hent den igen om lidt\\.\r\n");
    assertThat(brokenOff("application/x-ndjson"))
        .matches("(?s).*\n\\{[^\n]*\"errors\":[^\n]*\"export-broken-off\"[^\n]*}\n");
  }

  /** The last bytes of an export whose table vanishes under it. */
  private static String brokenOff(String type) throws Exception {
    try (InputStream body = export(type)) {
      assertThat(body.readNBytes(A_PART)).hasSize(A_PART);
      run("alter table completion rename to completion_gone");
      byte[] rest = body.readAllBytes();
      return new String(rest, rest.length - 1000, 1000, StandardCharsets.UTF_8);
    } finally {
      run("alter table completion_gone rename to completion");
    }
  }

  private static InputStream export(String type) throws Exception {
    HttpResponse<InputStream> answer =
        HTTP.send(request(type), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    return answer.body();
  }

  private static HttpResponse<String> send(String type) throws Exception {
    return HTTP.send(request(type), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String type) {
    return HttpRequest.newBuilder(service.uri("/api/completions"))
        .header("Authorization", "Bearer " + token)
        .header("Accept", type)
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  /** Counted after a full garbage collection, which this count begins with. */
  private static int completionsInMemory() throws Exception {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(service.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String completion = " dk.ledelseskatalog.learning.Completion";
    try (BufferedReader lines = histogram.inputReader()) {
      String all = String.join("\n", lines.lines().toList());
      assertThat(all).contains("java.lang.String");
      return all.lines()
          .filter(line -> line.contains(completion) && !line.contains(completion + "s"))
          .mapToInt(line -> Integer.parseInt(line.strip().split("\\s+", -1)[1]))
          .max()
          .orElse(0);
    }
  }

  private static void run(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
