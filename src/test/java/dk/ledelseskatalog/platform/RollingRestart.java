package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two nodes behind nginx that are restarted one after the other, as at an upgrade, while 200
 * requests arrive a second: reads, searches, and every tenth a completion. Counts the answers.
 */
final class RollingRestart {
  private static final int A_SECOND = 200;
  private static final int PORT = 18180;
  private static final String COMPLETION =
      """
      {"data": {"type": "completions", "attributes": {"registration": "%s", "durationSeconds": 60},
       "relationships": {"activity": {"data":
         {"type": "reflections", "id": "hvem-er-du-som-leder"}}}}}""";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final String token;

  private RollingRestart(String token) {
    this.token = token;
  }

  /** Prints how often there was which answer. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("rolling");
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      DatabaseSettings database = server.newDatabase();
      Map<String, String> environment =
          Map.of(
              "LEDELSESKATALOG_DATA_DIR", folder.toString(),
              "LEDELSESKATALOG_PUBLIC_URL", "http://localhost:" + PORT,
              "LEDELSESKATALOG_DATABASE_URL", database.url(),
              "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
              "LEDELSESKATALOG_DATABASE_PASSWORD", database.password());
      RunningService[] nodes = {
        RunningService.launch(PORT + 1, environment), RunningService.launch(PORT + 2, environment)
      };
      Process nginx = null;
      try {
        for (RunningService node : nodes) {
          var unused = node.awaitReady();
        }
        nginx = nginx(folder);
        RollingRestart load = new RollingRestart(nodes[0].token("leder"));
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        load.warmUp();
        var unused =
            clock.scheduleAtFixedRate(load::one, 0, 1_000_000 / A_SECOND, TimeUnit.MICROSECONDS);
        Thread.sleep(3_000);
        for (int at = 0; at < nodes.length; at++) {
          Duration ending = nodes[at].terminate();
          System.out.printf("Node %d ended within %d ms%n", at + 1, ending.toMillis());
          nodes[at] = RunningService.launch(PORT + 1 + at, environment);
          var unusedLine = nodes[at].awaitReady();
          Thread.sleep(3_000);
        }
        clock.shutdown();
        Thread.sleep(12_000);
        System.out.printf(
            "Rolling restart: %d requests, %d a second; answers: %s%n",
            load.sent.get(), A_SECOND, new TreeMap<>(load.answers));
      } finally {
        if (nginx != null) {
          nginx.destroy();
        }
        for (RunningService node : nodes) {
          node.close();
        }
      }
    }
    System.exit(0);
  }

  private void warmUp() throws Exception {
    for (int at = 0; at < 2_000; at++) {
      var unused = HTTP.send(request(at), BodyHandlers.discarding());
    }
  }

  private void one() {
    HttpRequest request = request(sent.getAndIncrement());
    var unused =
        HTTP.sendAsync(request, BodyHandlers.ofString())
            .thenApply(HttpResponse::statusCode)
            .exceptionally(failure -> 0)
            .thenAccept(status -> count(request.method(), status));
  }

  private void count(String method, int status) {
    String what =
        status / 100 == 2 ? "2xx" : status == 0 ? method + " none" : method + " " + status;
    answers.computeIfAbsent(what, unseen -> new AtomicInteger()).incrementAndGet();
  }

  private HttpRequest request(int number) {
    String path =
        switch (number % 5) {
          case 0 -> "/api/themes/tillid?include=principles";
          case 1 -> "/api/search?filter%5Bq%5D=tillid+" + number;
          case 2 -> "/api/inspirations";
          case 3 -> "/api/suggestions?filter%5Bq%5D=le";
          default -> "/api/search?filter%5Bq%5D=samarbejde";
        };
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
            .timeout(Duration.ofSeconds(10));
    if (number % 10 == 9) {
      return request
          .uri(URI.create("http://localhost:" + PORT + "/api/completions"))
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/vnd.api+json")
          .POST(BodyPublishers.ofString(COMPLETION.formatted(UUID.randomUUID())))
          .build();
    }
    return request.build();
  }

  /** As docs/how-to/run-several-nodes.md sets it up. */
  private static Process nginx(Path folder) throws Exception {
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        %s
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream ledelseskatalog {
            server 127.0.0.1:%d;
            server 127.0.0.1:%d;
            keepalive 16;
          }
          server {
            listen 127.0.0.1:%d;
            location / {
              proxy_pass http://ledelseskatalog;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_next_upstream error timeout http_503;
              proxy_next_upstream_tries 2;
            }
          }
        }
        """
            .formatted(
                "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                PORT + 1,
                PORT + 2,
                PORT));
    Process process =
        new ProcessBuilder("nginx", "-p", folder + "/", "-c", configuration.toString())
            .inheritIO()
            .start();
    Thread.sleep(500);
    return process;
  }
}
