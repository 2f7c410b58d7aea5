package dk.ledelseskatalog.privacy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nightly runs and their reports, within the caller's transaction. */
final class RetentionReports {
  private static final String SELECT = "select night, started_at, finished_at from retention_run";

  private final EntityManager manager;

  RetentionReports(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Takes the run of a night, or one that its node left unfinished. Of two nodes that ask at once
   * the second fails on the night's key, and asks again.
   *
   * @param dead a run that last told that it is alive before this is nobody's any more
   * @return the night taken; empty if nothing is to be done
   */
  Optional<LocalDate> claim(LocalDate night, Instant now, Instant dead) {
    var unfinished =
        manager
            .createNativeQuery(
                "select night, alive_at from retention_run where finished_at is null"
                    + " order by night for update")
            .getResultList();
    for (Object row : unfinished) {
      if (((Number) ((Object[]) row)[1]).longValue() >= dead.toEpochMilli()) {
        return Optional.empty();
      }
      LocalDate left = LocalDate.parse((String) ((Object[]) row)[0]);
      alive(left, now);
      return Optional.of(left);
    }
    if (find(night).isPresent()) {
      return Optional.empty();
    }
    manager
        .createNativeQuery(
            "insert into retention_run (night, started_at, alive_at) values (?, ?, ?)")
        .setParameter(1, night.toString())
        .setParameter(2, now.toEpochMilli())
        .setParameter(3, now.toEpochMilli())
        .executeUpdate();
    return Optional.of(night);
  }

  /** Adds to what a run has removed of a kind, and tells that it is alive. */
  void removed(LocalDate night, String kind, int rows, Instant now) {
    alive(night, now);
    int changed =
        manager
            .createNativeQuery(
                "update retention_removal set removed = removed + ? where night = ? and kind = ?")
            .setParameter(1, rows)
            .setParameter(2, night.toString())
            .setParameter(3, kind)
            .executeUpdate();
    if (changed == 0) {
      manager
          .createNativeQuery(
              "insert into retention_removal (night, kind, removed) values (?, ?, ?)")
          .setParameter(1, night.toString())
          .setParameter(2, kind)
          .setParameter(3, rows)
          .executeUpdate();
    }
  }

  RetentionReport finish(LocalDate night, Instant now) {
    manager
        .createNativeQuery("update retention_run set finished_at = ? where night = ?")
        .setParameter(1, now.toEpochMilli())
        .setParameter(2, night.toString())
        .executeUpdate();
    return find(night).orElseThrow();
  }

  Optional<RetentionReport> find(LocalDate night) {
    return reports(
            manager
                .createNativeQuery(SELECT + " where night = ?")
                .setParameter(1, night.toString()))
        .stream()
        .findFirst();
  }

  /** Last night first. */
  List<RetentionReport> page(int offset, int limit) {
    return reports(
        manager
            .createNativeQuery(SELECT + " order by night desc")
            .setFirstResult(offset)
            .setMaxResults(limit));
  }

  int count() {
    return ((Number)
            manager.createNativeQuery("select count(*) from retention_run").getSingleResult())
        .intValue();
  }

  private void alive(LocalDate night, Instant now) {
    manager
        .createNativeQuery("update retention_run set alive_at = ? where night = ?")
        .setParameter(1, now.toEpochMilli())
        .setParameter(2, night.toString())
        .executeUpdate();
  }

  private List<RetentionReport> reports(Query query) {
    List<RetentionReport> reports = new ArrayList<>();
    for (Object element : query.getResultList()) {
      Object[] row = (Object[]) element;
      LocalDate night = LocalDate.parse((String) row[0]);
      reports.add(
          new RetentionReport(
              night,
              Instant.ofEpochMilli(((Number) row[1]).longValue()),
              time(row[2]),
              removals(night)));
    }
    return reports;
  }

  private Map<String, Integer> removals(LocalDate night) {
    Map<String, Integer> removed = new TreeMap<>();
    for (Object element :
        manager
            .createNativeQuery("select kind, removed from retention_removal where night = ?")
            .setParameter(1, night.toString())
            .getResultList()) {
      Object[] row = (Object[]) element;
      removed.put((String) row[0], ((Number) row[1]).intValue());
    }
    return removed;
  }

  private static Optional<Instant> time(@Nullable Object column) {
    return Optional.ofNullable((Number) column).map(at -> Instant.ofEpochMilli(at.longValue()));
  }
}
