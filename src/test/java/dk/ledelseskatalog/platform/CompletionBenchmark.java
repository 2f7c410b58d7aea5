package dk.ledelseskatalog.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.lrs.FaultProxy;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durable completions a second over HTTP, against what the same database takes from {@code pgbench}
 * with one small row per transaction; and what a record store that hangs does to the slowest. The
 * kinds take turns, so that all meet the machine in the same moods; only the ratios say something.
 */
final class CompletionBenchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(90);
  private static final String MACHINE = System.getProperty("bench.jvm", "-Xmx256m");

  private final RunningService service;
  private final List<String> tokens = new ArrayList<>();

  private CompletionBenchmark(RunningService service) {
    this.service = service;
  }

  public static void main(String[] arguments) throws Exception {
    Duration round = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10);
    Path folder = Files.createTempDirectory("completions");
    try (PostgreSqlServer server = PostgreSqlServer.start();
        LrsProcess lrs = LrsProcess.start();
        FaultProxy proxy = FaultProxy.before(lrs)) {
      DatabaseSettings database = server.newDatabase();
      try (RunningService service =
          RunningService.startToMeasure(
              Map.of(
                  "LEDELSESKATALOG_DATABASE_URL", database.url(),
                  "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
                  "LEDELSESKATALOG_DATABASE_PASSWORD", database.password(),
                  "LEDELSESKATALOG_DATA_DIR", folder.toString(),
                  "LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk",
                  "LEDELSESKATALOG_LRS_ENDPOINT", proxy.endpoint().toString(),
                  "LEDELSESKATALOG_LRS_USERNAME", "test",
                  "LEDELSESKATALOG_LRS_PASSWORD", "test"),
              Pattern.compile("\\s+").splitAsStream(MACHINE).toList())) {
        new CompletionBenchmark(service).run(server.newDatabase(), proxy, round);
      }
    }
  }

  private record Figures(double perSecond, double p99Millis, double cpuMillis) {}

  private void run(DatabaseSettings bench, FaultProxy proxy, Duration round) throws Exception {
    for (int client = 0; client < CLIENTS; client++) {
      tokens.add(token("leder-" + (client + 2)));
    }
    prepare(bench);
    var unused = complete(WARM_UP); // until most of it is compiled
    List<Double> speeds = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    for (int number = 1; number <= ROUNDS; number++) {
      double inserted = pgbench(bench, round);
      Figures well = complete(round);
      proxy.play(request -> Thread.sleep(600_000));
      Figures hanging = complete(round);
      proxy.play(FaultProxy.Fault.none());
      speeds.add(well.perSecond() / inserted);
      slowest.add(hanging.p99Millis() / well.p99Millis());
      System.out.printf(
          Locale.ROOT,
          "round %d: pgbench %.0f/s; store well: %.0f/s, p99 %.1f ms, %.2f ms of the service's"
              + " processor time each; hanging: %.0f/s, p99 %.1f ms%n",
          number,
          inserted,
          well.perSecond(),
          well.p99Millis(),
          well.cpuMillis(),
          hanging.perSecond(),
          hanging.p99Millis());
    }
    System.out.printf(
        Locale.ROOT,
        "completions: %.0f%% of pgbench; p99 with the store hanging: %.2f times that with it well%n",
        100 * median(speeds),
        median(slowest));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Figures complete(Duration round) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    Duration cpu = service.cpuTime();
    long begun = System.nanoTime();
    long end = begun + round.toNanos();
    List<Future<List<Double>>> running = new ArrayList<>();
    for (String token : tokens) {
      running.add(clients.submit(() -> completeUntil(end, token)));
    }
    List<Double> times = new ArrayList<>();
    for (Future<List<Double>> each : running) {
      times.addAll(each.get());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    clients.shutdown();
    times.sort(null);
    return new Figures(
        times.size() / seconds,
        times.get(times.size() * 99 / 100),
        service.cpuTime().minus(cpu).toNanos() / 1e6 / times.size());
  }

  private List<Double> completeUntil(long end, String token) throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI completions = service.uri("/api/completions");
    List<Double> times = new ArrayList<>();
    while (System.nanoTime() < end) {
      HttpRequest request =
          HttpRequest.newBuilder(completions)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/vnd.api+json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      """
                      {"data": {"type": "completions",
                       "attributes": {"durationSeconds": 600, "registration": "%s"},
                       "relationships": {"activity": {"data":
                         {"type": "reflections", "id": "hvem-er-du-som-leder"}}}}}"""
                          .formatted(UUID.randomUUID())))
              .build();
      long sent = System.nanoTime();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      times.add((System.nanoTime() - sent) / 1e6);
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    }
    return times;
  }

  private static void prepare(DatabaseSettings bench) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(bench.url(), bench.username(), bench.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table bench (id bigint generated by default as identity primary key,"
              + " number integer, text varchar)");
    }
  }

  private static double pgbench(DatabaseSettings bench, Duration round) throws Exception {
    Path script = Files.createTempFile("insert", ".sql");
    Files.writeString(script, "insert into bench (number, text) values (1, 'one row');\n");
    URI server = URI.create(bench.url().substring("jdbc:".length()));
    Process process =
        new ProcessBuilder(
                "pgbench",
                "-n",
                "-c",
                Integer.toString(CLIENTS),
                "-j",
                "2",
                "-T",
                Long.toString(round.toSeconds()),
                "-f",
                script.toString(),
                "-h",
                server.getHost(),
                "-p",
                Integer.toString(server.getPort()),
                "-U",
                bench.username(),
                server.getPath().substring(1))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tps = TPS.matcher(output);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IllegalStateException(output);
    }
    return Double.parseDouble(tps.group(1));
  }

  private String token(String person) throws Exception {
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/demo/token?person=" + person))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }
}
