package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.Recorder;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.xapi.LanguageMap;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Plans sessions, changes them and shows them. Thread-safe. A change is seen at once, and by
 * everybody.
 */
public final class Sessions {
  private final Catalogue catalogue;
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final Places places;
  private final AuditLog audit;
  private final Clock clock;
  private final Runnable afterCommit;

  /**
   * @param afterCommit told after each change, which may have left statements to deliver
   */
  Sessions(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      Places places,
      AuditLog audit,
      Clock clock,
      Runnable afterCommit) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  /**
   * One page of sessions.
   *
   * @param total over all pages
   */
  record Slice(int total, List<SessionView> sessions) {
    Slice {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * Plans a session of a masterclass of the current release.
   *
   * @throws JsonApiException if there is no such masterclass; then nothing is written
   */
  SessionView plan(Person by, SessionRequest request) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      var unused = Masterclass.required(lease.snapshot(), request.masterclass());
    }
    return transactions.inTransactionRetryingRaces(
        manager -> {
          MasterclassLock.holdOrMake(manager, request.masterclass().id());
          Session session =
              new Session(
                  freshId(manager, request),
                  request.masterclass().id(),
                  request.details(),
                  clock.instant());
          manager.persist(session);
          trace(manager, by, "session.planned", session);
          return new SessionView(session, 0, 0);
        });
  }

  /**
   * Changes a session, and with it who has a place in it. What makes no difference makes no new
   * version.
   *
   * @throws JsonApiException if there is no such session, somebody else changed it first, or it
   *     cannot be so; then nothing is written
   */
  SessionView change(Person by, String id, SessionChange change) {
    SessionView changed;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      changed =
          transactions.inTransactionRetryingRaces(
              manager -> {
                SessionRepository sessions = new SessionRepository(manager);
                Session session = sessions.findLocked(id).orElseThrow(Sessions::unknown);
                change.ifMatch().require(session.version());
                SessionDetails details = change.appliedTo(session);
                if (!details.equals(session.details())) {
                  become(manager, by, session, details, snapshot);
                  boolean cancelled = details.status() == SessionStatus.CANCELLED;
                  trace(manager, by, cancelled ? "session.cancelled" : "session.changed", session);
                }
                return sessions.view(session);
              });
    }
    afterCommit.run();
    return changed;
  }

  /** A session by its id. */
  Optional<SessionView> find(String id) {
    return transactions.inTransaction(
        manager -> {
          SessionRepository sessions = new SessionRepository(manager);
          return sessions.find(id).map(sessions::view);
        });
  }

  Slice list(SessionQuery query) {
    return transactions.inTransaction(
        manager -> {
          SessionRepository sessions = new SessionRepository(manager);
          return new Slice(sessions.count(query), sessions.views(sessions.page(query)));
        });
  }

  /** What a session's masterclass is called; the session's own id once that left the catalogue. */
  LanguageMap title(Session session) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return Masterclass.find(lease.snapshot(), session.masterclass())
          .map(Masterclass::title)
          .orElse(LanguageMap.of(session.id()));
    }
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-session",
            "Der er ingen afholdelse med dette id; se dem på /api/sessions.",
            "There is no session with this id; see them at /api/sessions."));
  }

  private void become(
      EntityManager manager,
      Person by,
      Session session,
      SessionDetails details,
      Snapshot snapshot) {
    Instant now = clock.instant();
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    SessionDetails before = session.details();
    boolean cancels =
        details.status() == SessionStatus.CANCELLED && before.status() != details.status();
    boolean moves =
        !details.startsAt().equals(before.startsAt()) || !details.endsAt().equals(before.endsAt());
    if ((cancels || moves) && enrolments.hasAttendance(session)) {
      throw impossible(
          cancels ? "status" : "startsAt",
          "attendance-recorded",
          "Fremmødet er registreret, så afholdelsen kan hverken flyttes eller aflyses; ret"
              + " fremmødet først.",
          "Attendance has been recorded, so the session can be neither moved nor cancelled;"
              + " correct the attendance first.");
    }
    if (details.status() == SessionStatus.HELD && now.isBefore(details.startsAt())) {
      throw impossible(
          "status",
          "session-not-begun",
          "Afholdelsen er ikke begyndt; den kan først være held, når startsAt er gået.",
          "The session has not begun; it can be held only after startsAt.");
    }
    int taken = enrolments.placesTaken(session);
    if (!cancels && details.capacity() < taken) {
      throw impossible(
          "capacity",
          "capacity-below-enrolled",
          taken + " har en plads; capacity kan ikke være mindre, før nogen melder fra.",
          taken + " have a place; capacity cannot be less until somebody signs off.");
    }
    session.change(details, now);
    Masterclass masterclass = Masterclass.of(snapshot, session);
    if (cancels) {
      places.endAll(
          manager, session, masterclass, Attendances.recorder(manager, pseudonyms, by), now);
    } else {
      places.moveUp(manager, session, masterclass, now);
    }
  }

  private void trace(EntityManager manager, Person person, String action, Session session) {
    Recorder by = Attendances.recorder(manager, pseudonyms, person);
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(by.pseudonym()),
            by.role(),
            action,
            Purpose.PARTICIPATION,
            Optional.empty(),
            Session.TYPE + '/' + session.id()));
  }

  /** Named after the day it begins where it is held, and numbered from the second of that day. */
  private static String freshId(EntityManager manager, SessionRequest request) {
    SessionDetails details = request.details();
    String base =
        request.masterclass().id()
            + '-'
            + details.startsAt().atZone(details.timeZone()).toLocalDate();
    String id = base;
    for (int number = 2; manager.find(Session.class, id) != null; number++) {
      id = base + '-' + number;
    }
    return id;
  }

  private static JsonApiException impossible(String attribute, String code, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(409, code, Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
