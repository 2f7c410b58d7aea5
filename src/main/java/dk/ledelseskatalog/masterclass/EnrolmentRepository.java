package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Conditions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Queries for enrolments. The names in them are ours; what a caller sent is only a parameter. */
final class EnrolmentRepository {
  private static final List<EnrolmentStatus> WITH_A_PLACE =
      Arrays.stream(EnrolmentStatus.values()).filter(EnrolmentStatus::takesAPlace).toList();

  private final EntityManager manager;

  EnrolmentRepository(EntityManager manager) {
    this.manager = manager;
  }

  Optional<Enrolment> find(UUID id) {
    return Optional.ofNullable(manager.find(Enrolment.class, id.toString()));
  }

  /** The session of an enrolment; empty if there is no such enrolment. */
  Optional<String> sessionOf(UUID id) {
    return manager
        .createQuery("select e.session from Enrolment e where e.id = :id", String.class)
        .setParameter("id", id.toString())
        .getResultStream()
        .findFirst();
  }

  /** The enrolment by which a person is in a session, with a place or in line. */
  Optional<Enrolment> live(Session session, UUID person) {
    return manager
        .createQuery(
            "select e from Enrolment e where e.session = :session and e.person = :person"
                + " and e.status <> :cancelled",
            Enrolment.class)
        .setParameter("session", session.id())
        .setParameter("person", person.toString())
        .setParameter("cancelled", EnrolmentStatus.CANCELLED)
        .getResultStream()
        .findFirst();
  }

  /** Everybody who is in a session, in the order they signed up. */
  List<Enrolment> live(Session session) {
    return manager
        .createQuery(
            "select e from Enrolment e where e.session = :session and e.status <> :cancelled"
                + " order by e.signUpNumber",
            Enrolment.class)
        .setParameter("session", session.id())
        .setParameter("cancelled", EnrolmentStatus.CANCELLED)
        .getResultList();
  }

  int placesTaken(Session session) {
    return Math.toIntExact(
        manager
            .createQuery(
                "select count(e) from Enrolment e where e.session = :session"
                    + " and e.status in :withAPlace",
                Long.class)
            .setParameter("session", session.id())
            .setParameter("withAPlace", WITH_A_PLACE)
            .getSingleResult());
  }

  /** The first of those who wait, in their order. */
  List<Enrolment> waiting(Session session, int atMost) {
    return manager
        .createQuery(
            "select e from Enrolment e where e.session = :session and e.status = :waiting"
                + " order by e.signUpNumber",
            Enrolment.class)
        .setParameter("session", session.id())
        .setParameter("waiting", EnrolmentStatus.WAITING)
        .setMaxResults(atMost)
        .getResultList();
  }

  int nextSignUpNumber(Session session) {
    Integer last =
        manager
            .createQuery(
                "select max(e.signUpNumber) from Enrolment e where e.session = :session",
                Integer.class)
            .setParameter("session", session.id())
            .getSingleResult();
    return last == null ? 1 : last + 1;
  }

  boolean isTicketTaken(Session session, String ticket) {
    return manager
            .createQuery(
                "select count(e) from Enrolment e where e.session = :session"
                    + " and e.ticket = :ticket",
                Long.class)
            .setParameter("session", session.id())
            .setParameter("ticket", ticket)
            .getSingleResult()
        > 0;
  }

  /** Whether a session has anybody recorded as there or not there. */
  boolean hasAttendance(Session session) {
    return manager
            .createQuery(
                "select count(e) from Enrolment e where e.session = :session"
                    + " and e.status in :recorded",
                Long.class)
            .setParameter("session", session.id())
            .setParameter("recorded", List.of(EnrolmentStatus.ATTENDED, EnrolmentStatus.NO_SHOW))
            .getSingleResult()
        > 0;
  }

  /** How many places a registration still has, attended ones and no-shows among them. */
  long placesOf(UUID registration) {
    return manager
        .createQuery(
            "select count(e) from Enrolment e where e.registration = :registration"
                + " and e.status in :withAPlace",
            Long.class)
        .setParameter("registration", registration.toString())
        .setParameter("withAPlace", WITH_A_PLACE)
        .getSingleResult();
  }

  /** The attendances that hold in a registration. */
  List<Attendance> attended(UUID registration) {
    return manager
        .createQuery(
            "select a from Attendance a, Enrolment e where a.enrolment = e.id"
                + " and e.registration = :registration and a.status = :attended"
                + " and a.voidedAt is null",
            Attendance.class)
        .setParameter("registration", registration.toString())
        .setParameter("attended", EnrolmentStatus.ATTENDED)
        .getResultList();
  }

