package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseRepository.ReleasedVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    List<ReleasedVersion> versions =
        transactions.inTransaction(
            manager -> new ReleaseRepository(manager).entriesOf(release.number()));
    Map<EntryId, Draft> drafts = new LinkedHashMap<>();
    versions.stream()
        .map(this::draft)
        .sorted(Comparator.comparing((Draft draft) -> draft.document.id()))
        .forEach(draft -> drafts.put(draft.document.id(), draft));
    List<Draft> ordered = new ArrayList<>(drafts.values());
    ordered.sort(catalogueOrder(drafts));
    ordered.forEach(draft -> relate(draft, drafts));
    List<PublishedEntry> entries = ordered.stream().map(Draft::publish).toList();
    return new Snapshot(release, model, entries, indexBuilder.build(model, entries));
  }

  private Draft draft(ReleasedVersion released) {
    EntryDocument document = released.version().document();
    ContentType type =
        model
            .type(document.id().type())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The release holds "
                            + document.id()
                            + ", but content-model/types has no "
                            + document.id().type()
                            + ".json"));
    return new Draft(released, document, type, new HashMap<>());
  }

  /** By type, then by the place of the entry it belongs to, then by its own place, then by id. */
  private Comparator<Draft> catalogueOrder(Map<EntryId, Draft> drafts) {
    List<String> types = model.types().stream().map(ContentType::name).toList();
    return Comparator.comparing((Draft draft) -> types.indexOf(draft.type.name()))
        .thenComparing(draft -> draft.parentPlace(drafts))
        .thenComparing(Draft::place)
        .thenComparing(draft -> draft.document.id());
  }

  /** Called in catalogue order, so that the derived lists come out in it too. */
  private static void relate(Draft draft, Map<EntryId, Draft> drafts) {
    draft
        .document
        .relationships()
        .forEach(
            (name, targets) -> {
              for (EntryId id : targets) {
                Draft target = drafts.get(id);
                if (target == null) {
                  throw new IllegalStateException(
                      draft.document.id()
                          + " points to "
                          + id
                          + " by '"
                          + name
                          + "', but the release does not hold it");
                }
                draft.add(name, id);
                target.type.relationships().values().stream()
                    .filter(other -> isInverse(other, name, draft.type))
                    .forEach(other -> target.add(other.name(), draft.document.id()));
              }
            });
  }

  private static boolean isInverse(Relationship other, String name, ContentType source) {
    return other.inverse().filter(name::equals).isPresent()
        && other.targetTypes().contains(source.name());
  }

  private record Draft(
      ReleasedVersion released,
      EntryDocument document,
      ContentType type,
      Map<String, List<EntryId>> related) {

    void add(String relationship, EntryId target) {
      related.computeIfAbsent(relationship, name -> new ArrayList<>()).add(target);
    }

    double place() {
      return document.attributes().path("order").asDouble(Double.MAX_VALUE);
    }

    double parentPlace(Map<EntryId, Draft> drafts) {
      return type.relationships().values().stream()
          .filter(relationship -> !relationship.derived() && !relationship.toMany())
          .flatMap(
              relationship ->
                  document.relationships().getOrDefault(relationship.name(), List.of()).stream())
          .findFirst()
          .map(drafts::get)
          .map(Draft::place)
          .orElse(Double.MAX_VALUE);
    }

    PublishedEntry publish() {
      return new PublishedEntry(
          document.id(),
          type,
          released.version().version(),
          released.release(),
          released.publishedAt(),
          document.attributes(),
          related);
    }
  }
}
