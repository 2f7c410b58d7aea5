package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Caller;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.learning.Completions;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Conditions;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.records.Placed;
import dk.ledelseskatalog.records.RecordFeed;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Signs people up for sessions and off again, and shows enrolments to those who may see them.
 * Thread-safe.
 *
 * <p>A leader sees their own. A facilitator sees a session's, by their tickets. The learning
 * platform and the administrators see everybody's, under pseudonyms.
 */
public final class Enrolments {
  private static final String OF_MASTERCLASSES =
      "e.session in (select s.id from Session s where s.masterclass in ";

  /** The id of no masterclass and no enrolment. */
  private static final String NOTHING = "";

  private final Catalogue catalogue;
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final Places places;
  private final AuditLog audit;
  private final RecordFeed feed;
  private final Clock clock;
  private final Runnable afterCommit;

  /**
   * @param order of the enrolments
   * @param afterCommit told after each change, which may have left statements to deliver
   */
  Enrolments(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      Places places,
      AuditLog audit,
      ChangeOrder order,
      Clock clock,
      Runnable afterCommit) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.places = places;
    this.audit = audit;
    this.feed = new RecordFeed(order);
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  /**
   * What became of a sign-up.
   *
   * @param created false if the person was in the session already
   */
  record SignedUp(EnrolmentView enrolment, boolean created) {}

  /**
   * One page of enrolments.
   *
   * @param total over all pages
   */
  record Slice(int total, List<EnrolmentView> enrolments) {
    Slice {
      enrolments = List.copyOf(enrolments);
    }
  }

