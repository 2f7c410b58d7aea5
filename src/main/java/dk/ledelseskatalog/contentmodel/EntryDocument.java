package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an entry says: its attributes and the relationships it declares, in the JSON of a catalogue
 * file. Callers treat {@link #attributes} as read-only; nothing in the service changes it.
 *
 * @param id the entry's permanent name
 * @param attributes the {@code attributes} object as its schema allows it
 * @param relationships declared relationships only; a to-one holds at most one id
 */
public record EntryDocument(
    EntryId id, ObjectNode attributes, Map<String, List<EntryId>> relationships) {
  public EntryDocument {
    Map<String, List<EntryId>> copy = new LinkedHashMap<>();
    relationships.forEach((name, targets) -> copy.put(name, List.copyOf(targets)));
    relationships = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the JSON of a catalogue file. The JSON must already satisfy the schema of its type.
   *
   * @throws IllegalArgumentException if type, id or a relationship is not where the schema puts it
   */
  public static EntryDocument of(JsonNode json) {
    EntryId id = new EntryId(text(json, "type"), text(json, "id"));
    Map<String, List<EntryId>> relationships = new LinkedHashMap<>();
    json.path("relationships")
        .properties()
        .forEach(
            member -> {
              List<EntryId> targets = new ArrayList<>();
              if (member.getValue().isArray()) {
                member.getValue().forEach(target -> targets.add(target(target)));
              } else {
                targets.add(target(member.getValue()));
              }
              relationships.put(member.getKey(), targets);
            });
    return json.path("attributes") instanceof ObjectNode attributes
        ? new EntryDocument(id, attributes, relationships)
        : new EntryDocument(id, JsonNodeFactory.instance.objectNode(), relationships);
  }

  /** The same JSON again; a relationship with {@code toMany} in its type is an array. */
  public ObjectNode toJson(ContentType type) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", id.type()).put("id", id.id());
    json.set("attributes", attributes);
    if (!relationships.isEmpty()) {
      ObjectNode members = json.putObject("relationships");
      relationships.forEach(
          (name, targets) -> {
            Relationship relationship = type.relationships().get(name);
            if (relationship != null && relationship.toMany()) {
              ArrayNode array = members.putArray(name);
              targets.forEach(target -> array.add(identifier(target)));
            } else if (!targets.isEmpty()) {
              members.set(name, identifier(targets.get(0)));
            }
          });
    }
    return json;
  }

  private static ObjectNode identifier(EntryId id) {
    return JsonNodeFactory.instance.objectNode().put("type", id.type()).put("id", id.id());
  }

  private static EntryId target(JsonNode json) {
    return new EntryId(text(json, "type"), text(json, "id"));
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + member + "' is missing or not a string: " + json);
    }
    return value.textValue();
  }
}
