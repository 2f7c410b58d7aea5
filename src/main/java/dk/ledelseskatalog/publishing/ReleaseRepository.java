package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.content.EntryVersion;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Releases and what they changed, within the caller's transaction. */
final class ReleaseRepository {
  private final EntityManager manager;

  ReleaseRepository(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Waits until no other transaction on any node publishes, and keeps others out until this one
   * ends.
   */
  void lock() {
    manager.createNativeQuery("select id from publishing_lock for update").getSingleResult();
  }

  Optional<Release> latest() {
    return manager
        .createQuery("select r from Release r order by r.number desc", Release.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  void add(Release release, List<ReleaseChange> changes) {
    manager.persist(release);
    manager.flush();
    changes.forEach(manager::persist);
  }

  /** The entries of a release: of each entry the newest version not newer than the release. */
  List<ReleasedVersion> entriesOf(int release) {
    return manager
        .createQuery(
            "select v, c.key.release, r.publishedAt from EntryVersion v, ReleaseChange c, Release r"
                + " where c.key.type = v.key.type and c.key.id = v.key.id"
                + " and c.version = v.key.version and r.number = c.key.release"
                + " and c.key.release = (select max(d.key.release) from ReleaseChange d"
                + " where d.key.type = c.key.type and d.key.id = c.key.id"
                + " and d.key.release <= :release)",
            Object[].class)
        .setParameter("release", release)
        .getResultStream()
        .map(row -> new ReleasedVersion((EntryVersion) row[0], (Integer) row[1], (Instant) row[2]))
        .toList();
  }

  /**
   * @param release the release that brought this version
   * @param publishedAt when that was
   */
  record ReleasedVersion(EntryVersion version, int release, Instant publishedAt) {}
}
