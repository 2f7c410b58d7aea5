package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All releases and what each changed, as they are carried from one service to another; within the
 * caller's transaction.
 */
public final class ReleaseHistory {
  private final EntityManager manager;

  public ReleaseHistory(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * A release and what it changed against the one before.
   *
   * @param changes the version shown from it on; empty for an entry it took out
   */
  public record Made(ReleaseInfo release, SortedMap<EntryId, Optional<Integer>> changes) {
    public Made {
      changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }
  }

  /** Keeps everybody else from making releases until the caller's transaction ends. */
  public void lock() {
    new ReleaseRepository(manager).lock();
  }

  /** The number of the newest release; 0 before the first. */
  public int newest() {
    return new ReleaseRepository(manager).latest().map(Release::number).orElse(0);
  }

  /** One release; those from 1 to {@link #newest} are there. */
  public Made read(int number) {
    SortedMap<EntryId, Optional<Integer>> changes = new TreeMap<>();
    manager
        .createQuery(
            "select c from ReleaseChange c where c.key.release = :number", ReleaseChange.class)
        .setParameter("number", number)
        .getResultStream()
        .forEach(change -> changes.put(change.entryId(), change.version()));
    ReleaseInfo info = new ReleaseRepository(manager).find(number).orElseThrow().info();
    manager.clear();
    return new Made(info, changes);
  }

  /** Adds a release that was made elsewhere; what it changed comes later. */
  public void add(ReleaseInfo release) {
    new ReleaseRepository(manager)
        .add(
            new Release(
                release.number(), release.publishedAt(), release.publishedBy(), release.note()));
  }

  /** Adds what a release changed, once the versions are there. */
  public void addChanges(int release, Map<EntryId, Optional<Integer>> changes) {
    changes.forEach(
        (id, version) -> manager.persist(new ReleaseChange(release, id, version.orElse(null))));
    manager.flush();
    manager.clear();
  }

  /** Removes every release. What refers to one, such as an entry, must let go of it first. */
  public void removeAll() {
    for (String table : List.of("release_change", "release")) {
      var unused = manager.createNativeQuery("delete from " + table).executeUpdate();
    }
  }
}
