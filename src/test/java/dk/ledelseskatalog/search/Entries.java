package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.Attribute.Kind;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.contentmodel.Steering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Small catalogues for tests: entries in the order they are added. */
final class Entries {
  private final List<PublishedEntry> entries = new ArrayList<>();

  Entries theme(String id, String title, String tagline) {
    Map<String, ObjectNode> attributes = new LinkedHashMap<>();
    attributes.put("title", danish(title));
    attributes.put("tagline", danish(tagline));
    return add("themes", id, attributes, Map.of());
  }

  Entries inspiration(String id, String theme, String text) {
    return inspiration(id, theme, id, text);
  }

  Entries inspiration(String id, String theme, String title, String text) {
    Map<String, ObjectNode> attributes = new LinkedHashMap<>();
    attributes.put("title", danish(title));
    attributes.put("text", danish(text));
    return add(
        "inspirations", id, attributes, Map.of("theme", List.of(new EntryId("themes", theme))));
  }

  Entries translated(String id, String da, String en) {
    Map<String, ObjectNode> attributes = new LinkedHashMap<>();
    attributes.put("text", danish(da).put("en", en));
    return add("inspirations", id, attributes, Map.of());
  }

  Entries reflection(String id, String audience, int minutes, String text) {
    reflection(id, audience, text);
    entries.get(entries.size() - 1).attributes().put("minutes", minutes);
    return this;
  }

  Entries reflection(String id, String audience, String text) {
    Map<String, ObjectNode> attributes = new LinkedHashMap<>();
    attributes.put("text", danish(text));
    add("reflections", id, attributes, Map.of());
    entries.get(entries.size() - 1).attributes().put("audience", audience);
    return this;
  }

  /** Words that are sought for each other, or for what they mean. */
  Entries synonyms(List<String> terms, List<String> means) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.putObject("terms").set("da", array(terms));
    if (!means.isEmpty()) {
      attributes.putObject("means").set("da", array(means));
    }
    return add(Steering.SYNONYMS, attributes, List.of());
  }

  /** Inspirations that come first for a query. */
  Entries pin(String language, String query, String... inspirations) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.putObject("queries").set(language, array(List.of(query)));
    return add(Steering.PINS, attributes, List.of(inspirations));
  }

  /** Inspirations whose scores are multiplied. */
  Entries boost(double weight, String... inspirations) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("weight", weight);
    return add(Steering.BOOSTS, attributes, List.of(inspirations));
  }

  private Entries add(Steering steering, ObjectNode attributes, List<String> inspirations) {
    String name = steering.name().toLowerCase(Locale.ROOT);
    LocalizedText label = new LocalizedText(name, name);
    ContentType type =
        new ContentType(
            name, label, label, Map.of(), Map.of(), "title", false, false, Optional.of(steering));
    EntryId id = new EntryId(name, name + '-' + entries.size());
    List<EntryId> targets =
        inspirations.stream().map(each -> new EntryId("inspirations", each)).toList();
    entries.add(
        new PublishedEntry(
            id, type, 1, 1, Instant.EPOCH, attributes, Map.of(Steering.ENTRIES, targets)));
    return this;
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private Entries add(
      String type,
      String id,
      Map<String, ObjectNode> attributes,
      Map<String, List<EntryId>> related) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach(json::set);
    entries.add(
        new PublishedEntry(
            new EntryId(type, id), type(type), 1, 1, Instant.EPOCH, json, new HashMap<>(related)));
    return this;
  }

  private static ContentType type(String name) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (Attribute attribute :
        List.of(
            attribute("title", Kind.LOCALIZED_TEXT, SearchRole.TITLE),
            attribute("tagline", Kind.LOCALIZED_TEXT, SearchRole.BODY),
            attribute("text", Kind.LOCALIZED_MARKDOWN, SearchRole.BODY),
            attribute("keywords", Kind.LOCALIZED_TEXTS, SearchRole.KEYWORDS),
            attribute("audience", Kind.STRING, SearchRole.NONE))) {
      attributes.put(attribute.name(), attribute);
    }
    LocalizedText label = new LocalizedText(name, null);
    return new ContentType(
        name, label, label, attributes, Map.of(), "title", false, false, Optional.empty());
  }

  private static Attribute attribute(String name, Kind kind, SearchRole role) {
    return new Attribute(name, new LocalizedText(name, null), kind, false, role);
  }

  private static ObjectNode danish(String text) {
    return JsonNodeFactory.instance.objectNode().put("da", text);
  }

  List<PublishedEntry> list() {
    return entries;
  }

  SearchIndex index() {
    return Danish.BUILDER.build(entries);
  }

  static SearchQuery query(String text) {
    return query(text, Map.of());
  }

  static SearchQuery query(String text, Map<String, List<String>> filters) {
    return new SearchQuery(text, "da", filters, Optional.empty(), 0, 20, false);
  }

  static List<String> ids(SearchResult result) {
    return result.hits().stream().map(hit -> hit.id().id()).toList();
  }
}
