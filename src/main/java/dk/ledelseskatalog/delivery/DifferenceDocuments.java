package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.EntryChange;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what differs between two releases: entry by entry, field by field. */
final class DifferenceDocuments {
  /** Which release to compare with; the current one if it is not there. */
  static final String TO = "filter[to]";

  /** The same in short. It breaks JSON:API's rule for names, so no link of ours has it. */
  static final String SHORT_TO = "to";

  private static final Set<String> PARAMETERS =
      Set.of(TO, SHORT_TO, Page.NUMBER, Page.SIZE, ContentLanguage.PARAMETER);
  private static final int PAGE_SIZE = 50;

  private final Representations representations;
  private final PastReleases past;

  DifferenceDocuments(Representations representations, PastReleases past) {
    this.representations = representations;
    this.past = past;
  }

  /**
   * @param number the release to begin at, as the address has it
   */
  Answer between(ReadRequest request, String number) {
    MediaTypes.requireAcceptable(request.accept());
    int from = past.number(number);
    QueryParameters query = QueryParameters.parse(request.query(), PARAMETERS);
    Optional<String> asked = query.value(TO).or(() -> query.value(SHORT_TO));
    if (query.value(TO).isPresent() && query.value(SHORT_TO).isPresent()) {
      throw QueryParameters.invalid(
          "duplicate-parameter",
          SHORT_TO,
          "\"to\" er det samme som \"filter[to]\"; send kun den ene.",
          "\"to\" is the same as \"filter[to]\"; send only one of them.");
    }
    int to = asked.map(past::number).orElseGet(() -> representations.release().number());
    ReleaseView before = past.view(from);
    ReleaseView after = past.view(to);
    return past.answer(
        request,
        before,
        // The number of the newest is part of the key where nobody named it.
        "/releases/" + from + "/changes/" + to,
        asked.isPresent()
            ? CachePolicy.immutable(after.snapshot().release())
            : representations.policy().current(after.snapshot().release()),
        PARAMETERS,
        reading -> render(reading, after.snapshot()));
  }

  private Document render(Reading reading, Snapshot after) {
    Snapshot before = reading.snapshot();
    List<Difference> differences = differences(before, after);
    Page page = Page.of(reading.query(), PAGE_SIZE);
    reading.gaveLanguageAskedFor();
    return new Document(
        new Document.Data.Many(
            page.of(differences).stream()
                .map(difference -> resource(difference, before, after))
                .toList()),
        Optional.empty(),
        page.links(reading.addresses().of("/changes"), reading.query(), differences.size()),
        JsonNodeFactory.instance
            .objectNode()
            .put("from", before.release().number())
            .put("release", after.release().number())
            .put("total", differences.size()));
  }

  private record Difference(
      EntryId id, Optional<PublishedEntry> before, Optional<PublishedEntry> after) {
    EntryChange.Kind kind() {
      if (before.isEmpty()) {
        return EntryChange.Kind.ADDED;
      }
      return after.isEmpty() ? EntryChange.Kind.REMOVED : EntryChange.Kind.CHANGED;
    }
  }

  /** In catalogue order, what is gone last. */
  private static List<Difference> differences(Snapshot before, Snapshot after) {
    List<Difference> differences = new ArrayList<>();
    for (ContentType type : after.model().types()) {
      for (PublishedEntry entry : after.entries(type.name())) {
        Optional<PublishedEntry> old = before.entry(entry.id());
        if (old.isEmpty() || old.get().version() != entry.version()) {
          differences.add(new Difference(entry.id(), old, Optional.of(entry)));
        }
      }
    }
    for (ContentType type : before.model().types()) {
      for (PublishedEntry entry : before.entries(type.name())) {
        if (after.entry(entry.id()).isEmpty()) {
          differences.add(new Difference(entry.id(), Optional.of(entry), Optional.empty()));
        }
      }
    }
    return differences;
  }

  private ResourceObject resource(Difference difference, Snapshot before, Snapshot after) {
    ObjectNode attributes =
        JsonNodeFactory.instance.objectNode().put("change", difference.kind().word());
    difference.before().ifPresent(entry -> attributes.put("versionBefore", entry.version()));
    difference.after().ifPresent(entry -> attributes.put("version", entry.version()));
    attributes.set("fields", fields(difference));
    int from = before.release().number();
    int to = after.release().number();
    Snapshot holder = difference.after().isPresent() ? after : before;
    String related = representations.addresses().in(holder.release().number()).of(difference.id());
    return new ResourceObject(
        new ResourceIdentifier(
            "changes", from + "-" + to + "." + difference.id().type() + "." + difference.id().id()),
        attributes,
        Map.of(
            "entry",
            new RelationshipObject(
                Map.of("related", Link.to(related)),
                Optional.of(new Linkage.One(Reading.identifier(difference.id()))),
                JsonNodeFactory.instance.objectNode())),
        Map.of(),
        JsonNodeFactory.instance.objectNode());
  }

  private static ArrayNode fields(Difference difference) {
    Map<String, JsonNode> before =
        difference.before().map(DifferenceDocuments::values).orElse(Map.of());
    Map<String, JsonNode> after =
        difference.after().map(DifferenceDocuments::values).orElse(Map.of());
    Set<String> names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      JsonNode old = before.getOrDefault(name, NullNode.instance);
      JsonNode now = after.getOrDefault(name, NullNode.instance);
      if (!old.equals(now)) {
        ObjectNode field = fields.addObject().put("field", name);
        field.set("before", old);
        field.set("after", now);
      }
    }
    return fields;
  }

  /** Everything an editor wrote: attributes in every language, and declared relationships. */
  private static Map<String, JsonNode> values(PublishedEntry entry) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    entry.attributes().properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    for (Relationship relationship : entry.type().relationships().values()) {
      if (!relationship.derived()) {
        ArrayNode targets = JsonNodeFactory.instance.arrayNode();
        for (EntryId target : entry.related(relationship.name())) {
          targets.addObject().put("type", target.type()).put("id", target.id());
        }
        if (!targets.isEmpty()) {
          values.put(relationship.name(), relationship.toMany() ? targets : targets.get(0));
        }
      }
    }
    return values;
  }
}
