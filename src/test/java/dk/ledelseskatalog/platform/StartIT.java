package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's starts and ends, as an operator sees them. */
class StartIT {
  @TempDir Path folder;

  @Test
  void oneLineTellsWhatAnOperatorNeedsToKnow() throws Exception {
    try (RunningService service = RunningService.start(onH2())) {
      assertThat(service.awaitReady())
          .contains("http://localhost:" + service.port())
          .contains("release 1")
          .contains(folder.toString())
          .contains("LEDELSESKATALOG_LRS_ENDPOINT");
    }
  }

  @Test
  void nobodyIsAnsweredBeforeItIsReady() throws Exception {
    try (RunningService service = RunningService.launch(onH2())) {
      while (true) {
        try {
          assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
          assertThat(service.get("/api/themes").statusCode()).isEqualTo(200);
          return;
        } catch (ConnectException e) {
          Thread.sleep(50);
        }
      }
    }
  }

  @Test
  void aSecondStartOnTheSameDataFindsEverythingAsItWas() throws Exception {
    String before;
    try (RunningService service = RunningService.start(onH2())) {
      before = service.get("/api/themes").body().replace(":" + service.port(), "");
      service.terminate();
    }
    try (RunningService service = RunningService.start(onH2())) {
      assertThat(service.get("/api/themes").body().replace(":" + service.port(), ""))
          .isEqualTo(before)
          .contains("tillid");
    }
  }

  @Test
  void aStartThatIsKilledLeavesNothingHalf() throws Exception {
    for (int attempt = 0; attempt < 3; attempt++) {
      RunningService killed = RunningService.launch(onH2());
      Thread.sleep(ThreadLocalRandom.current().nextInt(2_000, 9_000));
      killed.kill();
    }
    try (RunningService service = RunningService.start(onH2())) {
      assertThat(service.awaitReady()).contains("release 1");
      assertThat(service.get("/api/principles").body()).contains("\"total\":10");
    }
  }

  @Test
  void twoNodesThatStartTogetherImportOnce() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Map<String, String> environment =
          Map.of(
              "LEDELSESKATALOG_DATA_DIR",
              folder.toString(),
              "LEDELSESKATALOG_DATABASE_URL",
              "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
              "LEDELSESKATALOG_DATABASE_USERNAME",
              "postgres",
              "LEDELSESKATALOG_DATABASE_PASSWORD",
              "postgres");
      try (RunningService one = RunningService.launch(environment);
          RunningService two = RunningService.launch(environment)) {
        assertThat(one.awaitReady()).contains("release 1");
        assertThat(two.awaitReady()).contains("release 1");
        assertThat(one.get("/api/themes/tillid").headers().firstValue("ETag")).isPresent();
      }
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet counts =
              statement.executeQuery(
                  "select (select count(*) from release), max(version) from entry_version")) {
        counts.next();
        assertThat(counts.getInt(1)).isEqualTo(1);
        assertThat(counts.getInt(2)).isEqualTo(1);
      }
    }
  }

  @Test
  void sigtermEndsItWithinTenSecondsAndGivesNobodyAnError() throws Exception {
    try (RunningService service = RunningService.start(onH2())) {
      AtomicBoolean ended = new AtomicBoolean();
      List<String> answers = new CopyOnWriteArrayList<>();
      Thread client =
          new Thread(
              () -> {
                while (!ended.get()) {
                  try {
                    // The other client hides what is said of the connection.
                    HttpURLConnection answer =
                        (HttpURLConnection) service.uri("/api/sessions").toURL().openConnection();
                    answers.add(
                        answer.getResponseCode() + " " + answer.getHeaderField("Connection"));
                    answer.getInputStream().readAllBytes();
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      client.start();
      assertThat(service.terminate()).isLessThan(Duration.ofSeconds(10));
      ended.set(true);
      client.join();
      assertThat(answers).contains("200 close").allMatch(answer -> answer.startsWith("200"));
    }
  }

  @Test
  void aWrongValueStopsTheStartWithOneSentenceThatNamesTheVariable() throws Exception {
    try (RunningService service =
        RunningService.launch(Map.of("LEDELSESKATALOG_PUBLIC_URL", "ledelse"))) {
      assertThat(service.awaitExit()).isEqualTo(1);
      assertThat(service.output())
          .singleElement()
          .asString()
          .startsWith("LEDELSESKATALOG_PUBLIC_URL must be ");
    }
  }

  @Test
  void anEmbeddedDatabaseThatCouldLoseCommitsIsRefused() throws Exception {
    try (RunningService service =
        RunningService.launch(
            Map.of(
                "LEDELSESKATALOG_DATA_DIR",
                folder.toString(),
                "LEDELSESKATALOG_DATABASE_URL",
                "jdbc:h2:file:" + folder.resolve("db")))) {
      assertThat(service.awaitExit()).isEqualTo(1);
      assertThat(lastLine(service)).contains("WRITE_DELAY=0", "LEDELSESKATALOG_DATABASE_URL");
    }
  }

  @Test
  void aSecondProcessOnTheSameFolderIsToldSo() throws Exception {
    try (RunningService first = RunningService.start(onH2());
        RunningService second = RunningService.launch(onH2())) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(lastLine(second)).contains("LEDELSESKATALOG_DATA_DIR", "another process");
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void abrokenCatalogueStopsTheStartAndSaysFilePointerAndWhatToChange() throws Exception {
    Path model = RunningService.copyOfContentModel(folder.resolve("model"));
    Path theme = model.resolve("catalogue/themes/tillid.json");
    Files.writeString(theme, Files.readString(theme).replace("\"title\"", "\"titel\""));

    try (RunningService service =
        RunningService.launch(
            Map.of(
                "LEDELSESKATALOG_DATA_DIR", folder.toString(),
                "LEDELSESKATALOG_CONTENT_MODEL_DIR", model.toString()))) {
      assertThat(service.awaitExit()).isEqualTo(1);
      assertThat(String.join("\n", service.output()))
          .contains("catalogue/themes/tillid.json#/attributes")
          .contains("titel");
    }
  }

  private Map<String, String> onH2() {
    return Map.of("LEDELSESKATALOG_DATA_DIR", folder.toString());
  }

  private static String lastLine(RunningService service) {
    return service.output().get(service.output().size() - 1);
  }
}
