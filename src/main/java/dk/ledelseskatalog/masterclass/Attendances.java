package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.Recorder;
import dk.ledelseskatalog.masterclass.AttendanceReport.Effect;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.webhooks.Event;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.Attended;
import dk.ledelseskatalog.xapi.NoShow;
import dk.ledelseskatalog.xapi.Statement;
import dk.ledelseskatalog.xapi.StatementFactory;
import dk.ledelseskatalog.xapi.Voided;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Records who was at a session, one by one or as a list. Thread-safe.
 *
 * <p>What is recorded is said in a statement. Recording something else later takes the first back
 * with a voiding statement and says what is right; the completion of the masterclass comes and goes
 * with it. All of it is one transaction.
 */
public final class Attendances {
  /** Rows of a list whose entities are in memory at once. */
  private static final int CHUNK = 100;

  private final Catalogue catalogue;
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final Registrations registrations;
  private final StatementFactory statements;
  private final Outbox outbox;
  private final WebhookOutbox webhooks;
  private final AuditLog audit;
  private final ChangeOrder order;
  private final Duration correctionWindow;
  private final Clock clock;
  private final Runnable afterCommit;

  /**
   * @param order of the enrolments
   * @param correctionWindow how long after the first recording something else may be recorded
   * @param afterCommit told after each change, which may have left statements to deliver
   */
  Attendances(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      Registrations registrations,
      StatementFactory statements,
      Outbox outbox,
      WebhookOutbox webhooks,
      AuditLog audit,
      ChangeOrder order,
      Duration correctionWindow,
      Clock clock,
      Runnable afterCommit) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.registrations = registrations;
    this.statements = statements;
    this.outbox = outbox;
    this.webhooks = webhooks;
    this.audit = audit;
    this.order = order;
    this.correctionWindow = correctionWindow;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  /** Why somebody's attendance cannot be recorded, in a code and two sentences. */
  private record Obstacle(String code, String da, String en) {}