  /** The sessions attended in a registration. */
  Set<String> attendedSessions(UUID registration) {
    return new HashSet<>(
        manager
            .createQuery(
                "select e.session from Enrolment e where e.registration = :registration"
                    + " and e.status = :attended",
                String.class)
            .setParameter("registration", registration.toString())
            .setParameter("attended", EnrolmentStatus.ATTENDED)
            .getResultList());
  }

  /** All that was ever recorded of somebody's presence under an enrolment, oldest first. */
  List<Attendance> attendances(Enrolment enrolment) {
    return attendances(List.of(enrolment)).getOrDefault(enrolment.id(), List.of());
  }

  /** The same for each of several enrolments; one without any is not in it. */
  Map<UUID, List<Attendance>> attendances(Collection<Enrolment> enrolments) {
    if (enrolments.isEmpty()) {
      return Map.of();
    }
    return manager
        .createQuery(
            "select a from Attendance a where a.enrolment in :enrolments"
                + " order by a.recordedAt, a.ordinal",
            Attendance.class)
        .setParameter("enrolments", enrolments.stream().map(e -> e.id().toString()).toList())
        .getResultStream()
        .collect(Collectors.groupingBy(Attendance::enrolment));
  }

  /**
   * Enough of an enrolment to find it in a list and to know whether it has a place.
   *
   * @param ticket unique in the session
   */
  record Presence(UUID enrolment, String ticket, EnrolmentStatus status) {}

  /** All enrolments of a session, without what it costs to change one. */
  List<Presence> presences(Session session) {
    return manager
        .createQuery(
            "select e.id, e.ticket, e.status from Enrolment e where e.session = :session",
            Object[].class)
        .setParameter("session", session.id())
        .getResultStream()
        .map(
            row ->
                new Presence(
                    UUID.fromString((String) row[0]), (String) row[1], (EnrolmentStatus) row[2]))
        .toList();
  }

  /** When something was recorded of anybody's presence at a session, by enrolment. */
  Map<UUID, List<Instant>> recordings(Session session) {
    return manager
        .createQuery(
            "select a.enrolment, a.recordedAt from Attendance a, Enrolment e"
                + " where a.enrolment = e.id and e.session = :session",
            Object[].class)
        .setParameter("session", session.id())
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> UUID.fromString((String) row[0]),
                Collectors.mapping(row -> (Instant) row[1], Collectors.toList())));
  }

  /** The enrolments with their places in line and what was recorded of them. */
  List<EnrolmentView> views(List<Enrolment> enrolments) {
    Map<UUID, Integer> positions = waitingPositions(enrolments);
    Map<UUID, List<Attendance>> attendances = attendances(enrolments);
    return enrolments.stream()
        .map(
            enrolment ->
                new EnrolmentView(
                    enrolment,
                    Optional.ofNullable(positions.get(enrolment.id())),
                    attendances.getOrDefault(enrolment.id(), List.of())))
        .toList();
  }

  EnrolmentView view(Enrolment enrolment) {
    return views(List.of(enrolment)).get(0);
  }

  private Map<UUID, Integer> waitingPositions(List<Enrolment> enrolments) {
    List<String> waiting =
        enrolments.stream()
            .filter(enrolment -> enrolment.status() == EnrolmentStatus.WAITING)
            .map(enrolment -> enrolment.id().toString())
            .toList();
    Map<UUID, Integer> positions = new HashMap<>();
    if (!waiting.isEmpty()) {
      manager
          .createQuery(
              "select e.id, count(other) from Enrolment e, Enrolment other where e.id in :waiting"
                  + " and other.session = e.session and other.status = :status"
                  + " and other.signUpNumber <= e.signUpNumber group by e.id",
              Object[].class)
          .setParameter("waiting", waiting)
          .setParameter("status", EnrolmentStatus.WAITING)
          .getResultList()
          .forEach(
              row ->
                  positions.put(UUID.fromString((String) row[0]), Math.toIntExact((Long) row[1])));
    }
    return positions;
  }

  int count(Conditions asked) {
    return Math.toIntExact(
        asked.query(manager, "select count(e) from Enrolment e", "", Long.class).getSingleResult());
  }

  /** Last recorded first; those of one session in the order they signed up. */
  List<Enrolment> page(Conditions asked, boolean ofOneSession, Page page) {
    return asked
        .query(
            manager,
            "select e from Enrolment e",
            ofOneSession ? "order by e.signUpNumber" : "order by e.recordedAt desc, e.id desc",
            Enrolment.class)
        .setFirstResult(page.offset())
        .setMaxResults(page.size())
        .getResultList();
  }

  /** Those behind a place in the order of changes. */
  List<Enrolment> after(Conditions asked, long place, int limit) {
    return asked
        .and("e.position > :place", "place", place)
        .query(manager, "select e from Enrolment e", "order by e.position", Enrolment.class)
        .setMaxResults(limit)
        .getResultList();
  }
}
