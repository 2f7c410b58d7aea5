package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.lrs.LrsProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back of a backup and of an archive, in the delivered program. */
class RestoreIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whoWasErasedAfterTheBackupIsErasedBeforeAnythingIsSent(@TempDir Path folder)
      throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Map<String, String> withoutStore =
        Map.of(
            "LEDELSESKATALOG_DATA_DIR", data.toString(),
            "LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk",
            "LEDELSESKATALOG_ERASURES_FILE", folder.resolve("kept/erasures.jsonl").toString());

    String before;
    try (RunningService service = RunningService.start(withoutStore)) {
      complete(service, "leder-2");
      complete(service, "leder-3");
      before = pseudonym(service, "leder-2");
    }
    FileUtils.copyDirectory(data.toFile(), backup.toFile());
    try (RunningService service = RunningService.start(withoutStore)) {
      assertThat(send(service, "DELETE", "/api/me?confirmErasure=true", "leder-2", "").statusCode())
          .isEqualTo(200);
      service.kill();
    }
    FileUtils.deleteDirectory(data.toFile());
    Files.move(backup, data);

    try (LrsProcess lrs = LrsProcess.start()) {
      Map<String, String> withStore = new HashMap<>(withoutStore);
      withStore.put("LEDELSESKATALOG_LRS_ENDPOINT", lrs.endpoint().toString());
      withStore.put("LEDELSESKATALOG_LRS_USERNAME", "username");
      withStore.put("LEDELSESKATALOG_LRS_PASSWORD", "password");
      try (RunningService service = RunningService.start(withStore)) {
        assertThat(pseudonym(service, "leder-2")).isEqualTo("null");
        assertThat(pseudonym(service, "leder-3")).hasSize(36);
        awaitStatement(lrs);
        assertThat(lrs.statements().toString())
            .contains(pseudonym(service, "leder-3"))
            .doesNotContain(before);
      }
    }
  }

  @Test
  void anArchiveIsCarriedToAnEmptyServiceFromTheCommandLine(@TempDir Path folder) throws Exception {
    Map<String, String> here = Map.of("LEDELSESKATALOG_DATA_DIR", folder.resolve("a").toString());
    Map<String, String> there = Map.of("LEDELSESKATALOG_DATA_DIR", folder.resolve("b").toString());
    String archive = folder.resolve("katalog.zip").toString();
    try (RunningService service = RunningService.start(here)) {
      assertThat(RunningService.command(here, "export", archive))
          .startsWith("1 The embedded database in LEDELSESKATALOG_DATA_DIR is in use");
      service.terminate();
    }
    assertThat(RunningService.command(here, "export", archive)).matches("(?s)0 .*Exported: .*");
    assertThat(RunningService.command(here, "export", archive)).startsWith("1 The file exists");
    assertThat(RunningService.command(there, "import", "--dry-run", archive))
        .matches("(?s)0 .*Rehearsed, nothing is stored\\. Would import: .*");

    assertThat(RunningService.command(there, "import", archive)).matches("(?s)0 .*Imported: .*");

    String again = folder.resolve("again.zip").toString();
    assertThat(RunningService.command(there, "export", again)).startsWith("0 ");
    assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(archive));
    Files.writeString(Path.of(again), "x");
    assertThat(RunningService.command(there, "import", again)).startsWith("1 Refused; nothing");
    assertThat(RunningService.command(there, "imprt", again)).startsWith("2 Usage: ");
  }

  private static void awaitStatement(LrsProcess lrs) throws Exception {
    for (int i = 0; i < 300 && lrs.statements().isEmpty(); i++) {
      Thread.sleep(100);
    }
  }

  private static void complete(RunningService service, String person) throws Exception {
    String body =
        """
        {"data": {"type": "completions", "attributes": {"registration": "%s"},
         "relationships": {"activity": {"data":
           {"type": "reflections", "id": "paa-fast-grund"}}}}}\
        """
            .formatted(UUID.randomUUID());
    assertThat(send(service, "POST", "/api/completions", person, body).statusCode()).isEqualTo(201);
  }

  private static String pseudonym(RunningService service, String person) throws Exception {
    JsonNode me = JSON.readTree(send(service, "GET", "/api/me", person, "").body());
    return me.at("/data/attributes/pseudonym").asText();
  }

  private static HttpResponse<String> send(
      RunningService service, String method, String path, String person, String body)
      throws Exception {
    HttpResponse<String> token =
        service.send(
            HttpRequest.newBuilder(service.uri("/demo/token?person=" + person))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header(
                "Authorization",
                "Bearer " + JSON.readTree(token.body()).path("access_token").asText())
            .header("Content-Type", "application/vnd.api+json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
