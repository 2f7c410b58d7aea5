package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three nodes on one database, an editor who publishes through whichever answers, a reader at each
 * node, and nodes that are killed and started again meanwhile.
 *
 * <p>Each release changes two entries alike, so that half of one would be seen.
 */
final class Nodes implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NODES = 3;

  /** At most so long between two releases, for one is made and another comes at any time. */
  private static final int PAUSE_MILLIS = 1000;

  private static final List<String> THEMES = List.of("mod", "tillid");
  private static final String READ = "/api/themes?fields%5Bthemes%5D=tagline";

  /** What has to be the same on every node in the end, to the last byte and the ETag. */
  private static final List<String> COMPARED =
      List.of(
          READ,
          "/api/themes/tillid?include=principles,inspirations,reflections",
          "/api/search?filter%5Bq%5D=tillid",
          "/api/search?filter%5Bq%5D=udgave",
          "/api/search?page%5Bsize%5D=100",
          "/api/suggestions?filter%5Bq%5D=le",
          "/api/releases",
          "/api/reflections/today",
          "/api/feed.atom");

  private final Map<String, String> environment;
  private final List<Node> nodes = new ArrayList<>();
  private final Random random;

  /** The release that made each edition, and when that was acknowledged. */
  private final Map<Integer, Acknowledged> acknowledged = new ConcurrentHashMap<>();

  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;

  /**
   * @param starts of each node when it was acknowledged
   */
  private record Acknowledged(int release, long at, Node by, List<Integer> starts) {}

  private Nodes(DatabaseSettings database, Path folder, long seed) {
    environment =
        Map.of(
            "LEDELSESKATALOG_DATA_DIR", folder.toString(),
            "LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk",
            "LEDELSESKATALOG_DATABASE_URL", database.url(),
            "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
            "LEDELSESKATALOG_DATABASE_PASSWORD", database.password());
    random = new Random(seed);
    System.out.println("Nodes seed " + seed);
  }

  /**
   * The whole of it, as {@code bench/nodes/run} starts it.
   *
   * @param arguments how many releases, 200 unless told, and how many kills, 10 unless told
   */
  public static void main(String[] arguments) throws Exception {
    int releases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    publishWhileNodesDie(releases, kills, Files.createTempDirectory("nodes"));
    System.exit(0);
  }

  /** Publishes, kills, and checks that every node ends with the same. */
  static void publishWhileNodesDie(int releases, int kills, Path folder) throws Exception {
    try (PostgreSqlServer server = PostgreSqlServer.start();
        Nodes nodes = new Nodes(server.newDatabase(), folder, System.nanoTime())) {
      nodes.run(releases, kills);
    }
  }

  private void run(int releases, int kills) throws Exception {
    for (int node = 0; node < NODES; node++) {
      nodes.add(new Node(RunningService.launch(environment)));
    }
    for (Node node : nodes) {
      var unused = node.service.awaitReady();
    }
    ExecutorService threads = Executors.newFixedThreadPool(NODES + 1);
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (Node node : nodes) {
        readers.add(threads.submit(() -> read(node)));
      }
      int edition = 0;
      for (int round = 0; round < kills; round++) {
        Future<?> killing = threads.submit(this::killOne);
        int last = releases * (round + 1) / kills;
        while (edition < last || !killing.isDone()) {
          publish(++edition);
          Thread.sleep(random.nextInt(PAUSE_MILLIS));
        }
        killing.get();
      }
      while (edition < releases) {
        publish(++edition);
      }
      awaitEverywhere(edition);
      ended = true;
      for (Future<?> reader : readers) {
        reader.get(1, TimeUnit.MINUTES);
      }
      assertThat(faults).isEmpty();
      assertThat(acknowledged).hasSize(edition);
      assertAlike();
      assertChangesAreWhole(edition);
      System.out.printf("Nodes: %d releases, %d kills; %s%n", edition, kills, staleness());
    } finally {
      ended = true;
      threads.shutdownNow();
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.service.close());
  }

  private void killOne() {
    try {
      Thread.sleep(random.nextInt(200, 1500));
      Node node = nodes.get(random.nextInt(NODES));
      node.down = true;
      node.service.kill();
      node.service = RunningService.start(environment);
      node.starts.incrementAndGet();
      node.down = false;
    } catch (Exception e) {
      faults.add("A node did not come back: " + e);
    }
  }

  private void publish(int edition) throws Exception {
    int first = random.nextInt(NODES);
    long begin = System.nanoTime();
    for (int attempt = 0; since(begin).compareTo(Duration.ofMinutes(2)) < 0; attempt++) {
      Node node = nodes.get((first + attempt) % NODES);
      if (node.down) {
        continue;
      }
      try {
        Optional<Integer> release = publish(node, edition);
        if (release.isPresent()) {
          acknowledged.put(
              edition,
              new Acknowledged(
                  release.get(),
                  System.nanoTime(),
                  node,
                  nodes.stream().map(each -> each.down ? -1 : each.starts.get()).toList()));
          return;
        }
      } catch (IOException e) {
        // It died meanwhile; another one is asked.
        Thread.sleep(50);
      }
    }
    throw new AssertionError("Edition " + edition + " could not be published");
  }

  /** Empty if the node could not say what became of it. */
  private static Optional<Integer> publish(Node node, int edition) throws Exception {
    String token = node.service.token("redaktoer");
    for (String theme : THEMES) {
      String path = "/api/editor/themes/" + theme;
      HttpResponse<String> now = node.send(token, path, "GET", "", Map.of());
      if (now.statusCode() == 503) {
        return Optional.empty();
      }
      String text = JSON.readTree(now.body()).at("/data/attributes/tagline/da").asText();
      if (!text.equals(text(edition))) {
        HttpResponse<String> saved =
            node.send(
                token,
                path,
                "PATCH",
                """
                {"data": {"type": "themes", "id": "%s",
                 "attributes": {"tagline": {"da": "%s"}}}}"""
                    .formatted(theme, text(edition)),
                Map.of("If-Match", now.headers().firstValue("ETag").orElse("")));
        if (saved.statusCode() != 200) {
          return refused(saved);
        }
      }
    }
    HttpResponse<String> published =
        node.send(
            token,
            "/api/editor/releases",
            "POST",
            """
            {"data": {"type": "releases", "attributes": {"note": "%s"},
             "relationships": {"entries": {"data": [{"type": "themes", "id": "mod"},
              {"type": "themes", "id": "tillid"}]}}}}"""
                .formatted(text(edition)),
            Map.of());
    if (published.statusCode() == 201) {
      return Optional.of(JSON.readTree(published.body()).at("/data/id").asInt());
    }
    if (published.body().contains("already-published")) {
      // Acknowledged by nobody, for the node died; but it is made.
      JsonNode newest = JSON.readTree(node.service.get("/api/releases").body()).at("/data/0");
      return newest.at("/attributes/note").asText().equals(text(edition))
          ? Optional.of(newest.path("id").asInt())
          : Optional.empty();
    }
    return refused(published);
  }

  private static Optional<Integer> refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    return Optional.empty();
  }

  private static String text(int edition) {
    return "udgave " + edition;
  }

  /** Reads at a node until the end; what is seen there never goes back and is never half. */
  private void read(Node node) {
    int starts = -1;
    int release = 0;
    while (!ended) {
      try {
        Thread.sleep(10);
        int startsBefore = node.starts.get();
        if (node.down) {
          continue;
        }
        HttpResponse<String> answer = node.service.get(READ);
        long now = System.nanoTime();
        if (answer.statusCode() == 503 || node.down || node.starts.get() != startsBefore) {
          continue;
        }
        JsonNode document = JSON.readTree(answer.body());
        int seen = document.at("/meta/release").asInt();
        if (starts == startsBefore && seen < release) {
          faults.add("Release " + seen + " after " + release);
        }
        starts = startsBefore;
        release = seen;
        String mod = document.at("/data/1/attributes/tagline").asText();
        String tillid = document.at("/data/2/attributes/tagline").asText();
        if (mod.startsWith("udgave") || tillid.startsWith("udgave")) {
          if (!mod.equals(tillid)) {
            faults.add("Half of release " + seen + ": " + mod + ", " + tillid);
          }
          node.firstSeen.putIfAbsent(seen, new Seen(startsBefore, now));
        }
      } catch (IOException e) {
        // It was killed while it answered.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private record Seen(int starts, long at) {}

  private void awaitEverywhere(int edition) throws Exception {
    Acknowledged last = Objects.requireNonNull(acknowledged.get(edition));
    long begin = System.nanoTime();
    for (Node node : nodes) {
      while (JSON.readTree(node.service.get(READ).body()).at("/meta/release").asInt()
          != last.release()) {
        assertThat(since(begin)).as("a release is everywhere").isLessThan(Duration.ofSeconds(30));
        Thread.sleep(20);
      }
    }
    // The readers see it too.
    Thread.sleep(200);
  }

  private void assertAlike() throws Exception {
    for (String path : COMPARED) {
      HttpResponse<String> one = nodes.get(0).service.get(path);
      assertThat(one.statusCode()).as(path).isEqualTo(200);
      for (Node node : nodes) {
        HttpResponse<String> other = node.service.get(path);
        assertThat(other.body()).as(path).isEqualTo(one.body());
        assertThat(other.headers().firstValue("ETag"))
            .as(path)
            .isPresent()
            .isEqualTo(one.headers().firstValue("ETag"));
      }
    }
  }

  /** The change feed tells of each release, in order, what it changed, on every node. */
  private void assertChangesAreWhole(int editions) throws Exception {
    List<String> told = changes(nodes.get(0));
    assertThat(told.subList(told.size() - 2 * editions, told.size()))
        .isEqualTo(
            acknowledged.values().stream()
                .map(Acknowledged::release)
                .sorted()
                .flatMap(release -> THEMES.stream().map(theme -> release + ".themes." + theme))
                .toList());
    for (Node node : nodes) {
      assertThat(changes(node)).isEqualTo(told);
    }
  }

  private static List<String> changes(Node node) throws Exception {
    List<String> ids = new ArrayList<>();
    String path = "/api/changes?page%5Bsize%5D=100";
    while (true) {
      JsonNode page = JSON.readTree(node.service.get(path).body());
      page.path("data").forEach(change -> ids.add(change.path("id").asText()));
      if (page.path("data").isEmpty() || !page.at("/links/next").isTextual()) {
        return ids;
      }
      String next = page.at("/links/next").asText();
      path = next.substring(next.indexOf("/api/"));
    }
  }

  /** How much later than acknowledged a release was seen on nodes that did not make it. */
  private String staleness() {
    List<Long> millis = new ArrayList<>();
    for (Acknowledged each : acknowledged.values()) {
      for (int at = 0; at < NODES; at++) {
        Node node = nodes.get(at);
        Seen seen = node.firstSeen.get(each.release());
        if (node != each.by() && seen != null && seen.starts() == each.starts().get(at)) {
          millis.add(TimeUnit.NANOSECONDS.toMillis(Math.max(0, seen.at() - each.at())));
        }
      }
    }
    Collections.sort(millis);
    assertThat(millis).as("releases seen elsewhere").isNotEmpty();
    return "seen on other nodes after p50 %d ms, p99 %d ms, at most %d ms (%d times)"
        .formatted(
            millis.get(millis.size() / 2),
            millis.get(millis.size() * 99 / 100),
            millis.get(millis.size() - 1),
            millis.size());
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** A node, which is another process after it was killed. */
  private static final class Node {
    private volatile RunningService service;
    private volatile boolean down;
    private final AtomicInteger starts = new AtomicInteger();
    private final Map<Integer, Seen> firstSeen = new ConcurrentHashMap<>();

    Node(RunningService service) {
      this.service = service;
    }

    HttpResponse<String> send(
        String token, String path, String method, String body, Map<String, String> headers)
        throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.uri(path))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(40))
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/vnd.api+json");
      }
      headers.forEach(request::header);
      return service.send(request.build());
    }
  }
}
