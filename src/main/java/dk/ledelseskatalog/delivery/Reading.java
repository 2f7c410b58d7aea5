package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document being made: of which release, in which language, with which fields. Used by one
 * thread, once.
 */
final class Reading {
  /**
   * A relationship to more entries than this tells how many and links to them, unless they are
   * included: an entry's document must not grow with the catalogue.
   */
  static final int MAX_LINKAGE = 100;

  private final ReleaseView view;
  private final Addresses addresses;
  private final QueryParameters query;
  private final String language;
  private final FieldSets fields;
  private final Includes includes;
  private boolean danishGiven;
  private boolean englishGiven;

  Reading(ReleaseView view, Addresses addresses, QueryParameters query, String language) {
    this.view = view;
    this.addresses = addresses;
    this.query = query;
    this.language = language;
    this.fields = FieldSets.of(query, view.snapshot().model());
    this.includes = new Includes(view.snapshot());
  }

  ReleaseView view() {
    return view;
  }

  Snapshot snapshot() {
    return view.snapshot();
  }

  Addresses addresses() {
    return addresses;
  }

  QueryParameters query() {
    return query;
  }

  String language() {
    return language;
  }

  Includes includes() {
    return includes;
  }

  Optional<IncludePaths> includePaths(Collection<ContentType> types) {
    return IncludePaths.of(query, snapshot().model(), types);
  }

  /** The meta every document has. */
  ObjectNode meta() {
    return JsonNodeFactory.instance.objectNode().put("release", snapshot().release().number());
  }

  /** Call it when everything to include is gathered: that decides which linkage is told. */
  ResourceObject resource(PublishedEntry entry) {
    EntryAttributes.Delivered delivered = view.attributes().of(entry, language);
    String type = entry.id().type();
    ObjectNode attributes = delivered.json();
    if (!fields.all(type)) {
      attributes = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> attribute : delivered.json().properties()) {
        if (fields.wants(type, attribute.getKey())) {
          attributes.set(attribute.getKey(), attribute.getValue());
        }
      }
    }
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    for (Relationship relationship : entry.type().relationships().values()) {
      if (fields.wants(type, relationship.name())) {
        relationships.put(relationship.name(), relationship(entry, relationship));
      }
    }
    return new ResourceObject(
        identifier(entry.id()),
        attributes,
        relationships,
        links(entry, delivered),
        meta(entry, delivered, attributes));
  }

  /** Its address, and the same in the other language if it is all written in that. */
  private Map<String, Link> links(PublishedEntry entry, EntryAttributes.Delivered delivered) {
    String self = addresses.of(entry.id());
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(self));
    for (String other : delivered.languages()) {
      if (!other.equals(language) && !delivered.localized().isEmpty()) {
        links.put(
            "alternate",
            Link.inLanguage(self + "?" + ContentLanguage.PARAMETER + "=" + other, other));
      }
    }
    return links;
  }

  List<ResourceObject> resources(Collection<PublishedEntry> entries) {
    return entries.stream().map(this::resource).toList();
  }

  /** As the {@code Content-Language} header lists them; the language asked for if no text is. */
  String contentLanguage() {
    if (danishGiven) {
      return englishGiven ? "en, da" : "da";
    }
    return language;
  }

  /** Says that a text of the document is in the language asked for. */
  void gaveLanguageAskedFor() {
    danishGiven |= language.equals("da");
    englishGiven |= language.equals("en");
  }

  static ResourceIdentifier identifier(EntryId id) {
    return new ResourceIdentifier(id.type(), id.id());
  }

  static Linkage linkage(Relationship relationship, List<EntryId> targets) {
    if (relationship.toMany()) {
      return new Linkage.Many(targets.stream().map(Reading::identifier).toList());
    }
    return targets.isEmpty() ? new Linkage.None() : new Linkage.One(identifier(targets.get(0)));
  }

  private RelationshipObject relationship(PublishedEntry entry, Relationship relationship) {
    List<EntryId> targets = entry.related(relationship.name());
    boolean told =
        targets.size() <= MAX_LINKAGE || includes.followed(entry.id(), relationship.name());
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(addresses.relationship(entry.id(), relationship.name())));
    links.put("related", Link.to(addresses.related(entry.id(), relationship.name())));
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    if (!told) {
      meta.put("total", targets.size());
    }
    return new RelationshipObject(
        links, told ? Optional.of(linkage(relationship, targets)) : Optional.empty(), meta);
  }

  private ObjectNode meta(
      PublishedEntry entry, EntryAttributes.Delivered delivered, ObjectNode attributes) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.put("version", entry.version());
    meta.put("release", entry.release());
    meta.put("changedAt", entry.changedAt().toString());
    ArrayNode languages = meta.putArray("languages");
    delivered.languages().forEach(languages::add);
    ArrayNode fallback = JsonNodeFactory.instance.arrayNode();
    for (String name : delivered.localized()) {
      if (!attributes.has(name)) {
        continue;
      }
      if (delivered.fallback().contains(name)) {
        fallback.add(name);
        danishGiven = true;
      } else {
        gaveLanguageAskedFor();
      }
    }
    if (!fallback.isEmpty()) {
      meta.set("fallback", fallback);
    }
    return meta;
  }
}
