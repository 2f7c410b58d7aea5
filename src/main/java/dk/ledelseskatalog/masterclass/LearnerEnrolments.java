package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.privacy.Expiring;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The enrolments of people, with their attendance. Erasing a person signs them off from what is
 * still to come, so that others get their places; what has been stays, under a pseudonym that
 * nobody can resolve any more.
 */
public final class LearnerEnrolments implements PersonalData, Expiring {
  private final Catalogue catalogue;
  private final Places places;
  private final Clock clock;

  LearnerEnrolments(Catalogue catalogue, Places places, Clock clock) {
    this.catalogue = catalogue;
    this.places = places;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "enrolments";
  }

  @Override
  public String kind() {
    return "enrolments";
  }

  /** Whether there is any session; each is of a masterclass that the catalogue must have. */
  public static boolean anySession(EntityManager manager) {
    return !manager
        .createNativeQuery("select id from masterclass_session fetch first 1 rows only")
        .getResultList()
        .isEmpty();
  }

  @Override
  public Set<String> columns() {
    return Set.of("enrolment.person", "masterclass_registration.person");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    String last = after.orElse("0/");
    int slash = last.indexOf('/');
    List<Enrolment> found =
        manager
            .createQuery(
                "select e from Enrolment e where e.person = :person and (e.recordedAt > :at"
                    + " or (e.recordedAt = :at and e.id > :id)) order by e.recordedAt, e.id",
                Enrolment.class)
            .setParameter("person", pseudonym.toString())
            .setParameter("at", Instant.ofEpochMilli(Long.parseLong(last.substring(0, slash))))
            .setParameter("id", last.substring(slash + 1))
            .setMaxResults(limit)
            .getResultList();
    Map<UUID, List<Attendance>> attendances = new EnrolmentRepository(manager).attendances(found);
    return found.stream()
        .map(
            enrolment ->
                new Item(
                    enrolment.recordedAt().toEpochMilli() + "/" + enrolment.id(),
                    content(enrolment, attendances.getOrDefault(enrolment.id(), List.of()))))
        .toList();
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    List<Enrolment> all =
        manager
            .createQuery(
                "select e from Enrolment e where e.person = :person order by e.session, e.id",
                Enrolment.class)
            .setParameter("person", pseudonym.toString())
            .getResultList();
    EnrolmentRepository enrolments = new EnrolmentRepository(manager);
    int givenUp = 0;
    Map<UUID, String> statements = new HashMap<>();
    for (Enrolment enrolment : all) {
      givenUp += giveUp(manager, enrolment) ? 1 : 0;
      for (Attendance attendance : enrolments.attendances(enrolment)) {
        statements.put(attendance.statement(), Erased.UNKNOWN);
        attendance.voidingStatement().ifPresent(id -> statements.put(id, Erased.UNKNOWN));
      }
    }
    return new Erased(
        Map.of("futureEnrolments", givenUp), Map.of("enrolments", all.size()), statements);
  }

  /** Whether somebody was still to come, and is not any more. */
  private boolean giveUp(EntityManager manager, Enrolment enrolment) {
    boolean waitsOrIsToCome =
        enrolment.status() == EnrolmentStatus.ENROLLED
            || enrolment.status() == EnrolmentStatus.WAITING;
    if (!waitsOrIsToCome) {
      return false;
    }
    Session session = new SessionRepository(manager).findLocked(enrolment.session()).orElseThrow();
    // Somebody may have moved up, or been signed off, before the lock was ours.
    manager.refresh(enrolment);
    Instant now = clock.instant();
    if (!enrolment.status().live() || session.hasBegun(now)) {
      return false;
    }
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Optional<Masterclass> masterclass = Masterclass.find(lease.snapshot(), session.masterclass());
      if (masterclass.isPresent()) {
        places.signOff(manager, session, masterclass.get(), enrolment, now);
      } else {
        // It has left the catalogue: nobody moves up, and there is nothing to tell of it.
        places.end(manager, enrolment, EndedBecause.SIGNED_OFF, now);
      }
    }
    return true;
  }

  /** Counted from the end of the session. Sessions stay: statements name them. */
  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    List<String> ended =
        manager
            .createQuery(
                "select e.id from Enrolment e, Session s where e.session = s.id"
                    + " and s.endsAt < :end order by s.endsAt, e.id",
                String.class)
            .setParameter("end", end)
            .setMaxResults(limit)
            .getResultList();
    if (ended.isEmpty()) {
      return 0;
    }
    manager
        .createQuery("delete from Attendance a where a.enrolment in :enrolments")
        .setParameter("enrolments", ended)
        .executeUpdate();
    int removed =
        manager
            .createQuery("delete from Enrolment e where e.id in :enrolments")
            .setParameter("enrolments", ended)
            .executeUpdate();
    manager
        .createNativeQuery(
            "delete from masterclass_registration where opened_at < ?1 and not exists"
                + " (select 1 from enrolment where registration = masterclass_registration.id)")
        .setParameter(1, end.toEpochMilli())
        .executeUpdate();
    return removed;
  }

  private static ObjectNode content(Enrolment enrolment, List<Attendance> attendances) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("id", enrolment.id().toString());
    content.put("session", enrolment.session());
    content.put("status", enrolment.status().name());
    content.put("endedBecause", enrolment.endedBecause().map(Enum::name).orElse(null));
    content.put("ticket", enrolment.ticket());
    content.put("registration", enrolment.registration().map(UUID::toString).orElse(null));
    content.put("recordedAt", enrolment.recordedAt().toString());
    content.put("changedAt", enrolment.changedAt().toString());
    ArrayNode presence = content.putArray("attendance");
    for (Attendance attendance : attendances) {
      presence
          .addObject()
          .put("status", attendance.status().name())
          .put("recordedAt", attendance.recordedAt().toString())
          .put("statement", attendance.statement().toString())
          .put("voided", attendance.voidedAt().isPresent());
    }
    return content;
  }
}
