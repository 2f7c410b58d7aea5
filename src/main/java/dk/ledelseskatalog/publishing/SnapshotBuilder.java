package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseRepository.Changed;
import dk.ledelseskatalog.publishing.ReleaseRepository.ReleasedVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the snapshot of a release from the database. Thread-safe. */
final class SnapshotBuilder {
  private final Transactions transactions;
  private final ContentModel model;
  private final SearchIndex.Builder indexBuilder;

  SnapshotBuilder(Transactions transactions, ContentModel model, SearchIndex.Builder indexBuilder) {
    this.transactions = transactions;
    this.model = model;
    this.indexBuilder = indexBuilder;
  }

  /**
   * @throws IllegalStateException if the release holds an entry that the content model does not
   *     know, or one that points to an entry the release does not hold
   */
  Snapshot build(ReleaseInfo release) {
    List<PublishedEntry> entries = published(drafts(release), SnapshotBuilder::refuse);
    return new Snapshot(release, model, entries, indexBuilder.build(model, entries));
  }

  /**
   * A release as it would be with other versions of some entries, or with some more. What points to
   * an entry that is not in it is left out.
   */
  Snapshot preview(Snapshot before, List<EntryVersion> instead) {
    ReleaseInfo release = before.release();
    Map<EntryId, Draft> drafts = drafts(before);
    instead.forEach(version -> drafts.remove(version.entryId()));
    drafts.putAll(
        draftsOf(
            instead.stream()
                .filter(version -> !version.save().archived())
                .map(
                    version ->
                        new ReleasedVersion(
                            version.document(),
                            version.version(),
                            release.number(),
                            version.save().at()))
                .toList()));
    List<PublishedEntry> entries = published(drafts, (source, relationship, target) -> {});
    return new Snapshot(release, model, entries, indexBuilder.build(model, entries));
  }

  /** Those of a snapshot, as they were before others pointed to them. */
  private Map<EntryId, Draft> drafts(Snapshot snapshot) {
    Map<EntryId, Draft> drafts = new HashMap<>();
    model.types().stream()
        .flatMap(type -> snapshot.entries(type.name()).stream())
        .forEach(entry -> drafts.put(entry.id(), Draft.of(entry)));
    return drafts;
  }

  private Map<EntryId, Draft> drafts(ReleaseInfo release) {
    return draftsOf(
        transactions.inTransaction(
            manager -> new ReleaseRepository(manager).entriesOf(release.number())));
  }

  private Map<EntryId, Draft> draftsOf(List<ReleasedVersion> versions) {
    KnownPictures pictures =
        KnownPictures.of(transactions, versions.stream().map(this::texts).toList());
    Map<EntryId, Draft> drafts = new HashMap<>();
    versions.forEach(version -> drafts.put(version.document().id(), draft(version, pictures)));
    return drafts;
  }

  private KnownPictures.Texts texts(ReleasedVersion released) {
    return new KnownPictures.Texts(
        type(released.document().id()), released.document().attributes());
  }

  /** What is done about an entry that points to one that is not there. */
  private interface Dangling {
    void meet(EntryId source, String relationship, EntryId target);
  }

  private static void refuse(EntryId source, String relationship, EntryId target) {
    throw new IllegalStateException(
        source
            + " points to "
            + target
            + " by '"
            + relationship
            + "', but the release does not hold it");
  }

  /**
   * The same, and most of it taken over from the snapshot of a release that came before.
   *
   * @param before held open by the caller
   */
  Snapshot build(ReleaseInfo release, Snapshot before) {
    Map<EntryId, Draft> drafts = drafts(before);
    List<Changed> changes =
        transactions.inTransaction(
            manager ->
                new ReleaseRepository(manager)
                    .changed(before.release().number(), release.number()));
    changes.forEach(changed -> drafts.remove(changed.entry()));
    drafts.putAll(draftsOf(changes.stream().flatMap(change -> change.version().stream()).toList()));
    List<PublishedEntry> entries = published(drafts, SnapshotBuilder::refuse);
    return new Snapshot(
        release, model, entries, indexBuilder.rebuild(model, entries, before.searchIndex()));
  }

