package dk.ledelseskatalog.media;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known of files, within the caller's transaction. */
public final class MediaRepository {
  /** So many names in one question. */
  private static final int AT_ONCE = 500;

  private final EntityManager manager;

  public MediaRepository(EntityManager manager) {
    this.manager = manager;
  }

  public Optional<Media> find(String sha256) {
    return Optional.ofNullable(manager.find(Media.class, sha256));
  }

  /** As it is now, which nobody else changes before the transaction ends. */
  public Optional<Media> lock(String sha256) {
    return Optional.ofNullable(manager.find(Media.class, sha256, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Those of these names that there are. */
  public List<Media> find(Collection<String> names) {
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    List<Media> found = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += AT_ONCE) {
      found.addAll(
          manager
              .createQuery("select m from Media m where m.sha256 in :names", Media.class)
              .setParameter("names", sorted.subList(from, Math.min(from + AT_ONCE, sorted.size())))
              .getResultList());
    }
    return found;
  }

  /** Which of some names are a file's or a variant's. */
  Set<String> namesOf(Collection<String> names) {
    Set<String> found = new TreeSet<>();
    find(names).forEach(media -> found.add(media.sha256()));
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    for (int from = 0; from < sorted.size(); from += AT_ONCE) {
      List<String> some = sorted.subList(from, Math.min(from + AT_ONCE, sorted.size()));
      Query variants =
          manager.createNativeQuery(
              "select distinct sha256 from media_variant where sha256 in (?"
                  + ", ?".repeat(some.size() - 1)
                  + ")");
      for (int i = 0; i < some.size(); i++) {
        variants.setParameter(i + 1, some.get(i));
      }
      for (Object name : variants.getResultList()) {
        found.add((String) name);
      }
    }
    return found;
  }

  /** All of them by name, some at a time. */
  public List<Media> after(String sha256, int limit) {
    return manager
        .createQuery("select m from Media m where m.sha256 > :after order by m.sha256", Media.class)
        .setParameter("after", sha256)
        .setMaxResults(limit)
        .getResultList();
  }

  /** A part of those that are looked for, last one uploaded first. */
  public List<Media> list(MediaFilter filter, int offset, int limit) {
    return filter
        .apply(
            manager.createQuery(
                "select m from Media m"
                    + filter.condition()
                    + " order by m.uploadedAt desc, m.sha256",
                Media.class))
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  /** How many there are, and when the last one came; as long as this is the same, they are. */
  public Inventory inventory() {
    Object[] row =
        (Object[])
            manager
                .createNativeQuery("select count(*), coalesce(max(uploaded_at), 0) from media")
                .getSingleResult();
    return new Inventory(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
  }

  /** What tells one collection of files from a later one. */
  public record Inventory(long files, long newest) {}

  public int count(MediaFilter filter) {
    return filter
        .apply(
            manager.createQuery(
                "select count(m.sha256) from Media m" + filter.condition(), Long.class))
        .getSingleResult()
        .intValue();
  }

  /** Says that a release shows these, so everybody may see them from now on. */
  public void publish(Collection<String> names) {
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    for (int from = 0; from < sorted.size(); from += AT_ONCE) {
      manager
          .createQuery(
              "update Media m set m.published = true"
                  + " where m.published = false and m.sha256 in :names")
          .setParameter("names", sorted.subList(from, Math.min(from + AT_ONCE, sorted.size())))
          .executeUpdate();
    }
  }
}
