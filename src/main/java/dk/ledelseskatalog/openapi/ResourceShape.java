package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The resources of one JSON:API type.
 *
 * @param type such as {@code completions}
 * @param description what one of them is
 * @param id the schema of its id
 * @param attributes what it says
 * @param relationships by name
 * @param optionalRelationships those that may be missing
 * @param links names beside {@code self}
 * @param selfLink whether it has an address of its own
 * @param meta what is said about it
 * @param example a whole resource
 */
record ResourceShape(
    String type,
    String description,
    ObjectNode id,
    Members attributes,
    Map<String, Ends> relationships,
    List<String> optionalRelationships,
    List<String> links,
    boolean selfLink,
    Members meta,
    ObjectNode example) {
  ResourceShape {
    relationships = Collections.unmodifiableMap(new LinkedHashMap<>(relationships));
    optionalRelationships = List.copyOf(optionalRelationships);
    links = List.copyOf(links);
  }

  static ResourceShape of(String type, String description, ObjectNode id, Members attributes) {
    return new ResourceShape(
        type,
        description,
        id,
        attributes,
        Map.of(),
        List.of(),
        List.of(),
        true,
        Members.none(),
        Shape.object());
  }

  ResourceShape relationships(Map<String, Ends> all, String... optional) {
    return new ResourceShape(
        type, description, id, attributes, all, List.of(optional), links, selfLink, meta, example);
  }

  ResourceShape linksTo(String... names) {
    return new ResourceShape(
        type,
        description,
        id,
        attributes,
        relationships,
        optionalRelationships,
        List.of(names),
        selfLink,
        meta,
        example);
  }

  ResourceShape withoutSelf() {
    return new ResourceShape(
        type,
        description,
        id,
        attributes,
        relationships,
        optionalRelationships,
        links,
        false,
        meta,
        example);
  }

  ResourceShape meta(Members members) {
    return new ResourceShape(
        type,
        description,
        id,
        attributes,
        relationships,
        optionalRelationships,
        links,
        selfLink,
        members,
        example);
  }

  ResourceShape example(ObjectNode resource) {
    return new ResourceShape(
        type,
        description,
        id,
        attributes,
        relationships,
        optionalRelationships,
        links,
        selfLink,
        meta,
        resource);
  }

  /** What its schema is called among the components: {@code outbox-messages} is OutboxMessages. */
  String component() {
    StringBuilder name = new StringBuilder();
    for (String word : List.of(type.split("-", -1))) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  ObjectNode schema() {
    Members members = Members.none().with("type", Shape.object().put("const", type)).with("id", id);
    members = part(members, "attributes", attributes);
    if (!relationships.isEmpty()) {
      Members ends = Members.none();
      for (Map.Entry<String, Ends> each : relationships.entrySet()) {
        ObjectNode schema = each.getValue().schema();
        ends =
            optionalRelationships.contains(each.getKey())
                ? ends.perhaps(each.getKey(), schema)
                : ends.with(each.getKey(), schema);
      }
      members = part(members, "relationships", ends);
    }
    Members addresses = Members.none();
    if (selfLink) {
      addresses = addresses.with("self", Shape.address());
    }
    for (String name : links) {
      addresses = addresses.with(name, Shape.address());
    }
    members = part(members, "links", addresses);
    members = part(members, "meta", meta);
    ObjectNode schema = members.schema().put("description", description);
    if (!example.isEmpty()) {
      schema.putArray("examples").add(example);
    }
    return schema;
  }

  private static Members part(Members members, String name, Members content) {
    if (content.isEmpty()) {
      return members;
    }
    return content.mayBeAbsent()
        ? members.perhaps(name, content.schema())
        : members.with(name, content.schema());
  }
}
