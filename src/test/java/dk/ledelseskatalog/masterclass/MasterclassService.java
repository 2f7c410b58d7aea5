package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.CompletionWriter;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.Stored;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The masterclass side as it is wired in the service, and words for tests to use it with. */
final class MasterclassService implements AutoCloseable {
  /** Completed by any of its sessions. */
  static final String ANY = "eksempel-tillid-og-opfoelgning";

  /** Completed by all of its sessions. */
  static final String ALL = "eksempel-helhed-ad-to-gange";

  static final Duration WINDOW = Duration.ofDays(30);

  static final Person FACILITATOR = new Person("i", "facilitator", Set.of(Roles.FACILITATOR));
  static final Person PLATFORM = new Person("i", "platform", Set.of(Roles.PLATFORM));

  final AtomicInteger nudges = new AtomicInteger();
  final Sessions sessions;
  final Enrolments enrolments;
  final Attendances attendances;
  final LearnerEnrolments personalData;
  final Database database;
  private final Clock clock;

  MasterclassService(Catalogue catalogue, DatabaseSettings settings, Clock clock) throws Exception {
    this.clock = clock;
    this.database = Database.open(settings);
    StatementFactory statements =
        new StatementFactory(
            URI.create("https://ledelse.example.dk"),
            URI.create("https://www.halsnaes.dk"),
            "Ledelseskatalog",
            clock);
    Outbox outbox = new Outbox(clock);
    WebhookOutbox webhooks = new WebhookOutbox(URI.create("https://ledelse.example.dk"), clock);
    AuditLog audit = new AuditLog(clock);
    Masterclasses masterclasses =
        new Masterclasses(
            catalogue,
            database.transactions(),
            new Pseudonyms(),
            statements,
            outbox,
            webhooks,
            audit,
            new CompletionWriter(
                statements,
                outbox,
                webhooks,
                audit,
                new ChangeOrder(database.transactions(), clock, "completion", "recorded_at"),
                clock),
            WINDOW,
            clock,
            nudges::incrementAndGet);
    this.sessions = masterclasses.sessions();
    this.enrolments = masterclasses.enrolments();
    this.attendances = masterclasses.attendances();
    this.personalData = masterclasses.personalData();
  }

  static Person leader(String subject) {
    return new Person("https://issuer.example", subject, Set.of(Roles.LEADER));
  }

  /** Two hours, a day from now. */
  SessionDetails details(int capacity) {
    Instant start = clock.instant().plus(Duration.ofDays(1));
    return new SessionDetails(
        start,
        start.plus(Duration.ofHours(2)),
        SessionDetails.USUAL_ZONE,
        Optional.of("Frederiksværk"),
        Optional.of(URI.create("https://moede.example.dk/1")),
        capacity,
        List.of("Anne"),
        Optional.empty(),
        Optional.empty(),
        SessionStatus.PLANNED);
  }

  Session plan(String masterclass, int capacity) {
    return sessions
        .plan(
            FACILITATOR,
            new SessionRequest(new EntryId("masterclasses", masterclass), details(capacity)))
        .session();
  }

  SessionView change(Session session, String attributes) {
    return sessions.change(
        FACILITATOR,
        session.id(),
        SessionChange.read(
            body(
                """
                {"data": {"type": "sessions", "id": "%s", "attributes": %s}}\
                """
                    .formatted(session.id(), attributes)),
            session.id(),
            VersionCondition.ifMatch("*")));
  }

  EnrolmentView signUp(Person person, Session session) {
    return enrolments.signUp(person, session.id()).enrolment();
  }

  EnrolmentView attendance(EnrolmentView enrolment, EnrolmentStatus status) {
    return attendances.record(FACILITATOR, enrolment.enrolment().id(), status);
  }

  AttendanceReport attendance(Session session, String csv, boolean dryRun) {
    return attendances.record(FACILITATOR, session.id(), AttendanceList.read(body(csv)), dryRun);
  }

  EnrolmentStatus status(UUID enrolment) {
    return enrolments.find(FACILITATOR, enrolment).orElseThrow().enrolment().status();
  }

  static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first thing the caller is told. */
  static ErrorObject refused(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(JsonApiException.class, call).errors().get(0);
  }

  List<JsonNode> statements() throws Exception {
    return new Stored(database).statements();
  }

  /** The last part of each statement's verb, in the order they were left. */
  List<String> verbs() throws Exception {
    return statements().stream()
        .map(statement -> statement.at("/verb/id").asText().replaceFirst(".*/", ""))
        .toList();
  }

  int rows(String table) throws Exception {
    return new Stored(database).rows(table);
  }

  @Override
  public void close() {
    database.close();
  }
}