  private List<PublishedEntry> published(Map<EntryId, Draft> drafts, Dangling dangling) {
    Map<String, Integer> types = new HashMap<>();
    model.types().forEach(type -> types.put(type.name(), types.size()));
    List<Draft> ordered = new ArrayList<>(drafts.values());
    ordered.forEach(draft -> draft.findPlace(types.getOrDefault(draft.type.name(), -1), drafts));
    Collections.sort(ordered);
    ordered.forEach(draft -> relate(draft, drafts, dangling));
    return ordered.stream().map(Draft::publish).toList();
  }

  private ContentType type(EntryId id) {
    return model
        .type(id.type())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The release holds "
                        + id
                        + ", but content-model/types has no "
                        + id.type()
                        + ".json"));
  }

  private Draft draft(ReleasedVersion released, KnownPictures pictures) {
    EntryDocument document = released.document();
    return new Draft(
        new PublishedEntry(
            document.id(),
            type(document.id()),
            released.version(),
            released.release(),
            released.publishedAt(),
            pictures.tell(texts(released)),
            document.relationships()));
  }

  /** Called in catalogue order, so that the derived lists come out in it too. */
  private static void relate(Draft draft, Map<EntryId, Draft> drafts, Dangling dangling) {
    draft.declared.forEach(
        (name, targets) -> {
          for (EntryId id : targets) {
            Draft target = drafts.get(id);
            if (target == null) {
              dangling.meet(draft.id, name, id);
              continue;
            }
            draft.add(name, id);
            for (Relationship other : target.type.relationships().values()) {
              if (isInverse(other, name, draft.type)) {
                target.add(other.name(), draft.id);
              }
            }
          }
        });
  }

  private static boolean isInverse(Relationship other, String name, ContentType source) {
    return other.inverse().filter(name::equals).isPresent()
        && other.targetTypes().contains(source.name());
  }

  /**
   * An entry while it finds its place in the release: by type, then by the place of the entry it
   * belongs to, then by its own place, then by id.
   */
  private static final class Draft implements Comparable<Draft> {
    private static final Comparator<Draft> CATALOGUE_ORDER =
        Comparator.comparingInt((Draft draft) -> draft.typePlace)
            .thenComparingDouble(draft -> draft.parentPlace)
            .thenComparingDouble(draft -> draft.place)
            .thenComparing(draft -> draft.id);

    private final EntryId id;
    private final ContentType type;
    private final PublishedEntry entry;
    private final Map<String, List<EntryId>> declared;
    private final Map<String, List<EntryId>> related = new HashMap<>();
    private final double place;
    private int typePlace;
    private double parentPlace = Double.MAX_VALUE;

    /**
     * @param entry with the relationships it declares
     */
    Draft(PublishedEntry entry) {
      this(entry, entry.related());
    }

    private Draft(PublishedEntry entry, Map<String, List<EntryId>> declared) {
      this.id = entry.id();
      this.type = entry.type();
      this.entry = entry;
      this.declared = declared;
      this.place = entry.attributes().path("order").asDouble(Double.MAX_VALUE);
    }

    /** An entry of a release before: what it was given by others is left behind. */
    static Draft of(PublishedEntry entry) {
      Map<String, List<EntryId>> declared = new HashMap<>(entry.related());
      declared
          .keySet()
          .removeIf(
              name ->
                  Optional.ofNullable(entry.type().relationships().get(name))
                      .map(Relationship::derived)
                      .orElse(false));
      return new Draft(entry, declared);
    }

    void findPlace(int placeOfType, Map<EntryId, Draft> drafts) {
      typePlace = placeOfType;
      for (Relationship relationship : type.relationships().values()) {
        if (!relationship.derived() && !relationship.toMany()) {
          for (EntryId parent : declared.getOrDefault(relationship.name(), List.of())) {
            Draft found = drafts.get(parent);
            parentPlace = found == null ? Double.MAX_VALUE : found.place;
            return;
          }
        }
      }
    }

    void add(String relationship, EntryId target) {
      related.computeIfAbsent(relationship, name -> new ArrayList<>()).add(target);
    }

    /** The entry as it was, if it still is. */
    PublishedEntry publish() {
      return entry.related().equals(related)
          ? entry
          : new PublishedEntry(
              id,
              type,
              entry.version(),
              entry.release(),
              entry.changedAt(),
              entry.attributes(),
              related);
    }

    @Override
    public int compareTo(Draft other) {
      return CATALOGUE_ORDER.compare(this, other);
    }
  }
}
