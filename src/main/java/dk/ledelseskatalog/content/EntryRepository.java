package dk.ledelseskatalog.content;

import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Entries and their saves, within the caller's transaction. */
public final class EntryRepository {
  private static final String NEWEST =
      " from Entry e, EntryVersion v where v.key.type = e.key.type and v.key.id = e.key.id"
          + " and v.key.version = e.version";

  private final EntityManager manager;

  public EntryRepository(EntityManager manager) {
    this.manager = manager;
  }

  /** An entry and its newest version. */
  public record Newest(Entry entry, EntryVersion version) {}

  public Optional<Entry> find(EntryId id) {
    return Optional.ofNullable(manager.find(Entry.class, new Entry.Key(id)));
  }

  /** The entry as it is now, which nobody else changes before the transaction ends. */
  public Optional<Entry> lock(EntryId id) {
    return Optional.ofNullable(
        manager.find(Entry.class, new Entry.Key(id), LockModeType.PESSIMISTIC_WRITE));
  }

  /** Locks several, always in the same order, so that no two wait for each other. */
  public List<Entry> lock(Collection<EntryId> ids) {
    List<Entry> locked = new ArrayList<>();
    new TreeSet<>(ids).forEach(id -> lock(id).ifPresent(locked::add));
    return locked;
  }

  public Optional<EntryVersion> version(EntryId id, int version) {
    return Optional.ofNullable(manager.find(EntryVersion.class, new EntryVersion.Key(id, version)));
  }

  public Newest newest(Entry entry) {
    return new Newest(entry, version(entry.id(), entry.version()).orElseThrow());
  }

  /** The saves of an entry, last one first. */
  public List<EntryVersion> versions(EntryId id, int offset, int limit) {
    return manager
        .createQuery(
            "select v from EntryVersion v where v.key.type = :type and v.key.id = :id"
                + " order by v.key.version desc",
            EntryVersion.class)
        .setParameter("type", id.type())
        .setParameter("id", id.id())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  /** How the history names everybody who saved one of some versions. */
  public List<String> authors(EntryId id, int afterVersion, int upToVersion) {
    return manager
        .createQuery(
            "select distinct v.createdBy from EntryVersion v where v.key.type = :type"
                + " and v.key.id = :id and v.key.version > :after and v.key.version <= :upTo",
            String.class)
        .setParameter("type", id.type())
        .setParameter("id", id.id())
        .setParameter("after", afterVersion)
        .setParameter("upTo", upToVersion)
        .getResultList();
  }

  /** The newest version of each entry that is looked for. */
  public List<Newest> newest(EntryFilter filter, EntryOrder order, int offset, int limit) {
    TypedQuery<Object[]> query =
        filter.apply(
            manager.createQuery(
                "select e, v" + NEWEST + filter.condition() + " order by " + order.jpql(),
                Object[].class));
    return query.setFirstResult(offset).setMaxResults(limit).getResultList().stream()
        .map(row -> new Newest((Entry) row[0], (EntryVersion) row[1]))
        .toList();
  }

  /** Which versions those are, without what they say. */
  public List<Saved> newestSaves(EntryFilter filter) {
    TypedQuery<Object[]> query =
        filter.apply(
            manager.createQuery(
                "select e.key.type, e.key.id, e.version, v.createdAt"
                    + NEWEST
                    + filter.condition()
                    + " order by "
                    + EntryOrder.ID.jpql(),
                Object[].class));
    return query.getResultList().stream()
        .map(
            row ->
                new Saved(
                    new EntryId((String) row[0], (String) row[1]),
                    (Integer) row[2],
                    (Instant) row[3]))
        .toList();
  }

  /** A save of an entry by its number and time. */
  public record Saved(EntryId entry, int version, Instant at) {}

  public int count(EntryFilter filter) {
    return filter
        .apply(
            manager.createQuery(
                "select count(e.version)" + NEWEST + filter.condition(), Long.class))
        .getSingleResult()
        .intValue();
  }

  /** Saves the first version of many entries at once; each becomes a draft. */
  public List<Newest> saveFirst(
      List<EntryDocument> documents, Function<EntryDocument, ContentType> types, Save save) {
    List<EntryVersion> versions =
        documents.stream()
            .map(document -> new EntryVersion(document, types.apply(document), 1, save))
            .toList();
    versions.forEach(manager::persist);
    // Once, and not for each: a flush looks at everything that was saved before.
    manager.flush();
    return versions.stream()
        .map(
            version -> {
              Entry entry = new Entry(version);
              manager.persist(entry);
              return new Newest(entry, version);
            })
        .toList();
  }

  /**
   * Saves the next version of an entry, which becomes a draft. Of two that save the first version
   * at once the database refuses one.
   *
   * @param locked the entry; empty for a new one
   */
  public Newest save(Optional<Entry> locked, EntryDocument document, ContentType type, Save save) {
    int number = locked.map(Entry::version).orElse(0) + 1;
    EntryVersion version = new EntryVersion(document, type, number, save);
    manager.persist(version);
    // The entry refers to it.
    manager.flush();
    if (locked.isPresent()) {
      locked.get().save(version);
      return new Newest(locked.get(), version);
    }
    Entry entry = new Entry(version);
    manager.persist(entry);
    return new Newest(entry, version);
  }
}
