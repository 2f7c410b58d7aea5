package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.EntryChange;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.ReleaseSummary;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases and what they changed, within the caller's transaction. */
final class ReleaseRepository {
  /** Each change beside the one before it of the same entry, if there was one. */
  private static final String CHANGES =
      " from release_change c join release r on r.number = c.release_number"
          + " left join release_change p on p.type = c.type and p.id = c.id"
          + " and p.release_number = (select max(e.release_number) from release_change e"
          + " where e.type = c.type and e.id = c.id and e.release_number < c.release_number)";

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

  Optional<Release> find(int number) {
    return Optional.ofNullable(manager.find(Release.class, number));
  }

  /** Releases counting down from a number, each with its figures. */
  List<ReleaseSummary> summaries(int from, int limit) {
    List<Release> releases =
        manager
            .createQuery(
                "select r from Release r where r.number <= :from order by r.number desc",
                Release.class)
            .setParameter("from", from)
            .setMaxResults(limit)
            .getResultList();
    if (releases.isEmpty()) {
      return List.of();
    }
    int newest = releases.get(0).number();
    Map<Integer, Figures> figures = figures(releases.get(releases.size() - 1).number(), newest);
    List<ReleaseSummary> summaries = new ArrayList<>();
    int entries = size(newest);
    for (Release release : releases) {
      Figures what = figures.getOrDefault(release.number(), new Figures(0, 0, 0));
      summaries.add(
          new ReleaseSummary(release.info(), entries, what.added, what.changed, what.removed));
      entries += what.removed - what.added;
    }
    return summaries;
  }

  private record Figures(int added, int changed, int removed) {}

  private Map<Integer, Figures> figures(int oldest, int newest) {
    Query query =
        manager
            .createNativeQuery(
                "select c.release_number, sum(case when c.version is not null and p.version is null"
                    + " then 1 else 0 end), sum(case when c.version is not null and p.version is"
                    + " not null then 1 else 0 end), sum(case when c.version is null and p.version"
                    + " is not null then 1 else 0 end)"
                    + CHANGES
                    + " where c.release_number between ?1 and ?2 group by c.release_number")
            .setParameter(1, oldest)
            .setParameter(2, newest);
    Map<Integer, Figures> figures = new LinkedHashMap<>();
    for (Object row : query.getResultList()) {
      Object[] columns = (Object[]) row;
      figures.put(
          number(columns[0]),
          new Figures(number(columns[1]), number(columns[2]), number(columns[3])));
    }
    return figures;
  }

  /** How many entries a release has. */
  private int size(int release) {
    return manager
        .createQuery(
            "select count(c.version) from ReleaseChange c"
                + " where c.key.release = (select max(d.key.release) from ReleaseChange d"
                + " where d.key.type = c.key.type and d.key.id = c.key.id"
                + " and d.key.release <= :release)",
            Long.class)
        .setParameter("release", release)
        .getSingleResult()
        .intValue();
  }

  /** Changes behind a place, by release and entry. */
  List<EntryChange> changes(EntryChange.Place after, int upTo, int limit) {
    Query query =
        manager
            .createNativeQuery(
                "select c.release_number, r.published_at, r.published_by, r.note, c.type, c.id,"
                    + " c.version, p.version as version_before"
                    + CHANGES
                    + " where c.release_number between ?1 and ?2 and (c.release_number > ?1"
                    + " or c.type > ?3 or (c.type = ?3 and c.id > ?4))"
                    + " order by c.release_number, c.type, c.id")
            .setParameter(1, after.release())
            .setParameter(2, upTo)
            .setParameter(3, after.entry().type())
            .setParameter(4, after.entry().id())
            .setMaxResults(limit);
    List<EntryChange> changes = new ArrayList<>();
    for (Object row : query.getResultList()) {
      Object[] columns = (Object[]) row;
      ReleaseInfo release =
          new ReleaseInfo(
              number(columns[0]),
              Instant.ofEpochMilli(((Number) columns[1]).longValue()),
              (String) columns[2],
              (String) columns[3]);
      changes.add(
          new EntryChange(
              release,
              new EntryId((String) columns[4], (String) columns[5]),
              Optional.ofNullable(columns[6]).map(ReleaseRepository::number),
              columns[7] != null));
    }
    return changes;
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }

  /** Adds a release that changes nothing yet. */
  void add(Release release) {
    manager.persist(release);
    // Its changes refer to it.
    manager.flush();
  }

  /** Which version a release has of each entry it holds. */
  Map<EntryId, Integer> versionsOf(int release) {
    Map<EntryId, Integer> versions = new LinkedHashMap<>();
    manager
        .createQuery(
            "select c from ReleaseChange c where c.version is not null"
                + " and c.key.release = (select max(d.key.release) from ReleaseChange d"
                + " where d.key.type = c.key.type and d.key.id = c.key.id"
                + " and d.key.release <= :release)",
            ReleaseChange.class)
        .setParameter("release", release)
        .getResultStream()
        .forEach(
            change ->
                change.version().ifPresent(version -> versions.put(change.entryId(), version)));
    return versions;
  }

  /** The entries of a release: of each entry the newest version not newer than the release. */
  List<ReleasedVersion> entriesOf(int release) {
    return changed(0, release).stream().flatMap(change -> change.version().stream()).toList();
  }

  /** What one release shows otherwise than another that came before it. */
  List<Changed> changed(int before, int release) {
    // Values, not entities: the bookkeeping of those would take more than a large catalogue does.
    return manager
        .createQuery(
            "select c.key.type, c.key.id, c.version, c.key.release, r.publishedAt, v.document"
                + " from ReleaseChange c join Release r on r.number = c.key.release"
                + " left join EntryVersion v on v.key.type = c.key.type"
                + " and v.key.id = c.key.id and v.key.version = c.version"
                + " where c.key.release > :before and c.key.release ="
                + " (select max(d.key.release) from ReleaseChange d"
                + " where d.key.type = c.key.type and d.key.id = c.key.id"
                + " and d.key.release <= :release)",
            Object[].class)
        .setParameter("before", before)
        .setParameter("release", release)
        .getResultStream()
        .map(ReleaseRepository::changed)
        .toList();
  }

  private static Changed changed(Object[] row) {
    EntryId entry = new EntryId((String) row[0], (String) row[1]);
    return new Changed(
        entry,
        Optional.ofNullable((String) row[5])
            .map(
                stored ->
                    new ReleasedVersion(
                        EntryVersion.document(stored),
                        number(row[2]),
                        number(row[3]),
                        (Instant) row[4])));
  }

  /**
   * An entry that another release shows otherwise.
   *
   * @param version empty if it is taken out
   */
  record Changed(EntryId entry, Optional<ReleasedVersion> version) {}

  /**
   * An entry as a release has it.
   *
   * @param release the release that brought this version
   * @param publishedAt when that was
   */
  record ReleasedVersion(EntryDocument document, int version, int release, Instant publishedAt) {}
}
