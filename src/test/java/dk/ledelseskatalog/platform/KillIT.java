package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing acknowledged is lost and nothing is told twice, however the program dies. */
class KillIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROUNDS = 3;
  private static final int LEADERS = 4;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedCompletionReachesTheStoreOnceOnH2() throws Exception {
    killWhileLeadersComplete(Map.of());
  }

  @Test
  void everyAcknowledgedCompletionReachesTheStoreOnceOnPostgreSql() throws Exception {
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      DatabaseSettings database = server.newDatabase();
      killWhileLeadersComplete(
          Map.of(
              "LEDELSESKATALOG_DATABASE_URL", database.url(),
              "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
              "LEDELSESKATALOG_DATABASE_PASSWORD", database.password()));
    }
  }

  private void killWhileLeadersComplete(Map<String, String> database) throws Exception {
    try (LrsProcess lrs = LrsProcess.start()) {
      Map<String, String> environment = new HashMap<>(database);
      environment.put("LEDELSESKATALOG_DATA_DIR", folder.toString());
      environment.put("LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk");
      environment.put("LEDELSESKATALOG_LRS_ENDPOINT", lrs.endpoint().toString());
      environment.put("LEDELSESKATALOG_LRS_USERNAME", "username");
      environment.put("LEDELSESKATALOG_LRS_PASSWORD", "password");
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();

      for (int round = 0; round < ROUNDS; round++) {
        try (RunningService service = RunningService.start(environment)) {
          ExecutorService leaders = Executors.newFixedThreadPool(LEADERS);
          for (int leader = 2; leader < 2 + LEADERS; leader++) {
            String token = token(service, "leder-" + leader);
            leaders.execute(() -> completeUntilItDies(service, token, acknowledged));
          }
          Thread.sleep(2_000);
          service.kill();
          leaders.shutdown();
          assertThat(leaders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
      }
      assertThat(acknowledged).hasSizeGreaterThan(10);

      try (RunningService service = RunningService.start(environment)) {
        awaitDelivery(service);
        List<String> stored = lrs.statementIds();
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
        // What was committed and not acknowledged may be there too: once, like the rest.
        assertThat(stored).hasSize(total(service));
      }
    }
  }

  private static void completeUntilItDies(
      RunningService service, String token, Set<String> acknowledged) {
    try {
      while (true) {
        HttpResponse<String> answer =
            service.send(
                HttpRequest.newBuilder(service.uri("/api/completions"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/vnd.api+json")
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(completion()))
                    .build());
        if (answer.statusCode() != 201) {
          throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        acknowledged.add(JSON.readTree(answer.body()).at("/data/meta/statement/id").asText());
      }
    } catch (IOException e) {
      // The process is dead; what it had not answered does not count.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String completion() {
    return """
    {"data": {"type": "completions", "attributes": {"registration": "%s", "durationSeconds": 60},
     "relationships": {"activity": {"data":
       {"type": "reflections", "id": "hvem-er-du-som-leder"}}}}}"""
        .formatted(UUID.randomUUID());
  }

  private static void awaitDelivery(RunningService service) throws Exception {
    Instant deadline = Instant.now().plusSeconds(120);
    while (true) {
      JsonNode delivery = null;
      for (JsonNode check : JSON.readTree(service.get("/health/ready").body()).path("checks")) {
        if (check.path("name").asText().equals("delivery")) {
          delivery = check.path("data");
        }
      }
      if (delivery != null && delivery.path("waiting").asInt(-1) == 0) {
        assertThat(delivery.path("parked").asInt()).isZero();
        return;
      }
      assertThat(Instant.now()).as("delivery: %s", delivery).isBefore(deadline);
      Thread.sleep(200);
    }
  }

  private static int total(RunningService service) throws Exception {
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/api/completions?page%5Bsize%5D=1"))
                .header("Authorization", "Bearer " + token(service, "platform"))
                .build());
    return JSON.readTree(answer.body()).at("/meta/total").asInt();
  }

  private static String token(RunningService service, String person) throws Exception {
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/demo/token?person=" + person))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }
}
