package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The resources of one JSON:API type. Never changes: each word adds to a copy, and what a word does
 * not say keeps its default.
 */
final class ResourceShape {
  private final String type;
  private final String description;
  private final ObjectNode id;
  private final Members attributes;
  private Members relationships = Members.none();
  private Members links = Members.none().with("self", Shape.address());
  private Members meta = Members.none();
  private ObjectNode example = Shape.object();

  private ResourceShape(String type, String description, ObjectNode id, Members attributes) {
    this.type = type;
    this.description = description;
    this.id = id;
    this.attributes = attributes;
  }

  /**
   * A type with an address of its own for each resource.
   *
   * @param type such as {@code completions}
   * @param description what one of them is
   * @param id the schema of its id
   * @param attributes what it says
   */
  static ResourceShape of(String type, String description, ObjectNode id, Members attributes) {
    return new ResourceShape(type, description, id, attributes);
  }

  /**
   * @param all by name
   * @param optional those that may be missing
   */
  ResourceShape relationships(Map<String, Ends> all, String... optional) {
    Members ends = Members.none();
    for (Map.Entry<String, Ends> each : all.entrySet()) {
      ObjectNode schema = each.getValue().schema();
      ends =
          List.of(optional).contains(each.getKey())
              ? ends.perhaps(each.getKey(), schema)
              : ends.with(each.getKey(), schema);
    }
    Members relationships = ends;
    return with(copy -> copy.relationships = relationships);
  }

  /** Links beside {@code self} that are always there. */
  ResourceShape linksTo(String name) {
    return with(copy -> copy.links = links.with(name, Shape.address()));
  }

  /** A link to the same in another language, where it is written in one. */
  ResourceShape translated() {
    return with(copy -> copy.links = links.perhaps("alternate", Shape.reference("Translation")));
  }

  ResourceShape withoutSelf() {
    return with(copy -> copy.links = Members.none());
  }

  /** What is said about one of them. */
  ResourceShape meta(Members members) {
    return with(copy -> copy.meta = members);
  }

  /** A whole resource. */
  ResourceShape example(ObjectNode resource) {
    return with(copy -> copy.example = resource);
  }

  private ResourceShape with(Consumer<ResourceShape> change) {
    ResourceShape copy = new ResourceShape(type, description, id, attributes);
    copy.relationships = relationships;
    copy.links = links;
    copy.meta = meta;
    copy.example = example;
    change.accept(copy);
    return copy;
  }

  String type() {
    return type;
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
    members = part(members, "relationships", relationships);
    members = part(members, "links", links);
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
