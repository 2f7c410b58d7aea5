package dk.ledelseskatalog.content;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whole histories of entries, as they are carried from one service to another; within the caller's
 * transaction. Reads and writes one entry at a time, and keeps nothing in memory.
 */
public final class EntryHistories {
  /** Versions read or written before they are let go of. */
  private static final int AT_ONCE = 100;

  private final EntityManager manager;
  private int added;

  public EntryHistories(EntityManager manager) {
    this.manager = manager;
  }

  /** Every entry there is, in the same order on every database. */
  public List<EntryId> ids() {
    return manager
        .createQuery("select e.key.type, e.key.id from Entry e", Object[].class)
        .getResultStream()
        .map(row -> new EntryId((String) row[0], (String) row[1]))
        .sorted()
        .toList();
  }

  public Standing standing(EntryId id) {
    Entry entry = manager.find(Entry.class, new Entry.Key(id));
    manager.detach(entry);
    return entry.standing();
  }

  /** The versions of an entry, first one first. */
  public void versions(EntryId id, Consumer<EntryVersion> reader) {
    for (int after = 0; ; ) {
      List<EntryVersion> some =
          manager
              .createQuery(
                  "select v from EntryVersion v where v.key.type = :type and v.key.id = :id"
                      + " and v.key.version > :after order by v.key.version",
                  EntryVersion.class)
              .setParameter("type", id.type())
              .setParameter("id", id.id())
              .setParameter("after", after)
              .setMaxResults(AT_ONCE)
              .getResultList();
      some.forEach(reader);
      manager.clear();
      if (some.size() < AT_ONCE) {
        return;
      }
      after = some.get(some.size() - 1).version();
    }
  }

  /** Adds a version that was saved elsewhere. */
  public void add(EntryId id, int version, String stored, Save save) {
    manager.persist(new EntryVersion(id, version, stored, save));
    letGo();
  }

  /**
   * Adds an entry as it stood elsewhere, once its versions are added.
   *
   * @param published the version readers see
   * @param release the release that brought it
   */
  public void add(
      EntryId id, Standing standing, Optional<Integer> published, Optional<Integer> release) {
    // The entry refers to its versions.
    manager.flush();
    manager.persist(new Entry(id, standing, published, release));
    letGo();
  }

  private void letGo() {
    if (++added % AT_ONCE == 0) {
      manager.flush();
      manager.clear();
    }
  }

  /** Removes where every entry stands; comes before its versions can go. */
  public void removeEntries() {
    var unused = manager.createNativeQuery("delete from entry").executeUpdate();
  }

  /** Removes every version; nothing may refer to one any more. */
  public void removeVersions() {
    var unused = manager.createNativeQuery("delete from entry_version").executeUpdate();
  }
}
