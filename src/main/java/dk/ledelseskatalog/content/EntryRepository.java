package dk.ledelseskatalog.content;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.List;

/** The saves of entries, within the caller's transaction. */
public final class EntryRepository {
  private final EntityManager manager;

  public EntryRepository(EntityManager manager) {
    this.manager = manager;
  }

  public void add(EntryVersion version) {
    manager.persist(version);
  }

  /** The number the next save of an entry gets. */
  public int nextVersion(EntryId entry) {
    List<Integer> last =
        manager
            .createQuery(
                "select max(v.key.version) from EntryVersion v"
                    + " where v.key.type = :type and v.key.id = :id having count(v.key.version) > 0",
                Integer.class)
            // What waits to be written is of other entries; to write it now for each of
            // thousands would take time by the square of their number.
            .setFlushMode(FlushModeType.COMMIT)
            .setParameter("type", entry.type())
            .setParameter("id", entry.id())
            .getResultList();
    return last.isEmpty() ? 1 : last.get(0) + 1;
  }
}
