package dk.ledelseskatalog.content;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
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
            .setParameter("type", entry.type())
            .setParameter("id", entry.id())
            .getResultList();
    return last.isEmpty() ? 1 : last.get(0) + 1;
  }
}
