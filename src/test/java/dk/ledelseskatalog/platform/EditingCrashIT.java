package dk.ledelseskatalog.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.media.Pictures;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of what editors did and began when the delivered program is killed. */
class EditingCrashIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatWasDoneIsThereAndWhatWasBegunIsToldAndCanBeDoneAgain(@TempDir Path folder)
      throws Exception {
    Path media = folder.resolve("media");
    Map<String, String> environment =
        Map.of(
            "LEDELSESKATALOG_DATA_DIR", folder.resolve("data").toString(),
            "LEDELSESKATALOG_MEDIA_DIR", media.toString());
    String picture;
    String importing;
    try (RunningService service = RunningService.start(environment)) {
      picture = picture(service);
      assertThat(media.resolve(fileOf(picture))).exists();
      portrait(service, picture);
      assertThat(plan(service, Instant.now().plusSeconds(2))).isEqualTo(201);
      importing = begin(service, edition(20_000));
      awaitProgress(service, importing);
      service.kill();
    }
    // As if it had died between a file and what is said of it.
    Path left = media.resolve("ab/ab" + "0".repeat(62));
    Files.createDirectories(left.getParent());
    Files.write(left, new byte[] {1});
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    try (RunningService service = RunningService.start(environment)) {
      assertThat(left).doesNotExist();

      JsonNode told = attributes(service, importing);
      assertThat(told.path("state").asText()).isEqualTo("interrupted");
      assertThat(told.path("report").isNull()).isTrue();
      assertThat(status(service, "/api/editor/themes/ny-1")).isEqualTo(404);
      assertThat(await(service, begin(service, edition(2)), "state", "done")).isTrue();
      assertThat(status(service, "/api/editor/themes/ny-1")).isEqualTo(200);

      // Late rather than never: it was due while nothing ran.
      assertThat(await(service, "/api/portraits/eksempel", "name", "Eksempel")).isTrue();
      HttpResponse<String> shown =
          service.send(HttpRequest.newBuilder(service.uri(picture)).build());
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");

      putAway(service);
      assertThat(plan(service, Instant.now().plusSeconds(1))).isEqualTo(201);
      for (int i = 0; i < 300 && status(service, "/api/portraits/eksempel") == 200; i++) {
        Thread.sleep(100);
      }
      assertThat(status(service, "/api/portraits/eksempel")).isEqualTo(404);
    }
  }

  private static String picture(RunningService service) throws Exception {
    HttpResponse<String> answer =
        service.send(
            request(service, "/api/editor/media")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(Pictures.png(40, 30)))
                .build());
    assertThat(answer.statusCode()).isEqualTo(201);
    return JSON.readTree(answer.body()).at("/data/attributes/url").asText();
  }

  private static String fileOf(String url) {
    String sha256 = url.substring("/media/".length(), url.indexOf('.'));
    return sha256.substring(0, 2) + "/" + sha256;
  }

  private static void portrait(RunningService service, String picture) throws Exception {
    assertThat(
            post(
                service,
                "/api/editor/portraits",
                """
                {"data": {"type": "portraits", "id": "eksempel", "attributes":
                  {"name": "Eksempel", "text": {"da": "Tekst"},
                   "picture": {"url": "%s", "alt": {"da": "Et hus"}}},
                  "relationships": {"initiative": {"data":
                    {"type": "initiatives", "id": "lederportraetter"}}}}}"""
                    .formatted(picture)))
        .isEqualTo(201);
  }

  private static int plan(RunningService service, Instant due) throws Exception {
    return post(
        service,
        "/api/editor/schedules",
        """
        {"data": {"type": "schedules", "attributes": {"dueAt": "%s", "note": "Til tiden"},
          "relationships": {"entries": {"data": [{"type": "portraits", "id": "eksempel"}]}}}}"""
            .formatted(due));
  }

  private static void putAway(RunningService service) throws Exception {
    String path = "/api/editor/portraits/eksempel";
    String etag =
        service.send(request(service, path).build()).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> answer =
        service.send(request(service, path).header("If-Match", etag).DELETE().build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** So many new themes, in one zip. */
  private static byte[] edition(int themes) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int theme = 1; theme <= themes; theme++) {
        zip.putNextEntry(new ZipEntry("catalogue/themes/ny-" + theme + ".json"));
        zip.write(
            ("{\"type\": \"themes\", \"id\": \"ny-" + theme + "\", \"attributes\": {}}")
                .getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static String begin(RunningService service, byte[] zip) throws Exception {
    HttpResponse<String> answer =
        service.send(
            request(service, "/api/editor/imports?asDrafts=true")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return "/api/editor/imports/" + JSON.readTree(answer.body()).at("/data/id").asText();
  }

  private static void awaitProgress(RunningService service, String importing) throws Exception {
    JsonNode told = attributes(service, importing);
    for (int i = 0; i < 600 && told.at("/progress/done").asInt() == 0; i++) {
      Thread.sleep(100);
      told = attributes(service, importing);
    }
    assertThat(told.path("state").asText()).as(told.toString()).isEqualTo("running");
  }

  /** Whether an attribute becomes so within a while. */
  private static boolean await(RunningService service, String path, String attribute, String value)
      throws Exception {
    for (int i = 0; i < 300; i++) {
      if (attributes(service, path).path(attribute).asText().equals(value)) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static JsonNode attributes(RunningService service, String path) throws Exception {
    return JSON.readTree(service.send(request(service, path).build()).body())
        .at("/data/attributes");
  }

  private static int status(RunningService service, String path) throws Exception {
    return service.send(request(service, path).build()).statusCode();
  }

  private static int post(RunningService service, String path, String body) throws Exception {
    HttpResponse<String> answer =
        service.send(
            request(service, path)
                .header("Content-Type", "application/vnd.api+json")
                .POST(BodyPublishers.ofString(body))
                .build());
    return answer.statusCode();
  }

  private static HttpRequest.Builder request(RunningService service, String path) throws Exception {
    return HttpRequest.newBuilder(service.uri(path))
        .header("Authorization", "Bearer " + service.token("administrator"));
  }
}
