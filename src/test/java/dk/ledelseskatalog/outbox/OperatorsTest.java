package dk.ledelseskatalog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.lrs.Authorization;
import dk.ledelseskatalog.lrs.FaultProxy;
import dk.ledelseskatalog.lrs.FaultProxy.Fault;
import dk.ledelseskatalog.lrs.HttpLrsClient;
import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.lrs.TrustedCertificates;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.PostgreSqlServer;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.relay.Rhythm;
import dk.ledelseskatalog.xapi.Examples;
import dk.ledelseskatalog.xapi.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to the outbox by hand, with a real store on either database. */
class OperatorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong NUMBER = new AtomicLong(1_000_000);
  private static final Person OPERATOR =
      new Person("https://login.example.dk", "drift", Set.of(Roles.ADMINISTRATOR));

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  abstract static class Contract {
    private final Clock clock = Clock.systemUTC();
    private final List<AutoCloseable> running = new ArrayList<>();
    private Database database;
    private Transactions transactions;
    private LrsProcess lrs;
    private FaultProxy proxy;
    private Outbox outbox;
    private OutboxMessages messages;
    private OutboxControl control;
    private String auditedBefore = "0";

    abstract Database openDatabase(Path folder) throws Exception;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
      database = openDatabase(folder);
      transactions = database.transactions();
      lrs = LrsProcess.start();
      proxy = FaultProxy.before(lrs);
      outbox = new Outbox(clock);
      AuditLog audit = new AuditLog(clock);
      messages = new OutboxMessages(transactions, new Pseudonyms(), audit, clock, () -> {});
      control = new OutboxControl(transactions, new Pseudonyms(), audit, clock, true, () -> {});
    }

    @AfterAll
    void shut() {
      proxy.close();
      lrs.close();
      database.close();
    }

    @BeforeEach
    void empty() {
      proxy.reset();
      sql("delete from outbox_message");
      // The audit log cannot be emptied.
      auditedBefore = query("select coalesce(max(id), 0) from audit_event").get(0);
      sql("delete from reconciliation_difference");
      sql("delete from reconciliation");
      sql(
          "update outbox_destination set lease_owner = null, lease_until = 0, pace = 'FLOWING',"
              + " failures = 0, not_before = 0, delivered = 0, reason = null, paused_at = null");
    }

    @AfterEach
    void stop() throws Exception {
      for (AutoCloseable each : running) {
        each.close();
      }
      running.clear();
    }

    @Test
    void aParkedMessageThatIsReleasedIsSentAgain() throws Exception {
      Statement statement = append();
      Statement other = append();
      proxy.play(Fault.first(2, Fault.status(400)));
      // The batch of two is refused, and then the first alone.
      Dispatcher dispatcher = startDispatcher();
      await(() -> control.standing().waiting() == 0);
      MessageRow parked = only("filter[state]=PARKED");
      assertThat(parked.statementId()).isEqualTo(statement.id());
      assertThat(parked.lastAnswer()).hasValueSatisfying(said -> assertThat(said).contains("400"));

      MessageRow released = messages.release(OPERATOR, parked.id(), "LRS'et er rettet").message();
      dispatcher.nudge();

      assertThat(released.state()).isEqualTo(State.PENDING);
      assertThat(released.attempts()).isZero();
      await(() -> control.standing().delivered() == 2);
      assertThat(lrs.statementIds()).contains(statement.id().toString(), other.id().toString());
      assertThat(audit())
          .contains(
              "administrator statement.released LRS'et er rettet outbox-messages/" + parked.id());
    }

    @Test
    void aDiscardedMessageIsKeptAndNeverSent() {
      long id = parked();

      MessageRow discarded = messages.discard(OPERATOR, id, "Testdata").message();
      startDispatcher().nudge();

      assertThat(discarded.state()).isEqualTo(State.DISCARDED);
      assertThat(discarded.settledAt()).isPresent();
      assertThat(control.standing().discarded()).isEqualTo(1);
      assertThat(control.standing().waiting()).isZero();
      assertThat(audit())
          .contains("administrator statement.discarded Testdata outbox-messages/" + id);
    }

    @Test
    void onlyAParkedMessageCanBeDecidedAndOnlyOnce() {
      long id = parked();
      messages.discard(OPERATOR, id, "Testdata");
      append();
      long waiting = only("filter[state]=PENDING").id();

      for (long wrong : List.of(id, waiting)) {
        assertThatThrownBy(() -> messages.release(OPERATOR, wrong, "nej"))
            .isInstanceOfSatisfying(
                JsonApiException.class,
                e -> assertThat(e.errors().get(0).code()).isEqualTo("not-parked"));
      }
      assertThatThrownBy(() -> messages.release(OPERATOR, id + 1_000_000, "nej"))
          .isInstanceOfSatisfying(
              JsonApiException.class, e -> assertThat(e.errors().get(0).status()).isEqualTo(404));
      assertThat(audit()).hasSize(1);
    }

    @Test
    void messagesAreFoundByStatePersonAndStatement() {
      Statement first = append();
      Statement second = append();
      long id = parked();

      assertThat(list("").messages())
          .extracting(MessageRow::statementId)
          .startsWith(first.id(), second.id())
          .hasSize(3);
      assertThat(only("filter[state]=PARKED").id()).isEqualTo(id);
      assertThat(only("filter[statement]=" + second.id()).statementId()).isEqualTo(second.id());
      UUID person = only("filter[statement]=" + first.id()).person();
      assertThat(only("filter[person]=" + person).statementId()).isEqualTo(first.id());
      OutboxMessages.Slice page = list("page[size]=2&page[number]=2");
      assertThat(page.total()).isEqualTo(3);
      assertThat(page.messages()).extracting(MessageRow::id).containsExactly(id);
    }

    @Test
    void lookingAtOnePersonLeavesATrace() {
      append();
      MessageRow message = list("").messages().get(0);
      assertThat(audit()).isEmpty();

      list("filter[person]=" + message.person());
      OutboxMessages.Inspected inspected = messages.inspect(OPERATOR, message.id()).orElseThrow();

      assertThat(new String(inspected.statement(), StandardCharsets.UTF_8))
          .contains(message.statementId().toString());
      assertThat(audit())
          .containsExactly(
              "administrator outbox-messages.listed operation persons/" + message.person(),
              "administrator outbox-message.inspected operation outbox-messages/" + message.id());
    }

    @Test
    void aPauseHoldsForEveryNodeAndAcrossRestartsUntilAnOperatorEndsIt() throws Exception {
      control.pause(OPERATOR, "LRS'et flyttes");
      Statement statement = append();
      Dispatcher one = startDispatcher();
      Dispatcher other = startDispatcher();
      one.nudge();
      other.nudge();
      one.close();
      startDispatcher().nudge();
      pause(Duration.ofMillis(700));

      assertThat(proxy.batchSizes()).isEmpty();
      OutboxControl.Standing standing = control.standing();
      assertThat(standing.pause())
          .hasValueSatisfying(p -> assertThat(p.reason()).contains("flyttes"));
      assertThat(standing.waiting()).isEqualTo(1);
      assertThat(other.status().paused()).hasValue("LRS'et flyttes");

      control.resume(OPERATOR, "Flyttet");
      other.nudge();

      await(() -> control.standing().delivered() == 1);
      assertThat(lrs.statementIds()).contains(statement.id().toString());
      assertThat(audit())
          .containsExactly(
              "administrator outbox.paused LRS'et flyttes outbox/lrs",
              "administrator outbox.resumed Flyttet outbox/lrs");
    }

    @Test
    void aPauseWhileTheStoreRefusesOutlastsTheProbeThatGetsThrough() {
      append();
      proxy.play(Fault.status(401));
      Dispatcher dispatcher = startDispatcher();
      await(() -> dispatcher.status().refused().isPresent());
      control.pause(OPERATOR, "Vi kigger på det");
      // What was in flight may get through; what comes after the pause may not.
      proxy.play(Fault.none());
      Statement later = append();
      dispatcher.nudge();
      pause(Duration.ofMillis(500));

      assertThat(control.standing().pause()).isPresent();
      assertThat(only("filter[statement]=" + later.id()).state()).isEqualTo(State.PENDING);
    }

    @Test
    void pausingAPausedOutboxChangesNothing() {
      control.pause(OPERATOR, "første");
      Person another = new Person("https://login.example.dk", "vagt", Set.of(Roles.ADMINISTRATOR));

      control.pause(another, "anden");

      assertThat(control.standing().pause())
          .hasValueSatisfying(p -> assertThat(p.reason()).isEqualTo("første"));
      assertThat(audit()).hasSize(1);
    }

    @Test
    void whatWasDeliveredIsSentAgainByteForByteAndCountsOnce() throws Exception {
      List<Statement> statements = Stream.generate(this::append).limit(7).toList();
      Dispatcher dispatcher = startDispatcher();
      await(() -> control.standing().delivered() == 7);
      proxy.reset();

      Resend resend =
          control.resend(OPERATOR, clock.instant().minusSeconds(3600), "Gendannet backup");
      assertThat(resend.messages()).isEqualTo(7);
      dispatcher.nudge();
      await(() -> control.standing().waiting() == 0);

      assertThat(proxy.batchSizes()).containsExactly(7);
      assertThat(control.standing().delivered()).isEqualTo(7);
      assertThat(control.standing().parked()).isZero();
      assertThat(lrs.statementIds())
          .doesNotHaveDuplicates()
          .containsAll(statements.stream().map(each -> each.id().toString()).toList());
      assertThat(control.findResend(resend.id())).isPresent();
      assertThat(control.resends(new Page(1, 1)).resends()).hasSize(1);
      assertThat(control.resend(OPERATOR, clock.instant(), "intet").messages()).isZero();
    }

    @Test
    void aReconciliationFindsWhatIsMissingUnknownAndDifferent() throws Exception {
      Instant since = clock.instant().minusSeconds(60);
      List<Statement> delivered = Stream.generate(this::append).limit(30).toList();
      Dispatcher dispatcher = startDispatcher();
      await(() -> control.standing().delivered() == 30);
      dispatcher.close();
      Statement missing = append();
      Statement different = append();
      sql(
          "update outbox_message set state = 'DELIVERED', settled_at = "
              + clock.millis()
              + " where statement_id in ('"
              + missing.id()
              + "', '"
              + different.id()
              + "')");
      lrs.store(changed(different, text -> text.replace("gennemførte", "fuldførte")));
      Statement unknown = statement();
      lrs.store(unknown.toJson());
      Statement foreign = statement();
      lrs.store(changed(foreign, text -> text.replace("Ledelseskatalog", "Another")));

      Reconciliations.Report report = reconcile(since);

      Reconciliation result = report.reconciliation();
      assertThat(result.failure()).isEmpty();
      assertThat(result.phase(clock.instant())).isEqualTo(Reconciliation.Phase.DONE);
      assertThat(report.differences())
          .contains(
              new Difference(Difference.Kind.MISSING, missing.id()),
              new Difference(Difference.Kind.DIFFERENT, different.id()),
              new Difference(Difference.Kind.UNKNOWN, unknown.id()))
          .extracting(Difference::statementId)
          .doesNotContain(foreign.id())
          .doesNotContainAnyElementsOf(delivered.stream().map(Statement::id).toList());
      assertThat(result.missing()).isEqualTo(1);
      assertThat(result.different()).isEqualTo(1);
      assertThat(result.compared()).isEqualTo(32);
      assertThat(audit()).hasSize(1).first().asString().contains("outbox.reconciled Månedlig");
    }

    @Test
    void aStoreWhosePagesLeaveSomeOutAndRepeatOthersIsComparedOnceForEach() {
      Instant since = clock.instant().minusSeconds(60);
      // More than one page of a store that is known to page wrongly.
      assertThat(Stream.generate(this::append).limit(250)).hasSize(250);
      startDispatcher();
      await(() -> control.standing().delivered() == 250);
      proxy.repeatFirstPage();

      Reconciliation result = reconcile(since).reconciliation();

      assertThat(result.failure()).isEmpty();
      assertThat(result.compared()).isEqualTo(250);
      assertThat(result.missing()).isZero();
      assertThat(result.different()).isZero();
    }

    @Test
    void oneReconciliationGoesOnAtATime() {
      Reconciliations reconciliations = reconciliations(client(proxy.endpoint()));
      sql(
          "insert into reconciliation (id, since, reason, requested_by, state, started_at,"
              + " alive_at, listed, compared, missing, unknown_to_us, different) values ('"
              + UUID.randomUUID()
              + "', 0, 'x', '"
              + UUID.randomUUID()
              + "', 'RUNNING', 0, "
              + clock.millis()
              + ", 0, 0, 0, 0, 0)");

      assertThatThrownBy(() -> reconciliations.start(OPERATOR, clock.instant(), "nu"))
          .isInstanceOfSatisfying(
              JsonApiException.class,
              e -> assertThat(e.errors().get(0).code()).isEqualTo("reconciliation-running"));

      // Its node died: nobody has renewed it.
      sql("update reconciliation set alive_at = " + (clock.millis() - 180_000));
      assertThat(
              reconciliations.list(new Page(1, 10)).reconciliations().get(0).phase(clock.instant()))
          .isEqualTo(Reconciliation.Phase.FAILED);
      assertThat(reconciliations.start(OPERATOR, clock.instant(), "nu")).isNotNull();
    }

    @Test
    void aStoreThatCannotBeReadEndsAReconciliationWithAReason() {
      Reconciliation result =
          reconcile(
                  reconciliations(client(URI.create("http://127.0.0.1:1/"))),
                  clock.instant().minusSeconds(60))
              .reconciliation();

      assertThat(result.phase(clock.instant())).isEqualTo(Reconciliation.Phase.FAILED);
      assertThat(result.failure()).isPresent();
    }

    private Reconciliations.Report reconcile(Instant since) {
      return reconcile(reconciliations(client(proxy.endpoint())), since);
    }

    private Reconciliations.Report reconcile(Reconciliations reconciliations, Instant since) {
      UUID id = reconciliations.start(OPERATOR, since, "Månedlig afstemning").reconciliation().id();
      await(
          () ->
              reconciliations.find(id).orElseThrow().reconciliation().phase(clock.instant())
                  != Reconciliation.Phase.RUNNING);
      return reconciliations.find(id).orElseThrow();
    }

    private Reconciliations reconciliations(LrsClient client) {
      Reconciliations reconciliations =
          new Reconciliations(
              transactions,
              Optional.of(client),
              "Ledelseskatalog",
              URI.create("https://www.halsnaes.dk"),
              new Pseudonyms(),
              new AuditLog(clock),
              clock);
      running.add(reconciliations);
      running.add(client);
      return reconciliations;
    }

    private Dispatcher startDispatcher() {
      Dispatcher dispatcher =
          new Dispatcher(
              transactions,
              Optional.of(client(proxy.endpoint())),
              clock,
              new Dispatcher.Timing(
                  Duration.ofSeconds(2),
                  Duration.ofMillis(200),
                  Duration.ofMillis(50),
                  Duration.ofMillis(50),
                  Duration.ofMillis(500),
                  new Rhythm(
                      Duration.ofMillis(20),
                      Duration.ofMillis(500),
                      Duration.ofMillis(50),
                      new Random())));
      running.add(dispatcher);
      dispatcher.start();
      return dispatcher;
    }

    private HttpLrsClient client(URI endpoint) {
      return new HttpLrsClient(
          endpoint,
          Authorization.basic("test", "test"),
          TrustedCertificates.ofTheSystem(),
          clock,
          Duration.ofSeconds(5));
    }

    private long parked() {
      Statement statement = append();
      sql(
          "update outbox_message set state = 'PARKED', settled_at = 1, last_answer = '400'"
              + " where statement_id = '"
              + statement.id()
              + "'");
      return only("filter[statement]=" + statement.id()).id();
    }

    private Statement append() {
      Statement statement = statement();
      UUID person = person(statement);
      transactions.inTransaction(
          manager -> {
            outbox.append(manager, statement.id(), person, statement.toJson());
            return statement;
          });
      return statement;
    }

    private MessageRow only(String query) {
      List<MessageRow> found = list(query).messages();
      assertThat(found).as(query).hasSize(1);
      return found.get(0);
    }

    private OutboxMessages.Slice list(String query) {
      return messages.list(OPERATOR, MessageQuery.parse(query));
    }

    /** What this test added to the audit log; the operator's pseudonym is in all. */
    private List<String> audit() {
      return query(
          "select concat(role, ' ', action, ' ', purpose, ' ', target) from audit_event"
              + " where actor is not null and id > "
              + auditedBefore
              + " order by id");
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

    private void await(BooleanSupplier condition) {
      long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).isLessThan(end);
        pause(Duration.ofMillis(20));
      }
    }
  }

  @Nested
  class OnH2 extends Contract {
    @Override
    Database openDatabase(Path folder) throws Exception {
      return Database.open(DatabaseSettings.embeddedIn(folder));
    }
  }

  @Nested
  class OnPostgreSql extends Contract {
    private Optional<PostgreSqlServer> server = Optional.empty();

    @Override
    Database openDatabase(Path folder) throws Exception {
      PostgreSqlServer started = PostgreSqlServer.start();
      server = Optional.of(started);
      return Database.open(started.newDatabase());
    }

    @AfterAll
    void stopServer() throws Exception {
      if (server.isPresent()) {
        server.get().close();
      }
    }
  }

  private static Statement statement() {
    return Examples.completedReflection(UUID.randomUUID(), NUMBER.incrementAndGet());
  }

  private static UUID person(Statement statement) {
    try {
      JsonNode json = JSON.readTree(statement.toJson());
      return UUID.fromString(json.at("/actor/account/name").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] changed(Statement statement, UnaryOperator<String> change) {
    return change
        .apply(new String(statement.toJson(), StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
