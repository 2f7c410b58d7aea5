package dk.ledelseskatalog.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.lrs.Authorization;
import dk.ledelseskatalog.lrs.FaultProxy;
import dk.ledelseskatalog.lrs.FaultProxy.Fault;
import dk.ledelseskatalog.lrs.HttpLrsClient;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.lrs.TrustedCertificates;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Rhythm;
import dk.ledelseskatalog.xapi.Examples;
import dk.ledelseskatalog.xapi.Statement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of delivery to a real store on either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class DispatcherContract {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final UUID FOURTH = UUID.fromString("00000000-0000-4000-8000-000000000004");
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Clock clock = Clock.systemUTC();
  private final List<Dispatcher> running = new ArrayList<>();
  private Database database;
  private Transactions transactions;
  private LrsProcess lrs;
  private FaultProxy proxy;
  private Outbox outbox;
  private long seed;

  abstract Database openDatabase(Path folder) throws Exception;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    database = openDatabase(folder);
    transactions = database.transactions();
    lrs = LrsProcess.start();
    proxy = FaultProxy.before(lrs);
    outbox = new Outbox(clock);
  }

  @AfterAll
  void shut() {
    proxy.close();
    lrs.close();
    database.close();
  }

  @BeforeEach
  void empty() {
    seed = System.nanoTime();
    proxy.reset();
    sql("delete from outbox_message");
    sql(
        "update outbox_destination set lease_owner = null, lease_until = 0, pace = 'FLOWING',"
            + " failures = 0, not_before = 0, delivered = 0, reason = null, paused_at = null");
  }

  @AfterEach
  void stop() {
    running.forEach(Dispatcher::close);
    running.clear();
  }

  @Test
  void whatIsAppendedArrivesOnceWithItsExactMeaning() throws Exception {
    List<Statement> statements = append(120);
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertArrivedOnce(statements);
    assertThat(proxy.batchSizes()).containsExactly(50, 50, 20);
    DeliveryStatus status = dispatcher.status();
    assertThat(status.delivered()).isEqualTo(120);
    assertThat(status.parked()).isZero();
    assertThat(status.oldest()).isEmpty();
    assertThat(status.refused()).isEmpty();
  }

  @Test
  void aNudgeIsEnough() {
    Dispatcher dispatcher = start();
    awaitWaiting(dispatcher, 0);
    append(1);

    dispatcher.nudge();

    awaitWaiting(dispatcher, 0);
    assertThat(proxy.batchSizes()).containsExactly(1);
  }

  @Test
  void aRolledBackFactLeavesNoMessage() {
    Statement statement = statement(person());
    try {
      transactions.inTransaction(
          manager -> {
            outbox.append(manager, statement.id(), person(), statement.toJson());
            throw new IllegalStateException("the fact was wrong");
          });
    } catch (IllegalStateException e) {
      // As it should be.
    }

    assertThat(state(statement)).isEmpty();
  }

  @Test
  void withoutAStoreEverythingWaits() {
    append(3);
    Dispatcher dispatcher =
        new Dispatcher(transactions, Optional.empty(), clock, timing(Duration.ofSeconds(1)));
    dispatcher.start();
    dispatcher.nudge();
    dispatcher.close();

    DeliveryStatus status = dispatcher.status();
    assertThat(status.configured()).isFalse();
    assertThat(status.waiting()).isEqualTo(3);
    assertThat(status.oldest()).isPresent();
  }

  /**
   * What the store answers to the first requests, for seven statements; what then becomes of them.
   * {@code docs/reference/outbox.md} has the same table in words.
   */
  static Stream<Arguments> answers() {
    String soon =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
    String one = "the fourth";
    return Stream.of(
        //        the answer, to how many requests                        delivered, parked
        row("200", Fault.none(), 1, 7, 0),
        row("204 without a body", storedBut(204, ""), 1, 7, 0),
        row("200 with the ids of others", storedBut(200, otherIds()), 1, 7, 0),
        row("200 with 100 MB, cut off", Fault.hugeAnswer(100_000_000), 1, 7, 0),
        row("200 with a body that never ends", Fault.slowBody(), 1, 7, 0),
        row("nothing: dropped before it is stored", Fault.dropBefore(), 2, 7, 0),
        row("nothing: dropped after it is stored", Fault.dropAfterStore(), 2, 7, 0),
        row("500, as from a deadlock", Fault.status(500), 3, 7, 0),
        row("502", Fault.status(502), 7, 7, 0),
        row("408", Fault.status(408), 1, 7, 0),
        row("503 without a time", Fault.status(503), 2, 7, 0),
        row("429 with seconds", Fault.header(429, "Retry-After", "1"), 1, 7, 0),
        row("429 with a date", Fault.header(429, "Retry-After", soon), 1, 7, 0),
        row("429 with nonsense", Fault.header(429, "Retry-After", "soon"), 1, 7, 0),
        row("400 to all because of " + one, forTheFourth(400), ALWAYS, 6, 1),
        row("422 to all because of " + one, forTheFourth(422), ALWAYS, 6, 1),
        row("413 to more than one", DispatcherContract::onlySingly, ALWAYS, 7, 0),
        row("413 to " + one + " alone", forTheFourth(413), ALWAYS, 6, 1),
        row("409 to what it took and did not say", tookUnsaid(), ALWAYS, 7, 0),
        row("409 to " + one + ", which it does not have", forTheFourth(409), ALWAYS, 6, 1),
        row("401", Fault.status(401), 1, 7, 0),
        row("403", Fault.status(403), 1, 7, 0),
        row("404", Fault.status(404), 1, 7, 0),
        row("a redirect", Fault.header(302, "Location", "http://127.0.0.1:1/"), 1, 7, 0),
        row("a page with 200", Fault.html(200), 1, 7, 0),
        row("a page with 502", Fault.html(502), 1, 7, 0));
  }

  private static Arguments row(String answer, Fault fault, int times, int delivered, int parked) {
    return Arguments.of(answer, fault, times, delivered, parked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void everyAnswerLeadsWhereTheTableSays(
      String answer, Fault fault, int times, int delivered, int parked) throws Exception {
    List<Statement> statements = append(3);
    Statement fourth = append(FOURTH);
    statements = Stream.concat(statements.stream(), append(3).stream()).toList();
    proxy.play(Fault.first(times, fault));
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertArrivedOnce(statements);
    assertThat(state(fourth)).hasValue(parked == 0 ? State.DELIVERED : State.PARKED);
    assertThat(dispatcher.status().delivered()).isEqualTo(delivered);
    assertThat(dispatcher.status().parked()).isEqualTo(parked);
    assertThat(proxy.mostInFlight()).isEqualTo(1);
  }

  private static Fault storedBut(int status, String text) {
    return request -> {
      request.storeOnly();
      request.answer(status, Map.of(), text);
    };
  }

  private static String otherIds() {
    return "[\"" + UUID.randomUUID() + "\"]";
  }

  /** Refuses every batch that holds the fourth statement, as real stores do. */
  private static Fault forTheFourth(int status) {
    return request -> {
      if (new String(request.body(), StandardCharsets.UTF_8).contains(FOURTH.toString())) {
        request.answer(status, Map.of(), "");
      } else {
        request.pass();
      }
    };
  }

  private static Fault tookUnsaid() {
    return request -> {
      if (Collections.disjoint(request.known(), request.ids())) {
        request.storeOnly();
      } else {
        request.answer(409, Map.of(), "");
      }
    };
  }

  @Test
  void theSameBytesAreSentAgain() {
    append(3);
    List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    proxy.play(
        request -> {
          bodies.add(new String(request.body(), StandardCharsets.UTF_8));
          if (bodies.size() == 3) {
            request.pass();
          }
        });
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertThat(bodies).hasSize(3);
    assertThat(Set.copyOf(bodies)).hasSize(1);
  }

  @Test
  void theOrderOfOnePersonIsKeptAroundWhatTheStoreWillNotTake() {
    UUID person = person();
    List<Statement> statements = Stream.generate(() -> append(person)).limit(120).toList();
    String bad = statements.get(30).id().toString();
    String conflicting = statements.get(80).id().toString();
    proxy.play(
        request -> {
          if (request.ids().contains(bad)) {
            request.answer(400, Map.of(), "");
          } else if (request.ids().contains(conflicting)) {
            request.answer(409, Map.of(), "");
          } else {
            request.pass();
          }
        });
    Dispatcher one = start();
    Dispatcher other = start();
    other.nudge();

    awaitWaiting(one, 0);

    assertThat(one.status().parked()).isEqualTo(2);
    assertThat(proxy.mostInFlight()).isEqualTo(1);
    assertThat(proxy.stored())
        .containsExactlyElementsOf(
            statements.stream()
                .map(statement -> statement.id().toString())
                .filter(id -> !id.equals(bad) && !id.equals(conflicting))
                .toList());
  }

  @Test
  void aHundredThousandWaitingCostNoMoreMemoryThanAHundred() throws Exception {
    sql(
        "insert into outbox_message"
            + " (statement_id, learner, statement, size, state, appended_at, attempts)"
            + " with t (n) as (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))"
            + " select concat(a.n, b.n, c.n, d.n, e.n), 'x', cast('{}' as bytea), 2, 'PENDING',"
            + " 0, 0 from t a cross join t b cross join t c cross join t d cross join t e");
    CountDownLatch looked = new CountDownLatch(1);
    proxy.play(
        request -> {
          if (proxy.batchSizes().size() > 3) {
            looked.await();
          } else {
            request.answer(200, Map.of(), "[]");
          }
        });
    Dispatcher dispatcher = start();
    await(() -> proxy.batchSizes().size() > 3);
    pause(Duration.ofMillis(500));

    assertThat(instances(OutboxMessage.class)).isPositive().isLessThanOrEqualTo(4 * 50);
    assertThat(dispatcher.status().waiting()).isEqualTo(100_000 - 3 * 50);
    looked.countDown();
  }

  /** How many objects of a class are reachable. */
  private static long instances(Class<?> type) throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .filter(line -> line.endsWith(" " + type.getName()))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
        .sum();
  }

  @Test
  void aDeadNodeIsReplacedWithinThirtySeconds() {
    Dispatcher.Timing timing = Dispatcher.Timing.DEFAULT;

    assertThat(timing.lease().plus(timing.contended())).isLessThan(Duration.ofSeconds(30));
    assertThat(timing.idle().plus(timing.contended())).isLessThan(timing.lease());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("401", Fault.status(401)),
        Arguments.of("403", Fault.status(403)),
        Arguments.of("404", Fault.status(404)),
        Arguments.of("a redirect", Fault.header(302, "Location", "http://127.0.0.1:1/")),
        Arguments.of("a page", Fault.html(200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusalStopsDeliveryUntilAProbeGetsThrough(String name, Fault fault) throws Exception {
    List<Statement> statements = append(60);
    proxy.play(fault);
    Dispatcher dispatcher = start();
    await(() -> dispatcher.status().refused().isPresent());
    await(() -> proxy.batchSizes().size() >= 3);

    assertThat(proxy.batchSizes().subList(0, 3)).containsExactly(50, 1, 1);
    assertThat(dispatcher.status().waiting()).isEqualTo(60);

    proxy.play(Fault.none());
    awaitWaiting(dispatcher, 0);

    assertArrivedOnce(statements);
    await(() -> dispatcher.status().refused().isEmpty());
  }

  @Test
  void aRefusalOutlastsARestartButIsProbedAtOnce() {
    append(2);
    sql(
        "update outbox_destination set pace = 'REFUSED', failures = 9, reason = '401',"
            + " not_before = "
            + clock.instant().plusSeconds(3600).toEpochMilli());

    Dispatcher dispatcher = start();

    assertThat(dispatcher.status().refused()).hasValue("401");
    awaitWaiting(dispatcher, 0);
  }

  @Test
  void oneBadStatementAmongAHundredIsParkedAndTheRestDelivered() throws Exception {
    List<Statement> before = append(41);
    UUID bad = appendRaw(bytes -> bytes.replace("\"http://adlnet.gov", "\"no iri "));
    List<Statement> after = append(58);
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertArrivedOnce(before);
    assertArrivedOnce(after);
    assertThat(dispatcher.status().parked()).isEqualTo(1);
    assertThat(state(bad)).hasValue(State.PARKED);
    // Two batches, and two requests for each halving on the way to the bad one.
    assertThat(proxy.batchSizes().size()).isLessThanOrEqualTo(2 + 2 * 7);
  }

  @Test
  void aStatementTheStoreHasOtherwiseIsParked() throws Exception {
    List<Statement> statements = append(9);
    Statement other = statements.get(4);
    lrs.store(
        new String(other.toJson(), StandardCharsets.UTF_8)
            .replace("gennemførte", "fuldførte")
            .getBytes(StandardCharsets.UTF_8));
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertThat(state(other)).hasValue(State.PARKED);
    assertArrivedOnce(statements);
    assertThat(dispatcher.status().delivered()).isEqualTo(8);
  }

  @Test
  void aConflictThatCannotBeReadIsParkedInTheEnd() {
    List<Statement> statements = append(2);
    String never = statements.get(0).id().toString();
    proxy.play(
        request -> {
          if (request.ids().contains(never)) {
            request.answer(409, Map.of(), "");
          } else {
            request.pass();
          }
        });
    Dispatcher dispatcher = start();

    awaitWaiting(dispatcher, 0);

    assertThat(state(statements.get(0))).hasValue(State.PARKED);
    assertThat(state(statements.get(1))).hasValue(State.DELIVERED);
  }

  @Test
  void anyOrderOfFailuresEndsWithEachStatementOnceAndInOrder() throws Exception {
    System.out.println("Order of failures: seed " + seed);
    Random random = new Random(seed);
    List<Fault> faults =
        List.of(
            Fault.dropBefore(),
            Fault.dropAfterStore(),
            Fault.status(500),
            Fault.status(503),
            Fault.header(429, "Retry-After", "0"),
            Fault.status(401),
            Fault.html(200),
            DispatcherContract::onlySingly,
            DispatcherContract::strictly);
    proxy.play(
        request -> {
          if (random.nextInt(100) < 40) {
            faults.get(random.nextInt(faults.size())).meet(request);
          } else {
            request.pass();
          }
        });
    List<UUID> persons = Stream.generate(DispatcherContract::person).limit(5).toList();
    Map<UUID, List<String>> byPerson = new HashMap<>();
    List<Statement> all = new ArrayList<>();
    Dispatcher one = start();
    Dispatcher other = start();
    for (int i = 0; i < 150; i++) {
      UUID person = persons.get(random.nextInt(persons.size()));
      Statement statement = append(person);
      byPerson.computeIfAbsent(person, key -> new ArrayList<>()).add(statement.id().toString());
      all.add(statement);
      (random.nextBoolean() ? one : other).nudge();
    }

    awaitWaiting(one, 0);

    assertArrivedOnce(all);
    assertThat(one.status().delivered()).isEqualTo(150);
    assertThat(one.status().parked()).isZero();
    assertThat(proxy.mostInFlight()).isEqualTo(1);
    List<String> arrived = new ArrayList<>(new LinkedHashSet<>(proxy.stored()));
    byPerson.forEach(
        (person, ids) ->
            assertThat(arrived.stream().filter(ids::contains).toList())
                .as("seed %s", seed)
                .containsExactlyElementsOf(ids));
  }

  @Test
  void nodesTakeTurnsAndNeverSendTwoBatchesAtOnce() throws Exception {
    List<Statement> statements = append(400);
    proxy.play(
        request -> {
          Thread.sleep(20);
          request.pass();
        });
    Dispatcher one = start();
    Dispatcher other = start();
    List<Statement> later = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      later.addAll(append(5));
      (i % 2 == 0 ? one : other).nudge();
    }

    awaitWaiting(one, 0);

    assertArrivedOnce(statements);
    assertArrivedOnce(later);
    assertThat(proxy.mostInFlight()).isEqualTo(1);
    assertThat(proxy.stored()).doesNotHaveDuplicates();
  }

  @Test
  void aDeadNodeLosesTheLease() {
    append(3);
    sql(
        "update outbox_destination set lease_owner = 'a dead node', lease_number = 7,"
            + " lease_until = "
            + clock.instant().plusSeconds(1).toEpochMilli());
    Dispatcher dispatcher = start();

    pause(Duration.ofMillis(500));
    assertThat(proxy.batchSizes()).isEmpty();
    awaitWaiting(dispatcher, 0);
  }

  @Test
  void aRequestLongerThanTheLeaseKeepsIt() throws Exception {
    List<Statement> statements = append(3);
    proxy.play(
        request -> {
          Thread.sleep(1500);
          request.pass();
        });
    Dispatcher one = start(timing(Duration.ofMillis(500)));
    Dispatcher other = start(timing(Duration.ofMillis(500)));

    awaitWaiting(one, 0);

    assertThat(other.status().delivered()).isEqualTo(3);
    assertThat(proxy.batchSizes()).containsExactly(3);
    assertArrivedOnce(statements);
  }

  @Test
  void aNodeThatLostTheLeaseUnawaresWritesNothing() throws Exception {
    List<Statement> statements = append(3);
    AtomicInteger requests = new AtomicInteger();
    proxy.play(
        request -> {
          if (requests.getAndIncrement() == 0) {
            sql(
                "update outbox_destination set lease_number = lease_number + 1,"
                    + " lease_owner = 'another node', lease_until = "
                    + clock.instant().plusMillis(700).toEpochMilli());
          }
          request.pass();
        });
    Dispatcher dispatcher = start();

    await(() -> requests.get() == 1);
    pause(Duration.ofMillis(200));
    assertThat(dispatcher.status().delivered()).isZero();
    awaitWaiting(dispatcher, 0);

    assertThat(proxy.batchSizes()).containsExactly(3, 3);
    assertArrivedOnce(statements);
    assertThat(dispatcher.status().delivered()).isEqualTo(3);
  }

  @Test
  void closingSendsWhatWaits() throws Exception {
    Dispatcher dispatcher = start();
    awaitWaiting(dispatcher, 0);
    List<Statement> statements = append(130);
    dispatcher.nudge();

    dispatcher.close();

    assertArrivedOnce(statements);
    assertThat(dispatcher.status().waiting()).isZero();
  }

  @Test
  void closingDoesNotWaitForAStoreThatHangs() {
    append(1);
    proxy.play(request -> Thread.sleep(20_000));
    Dispatcher dispatcher = start();
    await(() -> proxy.batchSizes().size() == 1);
    long begun = System.nanoTime();

    dispatcher.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    assertThat(dispatcher.status().waiting()).isEqualTo(1);
    assertThat(query("select lease_owner from outbox_destination")).containsExactly("null");
  }

  private Dispatcher start() {
    return start(timing(Duration.ofSeconds(2)));
  }

  private Dispatcher start(Dispatcher.Timing timing) {
    Dispatcher dispatcher =
        new Dispatcher(
            transactions,
            Optional.of(
                new HttpLrsClient(
                    proxy.endpoint(),
                    Authorization.basic("test", "test"),
                    TrustedCertificates.ofTheSystem(),
                    clock,
                    Duration.ofSeconds(2))),
            clock,
            timing);
    running.add(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  private Dispatcher.Timing timing(Duration lease) {
    return new Dispatcher.Timing(
        lease,
        Duration.ofMillis(300),
        Duration.ofMillis(100),
        Duration.ofMillis(50),
        Duration.ofMillis(1500),
        new Rhythm(
            Duration.ofMillis(20),
            Duration.ofMillis(1500),
            Duration.ofMillis(50),
            new Random(seed)));
  }

  private static void onlySingly(FaultProxy.Request request) throws IOException {
    if (request.ids().size() > 1) {
      request.answer(413, Map.of(), "");
    } else {
      request.pass();
    }
  }

  /** A store that refuses what it has even if it is equal, as some do. */
  private static void strictly(FaultProxy.Request request) throws IOException {
    if (!Collections.disjoint(request.known(), request.ids())) {
      request.answer(409, Map.of(), "");
    } else {
      request.pass();
    }
  }

  private static UUID person() {
    return UUID.randomUUID();
  }

  private static Statement statement(UUID person) {
    return Examples.completedReflection(person, NUMBER.incrementAndGet());
  }

  private List<Statement> append(int count) {
    return Stream.generate(() -> append(person())).limit(count).toList();
  }

  private Statement append(UUID person) {
    Statement statement = statement(person);
    transactions.inTransaction(
        manager -> {
          outbox.append(manager, statement.id(), person, statement.toJson());
          return statement;
        });
    return statement;
  }

  private UUID appendRaw(UnaryOperator<String> change) {
    UUID person = person();
    Statement statement = statement(person);
    String text = change.apply(new String(statement.toJson(), StandardCharsets.UTF_8));
    return transactions.inTransaction(
        manager -> {
          outbox.append(manager, statement.id(), person, text.getBytes(StandardCharsets.UTF_8));
          return statement.id();
        });
  }

  private Optional<State> state(Statement statement) {
    return state(statement.id());
  }

  private Optional<State> state(UUID id) {
    return transactions.inTransaction(manager -> outbox.state(manager, id));
  }

  private void sql(String text) {
    transactions.inTransaction(manager -> manager.createNativeQuery(text).executeUpdate());
  }

  private List<String> query(String text) {
    return transactions.inTransaction(
        manager -> {
          List<String> rows = new ArrayList<>();
          for (Object row : manager.createNativeQuery(text).getResultList()) {
            rows.add(String.valueOf(row));
          }
          return rows;
        });
  }

  private void awaitWaiting(Dispatcher dispatcher, long waiting) {
    await(() -> dispatcher.status().waiting() == waiting);
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(
              "seed %s; destination %s; last answers %s",
              seed,
              query("select concat(pace, ' ', failures, ' ', not_before) from outbox_destination"),
              query("select distinct concat(state, ' ', last_answer) from outbox_message"))
          .isLessThan(end);
      pause(Duration.ofMillis(20));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertArrivedOnce(List<Statement> statements) throws Exception {
    List<String> ids = lrs.statementIds();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids)
        .containsAll(statements.stream().map(statement -> statement.id().toString()).toList());
  }
}
