package dk.ledelseskatalog.authoring;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Imports and how far they have come, within the caller's transaction. */
final class ImportRepository {
  /** One that was not seen for so long has died with its node. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration KEPT = Duration.ofDays(90);

  private final EntityManager manager;

  ImportRepository(EntityManager manager) {
    this.manager = manager;
  }

  /** What became of one. By its name it is stored. */
  enum State {
    RUNNING,
    DONE,
    REFUSED,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One import.
   *
   * @param interrupted whether its node died with it; nothing was stored then
   * @param report as JSON, once it is over
   */
  record Import(
      UUID id,
      boolean asDrafts,
      boolean dryRun,
      State state,
      boolean interrupted,
      Instant startedAt,
      int done,
      int total,
      Optional<String> report) {}

  /** Whether one goes on, on any node. */
  Optional<UUID> running(Instant now) {
    List<?> found =
        manager
            .createNativeQuery(
                "select id from catalogue_import where state = 'RUNNING' and seen_at > ?1"
                    + " order by state, seen_at fetch first 1 rows only")
            .setParameter(1, now.minus(SILENCE).toEpochMilli())
            .getResultList();
    return found.stream().map(id -> UUID.fromString((String) id)).findFirst();
  }

  /** Adds one that begins, and forgets those of long ago. */
  void add(UUID id, boolean asDrafts, boolean dryRun, Instant now) {
    var unusedOld =
        manager
            .createNativeQuery("delete from catalogue_import where started_at < ?1")
            .setParameter(1, now.minus(KEPT).toEpochMilli())
            .executeUpdate();
    var unused =
        manager
            .createNativeQuery(
                "insert into catalogue_import (id, as_drafts, dry_run, state, started_at, seen_at,"
                    + " done, total) values (?1, ?2, ?3, 'RUNNING', ?4, ?4, 0, 0)")
            .setParameter(1, id.toString())
            .setParameter(2, asDrafts)
            .setParameter(3, dryRun)
            .setParameter(4, now.toEpochMilli())
            .executeUpdate();
  }

  /** Says that it still goes on, unless it was silent for so long that it was taken for dead. */
  void seen(UUID id, int done, int total, Instant now) {
    var unused =
        manager
            .createNativeQuery(
                "update catalogue_import set done = ?1, total = ?2, seen_at = ?3 where id = ?4"
                    + " and state = 'RUNNING' and seen_at > ?5")
            .setParameter(1, done)
            .setParameter(2, total)
            .setParameter(3, now.toEpochMilli())
            .setParameter(4, id.toString())
            .setParameter(5, now.minus(SILENCE).toEpochMilli())
            .executeUpdate();
  }

  /**
   * Says what is stored, in the transaction that stores it: whoever asks is told of both or of
   * neither, also if the node dies before it could say that it is over.
   *
   * @return false if it was silent for so long that it was taken for dead
   */
  boolean stored(UUID id, String report, Instant now) {
    return manager
            .createNativeQuery(
                "update catalogue_import set report = ?1, seen_at = ?2 where id = ?3"
                    + " and state = 'RUNNING' and seen_at > ?4")
            .setParameter(1, report)
            .setParameter(2, now.toEpochMilli())
            .setParameter(3, id.toString())
            .setParameter(4, now.minus(SILENCE).toEpochMilli())
            .executeUpdate()
        == 1;
  }

  /** Takes all that go on for dead. */
  void silence() {
    var unused =
        manager
            .createNativeQuery("update catalogue_import set seen_at = 0 where state = 'RUNNING'")
            .executeUpdate();
  }

  void over(UUID id, State state, String report, Instant now) {
    var unused =
        manager
            .createNativeQuery(
                "update catalogue_import set state = ?1, report = ?2, seen_at = ?3 where id = ?4")
            .setParameter(1, state.name())
            .setParameter(2, report)
            .setParameter(3, now.toEpochMilli())
            .setParameter(4, id.toString())
            .executeUpdate();
  }

  Optional<Import> find(UUID id, Instant now) {
    List<?> found =
        manager
            .createNativeQuery(
                "select as_drafts, dry_run, state, started_at, seen_at, done, total, report"
                    + " from catalogue_import where id = ?1")
            .setParameter(1, id.toString())
            .getResultList();
    return found.stream().map(row -> read(id, (Object[]) row, now)).findFirst();
  }

  private static Import read(UUID id, Object[] row, Instant now) {
    State state = State.valueOf((String) row[2]);
    Instant seen = Instant.ofEpochMilli(((Number) row[4]).longValue());
    Optional<String> report = Optional.ofNullable((String) row[7]);
    boolean silent = state == State.RUNNING && !seen.isAfter(now.minus(SILENCE));
    // What it brought is stored; only that it is over was never said.
    boolean done = silent && report.isPresent();
    return new Import(
        id,
        (Boolean) row[0],
        (Boolean) row[1],
        done ? State.DONE : state,
        silent && !done,
        Instant.ofEpochMilli(((Number) row[3]).longValue()),
        ((Number) row[5]).intValue(),
        ((Number) row[6]).intValue(),
        report.filter(any -> done || state != State.RUNNING));
  }
}
