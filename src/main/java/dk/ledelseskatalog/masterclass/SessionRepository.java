package dk.ledelseskatalog.masterclass;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Queries for sessions. The names in them are ours; what a caller sent is only a parameter. */
final class SessionRepository {
  /** What every session's id looks like; nothing else is asked of the database. */
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,250}");

  private final EntityManager manager;

  SessionRepository(EntityManager manager) {
    this.manager = manager;
  }

  Optional<Session> find(String id) {
    return ID.matcher(id).matches()
        ? Optional.ofNullable(manager.find(Session.class, id))
        : Optional.empty();
  }

  /** A session as it is once nobody else can change it; empty if there is none. */
  Optional<Session> findLocked(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Optional<String> masterclass =
        manager
            .createQuery("select s.masterclass from Session s where s.id = :id", String.class)
            .setParameter("id", id)
            .getResultStream()
            .findFirst();
    masterclass.ifPresent(held -> MasterclassLock.hold(manager, held));
    return masterclass.flatMap(held -> find(id));
  }

  /** The ids of a masterclass's sessions that are not cancelled. */
  Set<String> notCancelled(String masterclass) {
    return new HashSet<>(
        manager
            .createQuery(
                "select s.id from Session s where s.masterclass = :masterclass"
                    + " and s.status <> :cancelled",
                String.class)
            .setParameter("masterclass", masterclass)
            .setParameter("cancelled", SessionStatus.CANCELLED)
            .getResultList());
  }

  int count(SessionQuery asked) {
    return Math.toIntExact(query("select count(s)", "", Long.class, asked).getSingleResult());
  }

  List<Session> page(SessionQuery asked) {
    String direction = asked.latestFirst() ? " desc" : "";
    return query(
            "select s",
            " order by s.startsAt" + direction + ", s.id" + direction,
            Session.class,
            asked)
        .setFirstResult(asked.page().offset())
        .setMaxResults(asked.page().size())
        .getResultList();
  }

  private <T> TypedQuery<T> query(
      String select, String order, Class<T> result, SessionQuery asked) {
    String where =
        asked.masterclass().map(id -> " and s.masterclass = :masterclass").orElse("")
            + asked.status().map(status -> " and s.status = :status").orElse("")
            + asked.from().map(from -> " and s.startsAt >= :from").orElse("")
            + asked.to().map(to -> " and s.startsAt < :to").orElse("");
    TypedQuery<T> query =
        manager.createQuery(
            select + " from Session s" + where.replaceFirst(" and", " where") + order, result);
    asked.masterclass().ifPresent(id -> query.setParameter("masterclass", id));
    asked.status().ifPresent(status -> query.setParameter("status", status));
    asked.from().ifPresent(from -> query.setParameter("from", from));
    asked.to().ifPresent(to -> query.setParameter("to", to));
    return query;
  }

  /** The sessions with how full each is. */
  List<SessionView> views(List<Session> sessions) {
    Map<String, Integer> enrolled = new HashMap<>();
    Map<String, Integer> waiting = new HashMap<>();
    for (Object[] row : counts(sessions.stream().map(Session::id).toList())) {
      EnrolmentStatus status = (EnrolmentStatus) row[1];
      Map<String, Integer> count = status.takesAPlace() ? enrolled : waiting;
      if (status.live()) {
        count.merge((String) row[0], Math.toIntExact((Long) row[2]), Integer::sum);
      }
    }
    return sessions.stream()
        .map(
            session ->
                new SessionView(
                    session,
                    enrolled.getOrDefault(session.id(), 0),
                    waiting.getOrDefault(session.id(), 0)))
        .toList();
  }

  SessionView view(Session session) {
    return views(List.of(session)).get(0);
  }

  private List<Object[]> counts(Collection<String> sessions) {
    if (sessions.isEmpty()) {
      return List.of();
    }
    return manager
        .createQuery(
            "select e.session, e.status, count(e) from Enrolment e where e.session in :sessions"
                + " group by e.session, e.status",
            Object[].class)
        .setParameter("sessions", sessions)
        .getResultList();
  }
}
