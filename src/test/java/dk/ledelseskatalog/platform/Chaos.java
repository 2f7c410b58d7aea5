package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.lrs.FaultProxy;
import dk.ledelseskatalog.lrs.FaultProxy.Fault;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Leaders who complete while everything around them dies, and the count afterwards.
 *
 * <p>The load comes in rounds, and a round's faults strike while its completions are made: so all
 * of them strike, however fast the machine is. A leader sends a completion again, with the same
 * registration, until it is acknowledged, to whichever node answers.
 */
final class Chaos implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPLETION =
      """
      {"data": {"type": "completions", "attributes": {"registration": "%s", "durationSeconds": 60},
       "relationships": {"activity": {"data":
         {"type": "reflections", "id": "hvem-er-du-som-leder"}}}}}""";

  private final Plan plan;
  private final Map<String, String> environment;
  private final Database database;
  private final LrsProcess lrs;
  private final FaultProxy proxy;
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final Semaphore toMake = new Semaphore(0);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final AtomicInteger refusedByProxy = new AtomicInteger();
  private final AtomicInteger droppedByProxy = new AtomicInteger();
  private volatile boolean lrsAway;

  /**
   * @param rounds in each of them a node is killed
   * @param lrsOutages in each round
   * @param databaseRestarts over all rounds
   */
  record Plan(
      int completions,
      int leaders,
      int nodes,
      int rounds,
      int lrsOutages,
      Duration lrsOutage,
      int databaseRestarts) {
    /** Ten nodes killed, twenty outages of the store, and on a server three crashes. */
    static Plan whole(int completions, int nodes, int databaseRestarts) {
      return new Plan(completions, 50, nodes, 10, 2, Duration.ofSeconds(2), databaseRestarts);
    }
  }

  /** What the nodes keep everything in. */
  interface Database {
    void crashAndRestart() throws Exception;
  }

  /**
   * @param environment what every node is started with, but for the store
   */
  Chaos(Plan plan, Map<String, String> environment, Database database, long seed)
      throws IOException {
    this.plan = plan;
    this.database = database;
    this.random = new Random(seed);
    System.out.println("Chaos seed " + seed + ", " + plan);
    lrs = LrsProcess.start();
    proxy = FaultProxy.before(lrs);
    proxy.play(this::meet);
    this.environment = new HashMap<>(environment);
    this.environment.put("LEDELSESKATALOG_PUBLIC_URL", "https://ledelse.example.dk");
    this.environment.put("LEDELSESKATALOG_LRS_ENDPOINT", proxy.endpoint().toString());
    this.environment.put("LEDELSESKATALOG_LRS_USERNAME", "username");
    this.environment.put("LEDELSESKATALOG_LRS_PASSWORD", "password");
  }

  /**
   * The whole load, as {@code bench/chaos/run} starts it.
   *
   * @param arguments how many completions, 10,000 unless told; and the only database to run on
   */
  public static void main(String[] arguments) throws Exception {
    int completions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    String only = arguments.length > 1 ? arguments[1] : "";
    if (!only.equals("h2")) {
      onPostgreSql(Plan.whole(completions, 2, 3), Files.createTempDirectory("chaos"));
    }
    if (!only.equals("postgresql")) {
      onH2(Plan.whole(completions, 1, 0), Files.createTempDirectory("chaos"));
    }
    System.exit(0);
  }

  /** Runs on a PostgreSQL of its own, which keeps what it acknowledges. */
  static void onPostgreSql(Plan plan, Path folder) throws Exception {
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      assertThat(server.setting("fsync")).isEqualTo("on");
      assertThat(server.setting("synchronous_commit")).isEqualTo("on");
      DatabaseSettings database = server.newDatabase();
      Map<String, String> environment =
          Map.of(
              "LEDELSESKATALOG_DATA_DIR", folder.toString(),
              "LEDELSESKATALOG_DATABASE_URL", database.url(),
              "LEDELSESKATALOG_DATABASE_USERNAME", database.username(),
              "LEDELSESKATALOG_DATABASE_PASSWORD", database.password());
      try (Chaos chaos = new Chaos(plan, environment, server::crashAndRestart, System.nanoTime())) {
        chaos.run();
      }
    }
  }

  /** Runs on the embedded database, which dies with its node. */
  static void onH2(Plan plan, Path folder) throws Exception {
    Map<String, String> environment = Map.of("LEDELSESKATALOG_DATA_DIR", folder.toString());
    try (Chaos chaos = new Chaos(plan, environment, () -> {}, System.nanoTime())) {
      chaos.run();
    }
  }

  /** Does it all, and checks that nothing was lost and nothing told twice. */
  void run() throws Exception {
    long begin = System.nanoTime();
    for (int node = 0; node < plan.nodes(); node++) {
      nodes.add(new Node(RunningService.launch(environment)));
    }
    for (Node node : nodes) {
      var unused = node.service.awaitReady();
    }
    List<String> tokens = new ArrayList<>();
    for (int leader = 0; leader < plan.leaders(); leader++) {
      tokens.add(nodes.get(0).service.token("leder-" + (2 + leader)));
    }
    ExecutorService leaders = Executors.newFixedThreadPool(plan.leaders());
    try {
      long load = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (String token : tokens) {
        running.add(leaders.submit(() -> completeUntilAllAreMade(token)));
      }
      for (int round = 0; round < plan.rounds(); round++) {
        strike(round);
      }
      for (Future<?> leader : running) {
        leader.get(10, TimeUnit.MINUTES);
      }
      Duration made = since(load);
      proxy.play(Fault.none());
      Duration delivered = awaitDelivery();
      check();
      System.out.printf(
          "Chaos: %d completions acknowledged in %d s, all delivered %d s later, %d s in all;"
              + " %d kills, %d LRS outages, %d database restarts, %d times 503 and %d times dropped"
              + " after storing; answers to leaders: %s%n",
          acknowledged.size(),
          made.toSeconds(),
          delivered.toSeconds(),
          since(begin).toSeconds(),
          plan.rounds(),
          plan.rounds() * plan.lrsOutages(),
          plan.databaseRestarts(),
          refusedByProxy.get(),
          droppedByProxy.get(),
          answers);
    } finally {
      leaders.shutdownNow();
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.service.close());
    proxy.close();
    lrs.close();
  }

  /** One round: its share of the completions, and what strikes meanwhile. */
  private void strike(int round) throws Exception {
    toMake.release(share(plan.completions(), round));
    Thread lrsFaults = new Thread(this::interruptLrs, "chaos-lrs");
    lrsFaults.start();
    Thread.sleep(random.nextInt(200, 1000));
    Node node = nodes.get(round % nodes.size());
    node.service.kill();
    for (int i = share(plan.databaseRestarts(), round); i > 0; i--) {
      database.crashAndRestart();
    }
    node.service = RunningService.start(environment);
    lrsFaults.join();
    // The next round is not to strike what nobody uses.
    while (toMake.availablePermits() > share(plan.completions(), round) / 4) {
      Thread.sleep(50);
    }
  }

  private int share(int all, int round) {
    return all * (round + 1) / plan.rounds() - all * round / plan.rounds();
  }

  private void interruptLrs() {
    try {
      for (int i = 0; i < plan.lrsOutages(); i++) {
        lrsAway = true;
        Thread.sleep(plan.lrsOutage().toMillis());
        lrsAway = false;
        Thread.sleep(plan.lrsOutage().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void meet(FaultProxy.Request request) throws IOException, InterruptedException {
    if (lrsAway) {
      return; // the connection breaks
    }
    int lot = random.nextInt(100);
    if (lot < 10) {
      refusedByProxy.incrementAndGet();
      request.answer(503, Map.of(), "");
    } else if (lot < 15) {
      droppedByProxy.incrementAndGet();
      request.storeOnly();
    } else {
      request.pass();
    }
  }

  private void completeUntilAllAreMade(String token) {
    try {
      for (int made = 0; made < plan.completions() / plan.leaders(); made++) {
        toMake.acquire();
        acknowledged.add(complete(token, UUID.randomUUID()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the same until it is acknowledged; the id of its statement. */
  private String complete(String token, UUID registration) throws InterruptedException {
    while (true) {
      Node node = nodes.get(Math.floorMod(registration.hashCode(), nodes.size()));
      for (int attempt = 0; attempt < nodes.size(); attempt++) {
        try {
          HttpResponse<String> answer = node.complete(token, COMPLETION.formatted(registration));
          count(Integer.toString(answer.statusCode()));
          if (answer.statusCode() == 201 || answer.statusCode() == 200) {
            return JSON.readTree(answer.body()).at("/data/meta/statement/id").asText();
          }
          if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
            count("unclean: " + answer.statusCode() + " " + answer.body());
          }
        } catch (IOException e) {
          count("no answer");
        }
        node = nodes.get((nodes.indexOf(node) + 1) % nodes.size());
      }
      Thread.sleep(200);
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, unseen -> new AtomicInteger()).incrementAndGet();
  }

  private Duration awaitDelivery() throws Exception {
    long begin = System.nanoTime();
    while (true) {
      JsonNode delivery = nodes.get(0).delivery();
      if (delivery.path("waiting").asInt(-1) == 0) {
        return since(begin);
      }
      assertThat(since(begin)).as("delivery: %s", delivery).isLessThan(Duration.ofMinutes(10));
      Thread.sleep(200);
    }
  }

  private void check() throws Exception {
    List<String> stored = lrs.statementIds();
    assertThat(acknowledged).hasSize(plan.completions());
    assertThat(stored).doesNotHaveDuplicates().hasSize(plan.completions());
    assertThat(new HashSet<>(stored)).isEqualTo(acknowledged);
    assertThat(nodes.get(0).delivery().path("parked").asInt(-1)).isZero();
    assertThat(nodes.get(0).total()).isEqualTo(plan.completions());
    assertThat(answers.keySet()).allMatch(answer -> !answer.startsWith("unclean"));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** A node, which is another process after it was killed. */
  private static final class Node {
    private volatile RunningService service;

    Node(RunningService service) {
      this.service = service;
    }

    HttpResponse<String> complete(String token, String body)
        throws IOException, InterruptedException {
      return service.send(
          HttpRequest.newBuilder(service.uri("/api/completions"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/vnd.api+json")
              .timeout(Duration.ofSeconds(40))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }

    JsonNode delivery() throws Exception {
      for (JsonNode check : JSON.readTree(service.get("/health/ready").body()).path("checks")) {
        if (check.path("name").asText().equals("delivery")) {
          return check.path("data");
        }
      }
      return JSON.missingNode();
    }

    int total() throws Exception {
      HttpResponse<String> answer =
          service.send(
              HttpRequest.newBuilder(service.uri("/api/completions?page%5Bsize%5D=1"))
                  .header("Authorization", "Bearer " + service.token("platform"))
                  .build());
      return JSON.readTree(answer.body()).at("/meta/total").asInt();
    }
  }
}
