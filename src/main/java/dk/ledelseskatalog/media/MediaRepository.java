package dk.ledelseskatalog.media;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