  /**
   * Records one person's attendance; {@link EnrolmentStatus#ENROLLED} takes back what was recorded.
   * What is recorded already changes nothing.
   *
   * @throws JsonApiException if it cannot be recorded; then nothing is written
   */
  EnrolmentView record(Person by, UUID id, EnrolmentStatus status) {
    EnrolmentView recorded;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      recorded =
          transactions.inTransactionRetryingRaces(
              manager -> recordIn(manager, by, id, status, snapshot));
    }
    afterCommit.run();
    return recorded;
  }

  private EnrolmentView recordIn(
      EntityManager manager, Person by, UUID id, EnrolmentStatus status, Snapshot snapshot) {
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Session session =
        enrolments
            .sessionOf(id)
            .flatMap(new SessionRepository(manager)::findLocked)
            .orElseThrow(Enrolments::unknown);
    Enrolment enrolment = enrolments.find(id).orElseThrow(Enrolments::unknown);
    requireMayRecord(manager, by, enrolment);
    Instant now = clock.instant();
    requireBegun(session, now, Optional.of(Source.pointer("/data/attributes/status")));
    List<Attendance> before = enrolments.attendances(enrolment);
    Optional<Obstacle> obstacle =
        obstacle(
            enrolment.status(), status, before.stream().map(Attendance::recordedAt).toList(), now);
    if (obstacle.isPresent()) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              obstacle.get().code(),
              Source.pointer("/data/attributes/status"),
              sentence(obstacle.get().da()),
              sentence(obstacle.get().en())));
    }
    Sitting sitting = new Sitting(manager, session, Masterclass.of(snapshot, session), by, now);
    var unused = sitting.record(enrolment, status);
    return enrolments.view(enrolment);
  }

  /**
   * Records a whole list, or none of it.
   *
   * @param dryRun whether all of it is taken back again
   * @throws JsonApiException naming each line that cannot be recorded; then nothing is written
   */
  AttendanceReport record(Person by, String sessionId, AttendanceList list, boolean dryRun) {
    AttendanceReport report;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      report =
          dryRun
              ? transactions
                  .rehearse(manager -> recordIn(manager, by, sessionId, list, snapshot))
                  .asDryRun()
              : transactions.inTransactionRetryingRaces(
                  manager -> recordIn(manager, by, sessionId, list, snapshot));
    }
    if (!dryRun) {
      afterCommit.run();
    }
    return report;
  }

  private AttendanceReport recordIn(
      EntityManager manager, Person by, String sessionId, AttendanceList list, Snapshot snapshot) {
    Session session =
        new SessionRepository(manager).findLocked(sessionId).orElseThrow(Sessions::unknown);
    Instant now = clock.instant();
    requireBegun(session, now, Optional.empty());
    List<UUID> people = people(manager, session, list, now);
    Masterclass masterclass = Masterclass.of(snapshot, session);
    List<AttendanceReport.Row> rows = new ArrayList<>();
    Sitting sitting = new Sitting(manager, session, masterclass, by, now);
    for (AttendanceList.Row row : list.rows()) {
      if (!rows.isEmpty() && rows.size() % CHUNK == 0) {
        // Else every query would look through all rows written before it for changes.
        manager.flush();
        manager.clear();
      }
      Enrolment enrolment =
          new EnrolmentRepository(manager).find(people.get(rows.size())).orElseThrow();
      EnrolmentStatus from = enrolment.status();
      Effect effect = sitting.record(enrolment, row.status());
      rows.add(
          new AttendanceReport.Row(
              row.line(), enrolment.id(), enrolment.ticket(), from, row.status(), effect));
    }
    return new AttendanceReport(false, rows);
  }

  /**
   * Whom each row speaks of, in their order.
   *
   * @throws JsonApiException naming each line that speaks of nobody, of somebody a second time, or
   *     of somebody whose attendance cannot be recorded
   */
  private List<UUID> people(
      EntityManager manager, Session session, AttendanceList list, Instant now) {
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Map<String, EnrolmentRepository.Presence> byName = new HashMap<>();
    for (EnrolmentRepository.Presence presence : enrolments.presences(session)) {
      byName.put(presence.enrolment().toString(), presence);
      byName.put(presence.ticket(), presence);
    }
    Map<UUID, List<Instant>> recorded = enrolments.recordings(session);
    Map<UUID, Integer> lines = new HashMap<>();
    List<UUID> people = new ArrayList<>();
    List<ErrorObject> faults = new ArrayList<>();
    for (AttendanceList.Row row : list.rows()) {
      EnrolmentRepository.Presence presence = byName.get(name(row.enrolment()));
      if (presence == null) {
        faults.add(
            AttendanceList.fault(
                row.line(),
                "unknown-enrolment",
                "ingen tilmelding til denne afholdelse har det id eller den billet.",
                "no enrolment in this session has that id or ticket."));
        continue;
      }
      Integer earlier = lines.putIfAbsent(presence.enrolment(), row.line());
      if (earlier != null) {
        faults.add(
            AttendanceList.fault(
                row.line(),
                "repeated-row",
                "samme tilmelding står på linje " + earlier + "; lad den stå én gang.",
                "the same enrolment stands on line " + earlier + "; leave it there once."));
        continue;
      }
      people.add(presence.enrolment());
      obstacle(
              presence.status(),
              row.status(),
              recorded.getOrDefault(presence.enrolment(), List.of()),
              now)
          .ifPresent(
              obstacle ->
                  faults.add(
                      AttendanceList.fault(
                          row.line(), obstacle.code(), obstacle.da(), obstacle.en())));
    }
    AttendanceList.refuseIfAny(faults);
    return people;
  }

  /** Tickets are written in capitals and ids in small letters; a list may have either in both. */
  private static String name(String written) {
    String ticket = written.toUpperCase(Locale.ROOT);
    return Ticket.FORM.matcher(ticket).matches() ? ticket : written.toLowerCase(Locale.ROOT);
  }

  private void requireMayRecord(EntityManager manager, Person by, Enrolment enrolment) {
    if (by.has(Roles.FACILITATOR) || by.has(Roles.ADMINISTRATOR)) {
      return;
    }
    if (!enrolment.isOf(pseudonyms.find(manager, by))) {
      throw Enrolments.unknown();
    }
    throw new JsonApiException(
        ErrorObject.of(
            403,
            "attendance-by-facilitator",
            Source.pointer("/data/attributes/status"),
            "Fremmøde registreres af facilitatoren; selv kan du kun melde fra med cancelled.",
            "Attendance is recorded by the facilitator; you yourself can only sign off with"
                + " cancelled."));
  }

  private static void requireBegun(Session session, Instant now, Optional<Source> source) {
    if (session.status() == SessionStatus.CANCELLED) {
      throw impossible(
          source,
          "session-cancelled",
          "Afholdelsen er aflyst, så ingen kan have været der.",
          "The session is cancelled, so nobody can have been there.");
    }
    if (!session.hasBegun(now)) {
      throw impossible(
          source,
          "session-not-begun",
          "Afholdelsen er ikke begyndt; registrér fremmødet, når den er.",
          "The session has not begun; record attendance when it has.");
    }
  }

  private static JsonApiException impossible(
      Optional<Source> source, String code, String da, String en) {
    return new JsonApiException(
        source
            .map(where -> ErrorObject.of(409, code, where, da, en))
            .orElseGet(() -> ErrorObject.of(409, code, da, en)));
  }

  /**
   * @param recordings when something was recorded of this person before
   */
  private Optional<Obstacle> obstacle(
      EnrolmentStatus from, EnrolmentStatus to, List<Instant> recordings, Instant now) {
    if (!from.takesAPlace()) {
      return Optional.of(
          new Obstacle(
              "no-place",
              "tilmeldingen har ingen plads i afholdelsen; giv den en ved at hæve capacity.",
              "the enrolment has no place in the session; give it one by raising capacity."));
    }
    Optional<Instant> first = recordings.stream().min(Instant::compareTo);
    if (from != to && first.isPresent() && now.isAfter(first.get().plus(correctionWindow))) {
      return Optional.of(
          new Obstacle(
              "correction-too-late",
              "fremmødet blev registreret for længe siden til at blive rettet.",
              "attendance was recorded too long ago to be corrected."));
    }
    return Optional.empty();
  }

  /** Who does it, as the audit log names them. */
  static Recorder recorder(EntityManager manager, Pseudonyms pseudonyms, Person person) {
    return new Recorder(
        pseudonyms.of(manager, person),
        person.has(Roles.FACILITATOR) ? Roles.FACILITATOR : Roles.ADMINISTRATOR);
  }

  /** A sentence of its own, where the words were to stand behind a line's number. */
  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The recording of attendance at one session by one person, in one transaction. */
  private final class Sitting {
    private final EntityManager manager;
    private final Session session;
    private final Masterclass masterclass;
    private final Recorder by;
    private final Instant now;

    Sitting(
        EntityManager manager, Session session, Masterclass masterclass, Person by, Instant now) {
      this.manager = manager;
      this.session = session;
      this.masterclass = masterclass;
      this.by = recorder(manager, pseudonyms, by);
      this.now = now;
    }

    Effect record(Enrolment enrolment, EnrolmentStatus to) {
      if (enrolment.status() == to) {
        return Effect.NONE;
      }
      List<Attendance> before = new EnrolmentRepository(manager).attendances(enrolment);
      before.stream()
          .filter(attendance -> attendance.voidedAt().isEmpty())
          .forEach(wrong -> takeBack(enrolment, wrong));
      if (to != EnrolmentStatus.ENROLLED) {
        long same = before.stream().filter(attendance -> attendance.status() == to).count();
        say(enrolment, to, Math.toIntExact(same) + 1);
      }
      enrolment.presence(to, now);
      order.changed(manager, enrolment.id().toString());
      audit.append(
          manager,
          new AuditEvent(
              Optional.of(by.pseudonym()),
              by.role(),
              before.isEmpty() ? "attendance.recorded" : "attendance.corrected",
              before.isEmpty() ? Purpose.PARTICIPATION : Purpose.CORRECTION,
              Optional.of(enrolment.person()),
              EnrolmentRequest.TYPE + '/' + enrolment.id()));
      webhooks.append(
          manager, new Event.AttendanceRecorded(enrolment.id(), masterclass.activity().release()));
      return registrations.attendanceChanged(
          manager, masterclass, enrolment.registration().orElseThrow(), by);
    }

    private void say(Enrolment enrolment, EnrolmentStatus status, int ordinal) {
      UUID registration = enrolment.registration().orElseThrow();
      Instant at = session.endsAt().isBefore(now) ? session.endsAt() : now;
      Duration length = session.details().length();
      Statement statement =
          status == EnrolmentStatus.ATTENDED
              ? statements.attended(
                  new Attended(
                      enrolment.person(),
                      registration,
                      at,
                      Optional.of(length),
                      masterclass.session(session),
                      masterclass.activity().activity(),
                      masterclass.activity().catalogue(),
                      masterclass.activity().release(),
                      ordinal))
              : statements.noShow(
                  new NoShow(
                      enrolment.person(),
                      registration,
                      at,
                      masterclass.session(session),
                      masterclass.activity().activity(),
                      masterclass.activity().catalogue(),
                      masterclass.activity().release(),
                      ordinal));
      manager.persist(new Attendance(enrolment, status, ordinal, at, length, statement.id(), now));
      outbox.append(manager, statement.id(), enrolment.person(), statement.toJson());
    }

    private void takeBack(Enrolment enrolment, Attendance wrong) {
      Statement statement =
          statements.voided(
              new Voided(
                  enrolment.person(),
                  enrolment.registration().orElseThrow(),
                  now,
                  wrong.statement()));
      wrong.takeBack(statement.id(), now);
      outbox.append(manager, statement.id(), enrolment.person(), statement.toJson());
    }
  }
}
