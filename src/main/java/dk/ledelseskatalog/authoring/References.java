package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which entries point to which: in what readers see, and in what editors have under way. */
final class References {
  private final Catalogue catalogue;

  References(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * One entry pointing to another.
   *
   * @param by who points
   * @param relationship by which
   * @param published whether readers see that it does
   * @param draft whether the newest version does
   */
  record Use(EntryId by, String relationship, boolean published, boolean draft) {}

  /** Every use of an entry, by type and id. */
  List<Use> usesOf(EntityManager manager, EntryId id) {
    List<Use> uses = new ArrayList<>();
    List<Newest> unpublished =
        new EntryRepository(manager)
            .newest(EntryFilter.UNPUBLISHED, EntryOrder.ID, 0, Integer.MAX_VALUE);
    Set<EntryId> underWay =
        unpublished.stream().map(each -> each.entry().id()).collect(Collectors.toSet());
    try (Catalogue.Lease lease = catalogue.acquire()) {
      for (PublishedEntry entry : published(lease.snapshot())) {
        for (Relationship relationship : entry.type().relationships().values()) {
          if (!relationship.derived() && entry.related(relationship.name()).contains(id)) {
            boolean newest = !underWay.contains(entry.id());
            uses.add(new Use(entry.id(), relationship.name(), true, newest));
          }
        }
      }
    }
    for (Newest newest : unpublished) {
      if (!newest.version().save().archived()) {
        newest
            .version()
            .document()
            .relationships()
            .forEach((name, targets) -> addDraft(uses, newest.entry().id(), name, targets, id));
      }
    }
    uses.sort(Comparator.comparing(Use::by).thenComparing(Use::relationship));
    return uses;
  }

  private static void addDraft(
      List<Use> uses, EntryId by, String relationship, List<EntryId> targets, EntryId id) {
    if (targets.contains(id)) {
      boolean published =
          uses.removeIf(use -> use.by().equals(by) && use.relationship().equals(relationship));
      uses.add(new Use(by, relationship, published, true));
    }
  }

  private static List<PublishedEntry> published(Snapshot snapshot) {
    List<PublishedEntry> all = new ArrayList<>();
    for (ContentType type : snapshot.model().types()) {
      all.addAll(snapshot.entries(type.name()));
    }
    return all;
  }

  /** Whom readers see pointing to an entry that is to go, except entries that change with it. */
  static List<Use> published(Snapshot snapshot, EntryId id, Map<EntryId, ?> changing) {
    List<Use> uses = new ArrayList<>();
    for (PublishedEntry entry : published(snapshot)) {
      if (!changing.containsKey(entry.id())) {
        for (Relationship relationship : entry.type().relationships().values()) {
          if (!relationship.derived() && entry.related(relationship.name()).contains(id)) {
            uses.add(new Use(entry.id(), relationship.name(), true, true));
          }
        }
      }
    }
    return uses;
  }

  /** The refusal to take out what others point to. */
  static JsonApiException stillUsed(EntryId id, List<Use> uses) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode().put("entry", id.toString());
    ArrayNode users = meta.putArray("usedBy");
    uses.forEach(
        use ->
            users
                .addObject()
                .put("entry", use.by().toString())
                .put("relationship", use.relationship())
                .put("published", use.published())
                .put("draft", use.draft()));
    String names =
        String.join(
                ", ", uses.stream().map(use -> use.by().toString()).distinct().limit(5).toList())
            + (uses.size() > 5 ? " …" : "");
    return new JsonApiException(
        ErrorObject.of(
                409,
                "still-used",
                "Andre peger på "
                    + id
                    + ": "
                    + names
                    + ". Ret dem først, eller sig, at det er"
                    + " meningen, med evenIfUsed=true.",
                "Others point to "
                    + id
                    + ": "
                    + names
                    + ". Change them first, or say that it is"
                    + " meant by evenIfUsed=true.")
            .withMeta(meta));
  }
}
