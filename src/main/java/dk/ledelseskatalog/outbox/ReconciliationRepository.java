package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.jsonapi.Page;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reconciliations and their differences, within the caller's transaction. */
final class ReconciliationRepository {
  /** Most differences of one that are kept; it is done again when these are put right. */
  static final int KEPT = 1_000;

  private final EntityManager manager;

  ReconciliationRepository(EntityManager manager) {
    this.manager = manager;
  }

  void add(UUID id, Instant since, String reason, UUID requestedBy, Instant now) {
    manager
        .createNativeQuery(
            "insert into reconciliation (id, since, reason, requested_by, state, started_at,"
                + " alive_at, listed, compared, missing, unknown_to_us, different)"
                + " values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)")
        .setParameter(1, id.toString())
        .setParameter(2, since.toEpochMilli())
        .setParameter(3, reason)
        .setParameter(4, requestedBy.toString())
        .setParameter(5, Reconciliation.Phase.RUNNING.name())
        .setParameter(6, now.toEpochMilli())
        .setParameter(7, now.toEpochMilli())
        .executeUpdate();
  }

  Optional<Reconciliation> find(UUID id) {
    return Optional.ofNullable(manager.find(Reconciliation.class, id.toString()));
  }

  /** One page, newest first. */
  List<Reconciliation> list(Page page) {
    return manager
        .createQuery(
            "select r from Reconciliation r order by r.startedAt desc, r.id desc",
            Reconciliation.class)
        .setFirstResult(page.offset())
        .setMaxResults(page.size())
        .getResultList();
  }

  int count() {
    return Math.toIntExact(
        manager.createQuery("select count(r) from Reconciliation r", Long.class).getSingleResult());
  }

  /** Whether one goes on, on whatever node. */
  boolean running(Instant now) {
    return manager
        .createQuery(
            "select r from Reconciliation r where r.state = :running", Reconciliation.class)
        .setParameter("running", Reconciliation.Phase.RUNNING)
        .getResultStream()
        .anyMatch(one -> one.phase(now) == Reconciliation.Phase.RUNNING);
  }

  /** Adds what was found since the last time, and says that it goes on. */
  void progress(UUID id, int listed, int compared, List<Difference> found, Instant now) {
    Reconciliation before = find(id).orElseThrow();
    long kept = before.missing() + before.unknown() + before.different();
    for (Difference difference : found) {
      if (++kept <= KEPT) {
        manager
            .createNativeQuery(
                "insert into reconciliation_difference (reconciliation, number, kind,"
                    + " statement_id) values (?, ?, ?, ?)")
            .setParameter(1, id.toString())
            .setParameter(2, (int) kept)
            .setParameter(3, difference.kind().name())
            .setParameter(4, difference.statementId().toString())
            .executeUpdate();
      }
    }
    manager
        .createQuery(
            "update Reconciliation r set r.aliveAt = :now, r.listed = r.listed + :listed,"
                + " r.compared = r.compared + :compared, r.missing = r.missing + :missing,"
                + " r.unknown = r.unknown + :unknown, r.different = r.different + :different"
                + " where r.id = :id")
        .setParameter("now", now)
        .setParameter("listed", (long) listed)
        .setParameter("compared", (long) compared)
        .setParameter("missing", count(found, Difference.Kind.MISSING))
        .setParameter("unknown", count(found, Difference.Kind.UNKNOWN))
        .setParameter("different", count(found, Difference.Kind.DIFFERENT))
        .setParameter("id", id.toString())
        .executeUpdate();
  }

  void end(UUID id, Optional<String> failure, Instant now) {
    manager
        .createQuery(
            "update Reconciliation r set r.state = :state, r.endedAt = :now, r.aliveAt = :now,"
                + " r.failure = :failure where r.id = :id")
        .setParameter(
            "state", failure.isPresent() ? Reconciliation.Phase.FAILED : Reconciliation.Phase.DONE)
        .setParameter("now", now)
        .setParameter("failure", failure.orElse(null))
        .setParameter("id", id.toString())
        .executeUpdate();
  }

  /** The first {@link #KEPT} differences, in the order they were found. */
  List<Difference> differences(UUID id) {
    List<Difference> differences = new ArrayList<>();
    for (Object row :
        manager
            .createNativeQuery(
                "select kind, statement_id from reconciliation_difference"
                    + " where reconciliation = ? order by number")
            .setParameter(1, id.toString())
            .getResultList()) {
      Object[] columns = (Object[]) row;
      differences.add(
          new Difference(
              Difference.Kind.valueOf((String) columns[0]), UUID.fromString((String) columns[1])));
    }
    return differences;
  }

  private static long count(List<Difference> found, Difference.Kind kind) {
    return found.stream().filter(difference -> difference.kind() == kind).count();
  }
}