  /**
   * Signs a person up for a session: with a place if one is free, else at the end of the line. Who
   * is in it already stays as they are.
   *
   * @throws JsonApiException if one cannot sign up for it now; then nothing is written
   */
  SignedUp signUp(Person person, String sessionId) {
    SignedUp signedUp;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      signedUp =
          transactions.inTransactionRetryingRaces(
              manager -> signUpIn(manager, person, sessionId, snapshot));
    }
    if (signedUp.created()) {
      afterCommit.run();
    }
    return signedUp;
  }

  private SignedUp signUpIn(
      EntityManager manager, Person person, String sessionId, Snapshot snapshot) {
    Session session =
        new SessionRepository(manager)
            .findLocked(sessionId)
            .orElseThrow(Enrolments::unknownSession);
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Optional<Enrolment> before =
        pseudonyms.find(manager, person).flatMap(self -> enrolments.live(session, self));
    if (before.isPresent()) {
      return new SignedUp(enrolments.view(before.get()), false);
    }
    Instant now = clock.instant();
    requireSignUpOpen(session, now);
    Masterclass masterclass = Masterclass.of(snapshot, session);
    UUID self = pseudonyms.of(manager, person);
    Enrolment enrolment = places.signUp(manager, session, masterclass, self, now);
    trace(manager, self, "enrolment.signed-up", enrolment);
    return new SignedUp(enrolments.view(enrolment), true);
  }

  /**
   * Signs a person off. Their place goes to the first who waits. Signing off again changes nothing.
   *
   * @throws JsonApiException if it is not theirs, or the session has begun; then nothing is written
   */
  EnrolmentView signOff(Person person, UUID id) {
    EnrolmentView signedOff;
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      signedOff =
          transactions.inTransactionRetryingRaces(
              manager -> signOffIn(manager, person, id, snapshot));
    }
    afterCommit.run();
    return signedOff;
  }

  private EnrolmentView signOffIn(
      EntityManager manager, Person person, UUID id, Snapshot snapshot) {
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    Session session =
        enrolments
            .sessionOf(id)
            .flatMap(new SessionRepository(manager)::findLocked)
            .orElseThrow(Enrolments::unknown);
    Enrolment enrolment = enrolments.find(id).orElseThrow(Enrolments::unknown);
    if (!enrolment.isOf(pseudonyms.find(manager, person))) {
      throw seesOthers(person) ? notYours() : unknown();
    }
    Instant now = clock.instant();
    if (enrolment.status().takesAPlace()
        && (session.hasBegun(now) || enrolment.status() != EnrolmentStatus.ENROLLED)) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              "session-begun",
              "Afholdelsen er begyndt, så du kan ikke melde fra mere; facilitatoren registrerer"
                  + " fremmødet.",
              "The session has begun, so you can no longer sign off; its facilitator records"
                  + " attendance."));
    }
    if (enrolment.status().live()) {
      places.signOff(manager, session, Masterclass.of(snapshot, session), enrolment, now);
      trace(manager, enrolment.person(), "enrolment.signed-off", enrolment);
    }
    return enrolments.view(enrolment);
  }

  /** An enrolment that this caller may see. */
  Optional<EnrolmentView> find(Caller caller, UUID id) {
    return transactions.inTransaction(
        manager -> {
          EnrolmentRepository enrolments = new EnrolmentRepository(manager);
          Optional<Enrolment> found = enrolments.find(id);
          if (!seesOthers(caller)) {
            Optional<UUID> self = pseudonyms.find(manager, caller);
            found = found.filter(enrolment -> enrolment.isOf(self));
          }
          return found.map(enrolments::view);
        });
  }

  /**
   * The enrolments that this caller may see.
   *
   * @throws JsonApiException 400 if a facilitator names no session
   */
  Slice list(Caller caller, EnrolmentQuery query, Page page) {
    return inVisible(
            caller,
            query,
            (enrolments, conditions) ->
                new Slice(
                    enrolments.count(conditions),
                    enrolments.views(
                        enrolments.page(conditions, query.sessions().size() == 1, page))))
        .orElse(new Slice(0, List.of()));
  }

  /**
   * The enrolments that this caller may see, behind a place in the order of changes.
   *
   * @throws JsonApiException 400 if a facilitator names no session
   */
  List<Placed<EnrolmentView>> after(Caller caller, EnrolmentQuery query, long place, int limit) {
    return inVisible(
            caller,
            query,
            (enrolments, conditions) ->
                enrolments.views(enrolments.after(conditions, place, limit)))
        .orElse(List.of())
        .stream()
        .map(view -> new Placed<>(view.enrolment().position(), view))
        .toList();
  }

  /** The list that others follow. */
  RecordFeed feed() {
    return feed;
  }

  private interface Reading<T> {
    T of(EnrolmentRepository enrolments, Conditions conditions);
  }

  /** Empty if the caller can have none. */
  private <T> Optional<T> inVisible(Caller caller, EnrolmentQuery query, Reading<T> reading) {
    boolean everybodys =
        Completions.seesEverybodys(caller)
            || (caller.has(Roles.FACILITATOR) && !query.sessions().isEmpty());
    if (!everybodys && !caller.has(Roles.LEADER)) {
      throw QueryParameters.invalid(
          "filter-missing",
          EnrolmentQuery.SESSION,
          "En facilitator ser tilmeldingerne til én afholdelse; nævn den i filter[session].",
          "A facilitator sees the enrolments of one session; name it in filter[session].");
    }
    Conditions conditions = conditions(query);
    return transactions.inTransaction(
        manager -> {
          if (!everybodys) {
            Optional<UUID> self = pseudonyms.find(manager, caller);
            if (self.isEmpty()) {
              return Optional.empty();
            }
            conditions.and("e.person = :self", "self", self.get().toString());
          }
          return Optional.of(reading.of(new EnrolmentRepository(manager), conditions));
        });
  }

  /** The filters as conditions on {@code e}. */
  private Conditions conditions(EnrolmentQuery query) {
    return new Conditions()
        .andIfAny("e.session in :sessions", "sessions", query.sessions())
        .andIfAny("e.person in :persons", "persons", texts(query.persons()))
        .andIfAny("e.status in :statuses", "statuses", query.statuses())
        .andIfAny(OF_MASTERCLASSES + ":activities)", "activities", named(query.activities()))
        .andIfAny(OF_MASTERCLASSES + ":themed)", "themed", ofThemes(query.themes()))
        .andIf("e.id = :nothing", "nothing", impossible(query.types()))
        .andIf("e.recordedAt >= :from", "from", query.from())
        .andIf("e.recordedAt < :to", "to", query.to())
        .andIf("e.changedAt >= :changedSince", "changedSince", query.changedSince());
  }

  private static List<String> texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }

  private static List<String> named(List<EntryId> activities) {
    return activities.stream()
        .map(each -> each.type().equals(Session.MASTERCLASSES) ? each.id() : NOTHING)
        .toList();
  }

  /** The masterclasses of these themes, and nothing, so that none of them is not all. */
  private List<String> ofThemes(List<String> themes) {
    if (themes.isEmpty()) {
      return List.of();
    }
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return Stream.concat(
              Stream.of(NOTHING),
              lease.snapshot().entries(Session.MASTERCLASSES).stream()
                  .filter(
                      entry ->
                          entry.related("theme").stream()
                              .anyMatch(theme -> themes.contains(theme.id())))
                  .map(entry -> entry.id().id()))
          .toList();
    }
  }

  /** Every enrolment is in a masterclass. */
  private static Optional<String> impossible(List<String> types) {
    return Optional.of(NOTHING)
        .filter(any -> !types.isEmpty() && !types.contains(Session.MASTERCLASSES));
  }

  private static boolean seesOthers(Caller caller) {
    return Completions.seesEverybodys(caller) || caller.has(Roles.FACILITATOR);
  }

  private static JsonApiException notYours() {
    return new JsonApiException(
        ErrorObject.of(
            403,
            "sign-off-by-leader",
            "Kun lederen selv kan melde fra; registrér no-show, når afholdelsen er begyndt.",
            "Only the leader can sign off; record no-show when the session has begun."));
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-enrolment",
            "Der er ingen tilmelding med dette id, som du må se; find den på /api/enrolments.",
            "There is no enrolment with this id that you may see; find it at /api/enrolments."));
  }

  private static JsonApiException unknownSession() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-session",
            Source.pointer("/data/relationships/session"),
            "Der er ingen afholdelse med dette id; se dem på /api/sessions.",
            "There is no session with this id; see them at /api/sessions."));
  }

  private static void requireSignUpOpen(Session session, Instant now) {
    if (session.status() == SessionStatus.CANCELLED) {
      throw closed(
          "session-cancelled",
          "Afholdelsen er aflyst; find en anden på /api/sessions.",
          "The session is cancelled; find another at /api/sessions.");
    }
    if (session.status() == SessionStatus.HELD || !now.isBefore(session.signUpClosesAt())) {
      throw closed(
          "sign-up-closed",
          "Tilmeldingen er lukket; find en anden afholdelse på /api/sessions.",
          "Sign-up has closed; find another session at /api/sessions.");
    }
    if (now.isBefore(session.signUpOpensAt())) {
      throw closed(
          "sign-up-not-open",
          "Tilmeldingen åbner " + session.signUpOpensAt() + "; prøv igen dér.",
          "Sign-up opens at " + session.signUpOpensAt() + "; try again then.");
    }
  }

  private static JsonApiException closed(String code, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(409, code, Source.pointer("/data/relationships/session"), da, en));
  }

  private void trace(EntityManager manager, UUID self, String action, Enrolment enrolment) {
    audit.append(
        manager,
        AuditEvent.byOneself(
            self,
            Roles.LEADER,
            action,
            Purpose.PARTICIPATION,
            EnrolmentRequest.TYPE + '/' + enrolment.id()));
  }
}
