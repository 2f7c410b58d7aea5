package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an editor sends of an entry. What its schema says of it is not asked here: a draft may be
 * half; only what could not be kept is refused.
 *
 * @param id the editor's choice of a name; empty where one is to be made of the title
 * @param attributes those that are sent; null for one that is to go
 * @param relationships those that are sent; an empty list for one that is to go
 * @param reason why, in the editor's words
 */
record EntryRequest(
    ContentType type,
    Optional<String> id,
    ObjectNode attributes,
    Map<String, List<EntryId>> relationships,
    Optional<String> reason) {
  private static final String REASON = "/data/meta/reason";

  /**
   * Reads a new entry.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static EntryRequest readCreate(InputStream body, ContentType type) {
    return of(type, RequestDocument.readCreateNamed(body, type.name()));
  }

  /** Reads what is to change in an entry. */
  static EntryRequest readUpdate(InputStream body, ContentType type, String id) {
    return of(type, RequestDocument.readUpdate(body, type.name(), id));
  }

  private static EntryRequest of(ContentType type, RequestDocument document) {
    Set<String> declared =
        type.relationships().values().stream()
            .filter(relationship -> !relationship.derived())
            .map(Relationship::name)
            .collect(Collectors.toSet());
    document.requireOnly(type.attributes().keySet(), declared);
    ObjectNode attributes = document.attributes().deepCopy();
    attributes.retain(type.attributes().keySet());
    Map<String, List<EntryId>> relationships = new LinkedHashMap<>();
    List<ErrorObject> faults = new ArrayList<>();
    for (Relationship relationship : type.relationships().values()) {
      document
          .relationship(relationship.name())
          .flatMap(linkage -> targets(relationship, linkage, faults))
          .ifPresent(targets -> relationships.put(relationship.name(), targets));
    }
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults);
    }
    return new EntryRequest(
        type, document.id(), attributes, relationships, reason(document.meta().path("reason")));
  }

  private static Optional<List<EntryId>> targets(
      Relationship relationship, Linkage linkage, List<ErrorObject> faults) {
    if (linkage instanceof Linkage.Many many && relationship.toMany()) {
      return Optional.of(many.targets().stream().map(EntryRequest::entry).toList());
    }
    if (linkage instanceof Linkage.One one && !relationship.toMany()) {
      return Optional.of(List.of(entry(one.target())));
    }
    if (linkage instanceof Linkage.None && !relationship.toMany()) {
      return Optional.of(List.of());
    }
    String shape = relationship.toMany() ? "[ … ]" : "{ … } / null";
    faults.add(
        ErrorObject.of(
            400,
            "invalid-document",
            Source.pointer("/data/relationships/" + relationship.name() + "/data"),
            "\"" + relationship.name() + "\" skal være " + shape + ".",
            "\"" + relationship.name() + "\" must be " + shape + "."));
    return Optional.empty();
  }

  private static EntryId entry(ResourceIdentifier identifier) {
    return new EntryId(identifier.type(), identifier.id());
  }

  /** The reason an editor gives for a change, if they give one. */
  static Optional<String> reason(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().strip().length() > Save.LONGEST_REASON) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-attribute",
              Source.pointer(REASON),
              "\"reason\" skal være en tekst på højst " + Save.LONGEST_REASON + " tegn.",
              "\"reason\" must be a text of at most " + Save.LONGEST_REASON + " characters."));
    }
    return Optional.of(value.textValue().strip()).filter(text -> !text.isEmpty());
  }

  /** A new entry that says what was sent. */
  EntryDocument document(EntryId named) {
    return changed(new EntryDocument(named, attributes.objectNode(), new LinkedHashMap<>()));
  }

  /** An entry as it was, with what was sent in place of what was there. */
  EntryDocument changed(EntryDocument before) {
    ObjectNode all = before.attributes().deepCopy();
    attributes
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isNull()) {
                all.remove(member.getKey());
              } else {
                all.set(member.getKey(), member.getValue());
              }
            });
    Map<String, List<EntryId>> related = new LinkedHashMap<>(before.relationships());
    related.putAll(relationships);
    related.values().removeIf(List::isEmpty);
    return new EntryDocument(before.id(), inOrder(all), related);
  }

  /** As the schema lists them, so that the same entry is always the same text. */
  private ObjectNode inOrder(ObjectNode all) {
    ObjectNode ordered = all.objectNode();
    type.attributes()
        .keySet()
        .forEach(name -> Optional.ofNullable(all.get(name)).ifPresent(it -> ordered.set(name, it)));
    return ordered;
  }
}
