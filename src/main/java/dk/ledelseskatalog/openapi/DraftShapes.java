package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.Attribute;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.Relationship;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of each type as editors have them: every attribute and relationship of the type in the
 * shape of a whole one, and none of them required, since a draft may be half.
 */
final class DraftShapes {
  /** Words of a schema that say which shape something has; the others say when it is whole. */
  private static final List<String> OF_SHAPE = List.of("type", "description");

  private final ContentModel model;

  DraftShapes(ContentModel model) {
    this.model = model;
  }

  /**
   * What is shared among the routes, by name.
   *
   * @param links of an entry
   * @param meta of an entry
   */
  Map<String, ObjectNode> components(ObjectNode links, ObjectNode meta) {
    Map<String, ObjectNode> components = new LinkedHashMap<>();
    for (ContentType type : model.types()) {
      components.put(attributesOf(type), attributes(type));
      components.put(
          component(type),
          identity(type)
              .with("id", Shape.text())
              .perhaps("attributes", Shape.reference(attributesOf(type)))
              .perhaps("relationships", relationships(type))
              .with("links", links.deepCopy())
              .with("meta", meta.deepCopy())
              .schema()
              .put(
                  "description",
                  "One "
                      + type.singular().en()
                      + " as editors have it. While meta.faults says so, something is missing or"
                      + " is not as it must be."));
    }
    return components;
  }

  /** An entry of any type, as it is told. */
  ObjectNode told() {
    ObjectNode any = Shape.object();
    ArrayNode all = any.putArray("oneOf");
    model.types().forEach(type -> all.add(Shape.reference(component(type))));
    return any;
  }

  /**
   * An entry of any type, as it is sent.
   *
   * @param change whether it is a change, in which null takes away, or a new one
   */
  ObjectNode sent(boolean change, ObjectNode meta) {
    ObjectNode any = Shape.object();
    ArrayNode all = any.putArray("oneOf");
    for (ContentType type : model.types()) {
      Members members = identity(type);
      members = change ? members.with("id", Shape.text()) : members.perhaps("id", Shape.text());
      all.add(
          members
              .perhaps("attributes", Shape.reference(attributesOf(type)))
              .perhaps("relationships", relationships(type))
              .perhaps("meta", meta.deepCopy())
              .schema());
    }
    return any;
  }

  private static Members identity(ContentType type) {
    return Members.none().with("type", Shape.object().put("const", type.name()));
  }

  private static String component(ContentType type) {
    return ResourceShape.of(type.name(), "", Shape.text(), Members.none()).component() + "Draft";
  }

  private static String attributesOf(ContentType type) {
    return component(type) + "Attributes";
  }

  private ObjectNode attributes(ContentType type) {
    Members attributes = Members.none();
    for (Attribute attribute : type.attributes().values()) {
      attributes =
          attributes.perhaps(
              attribute.name(),
              Shape.says(
                  attribute.label().en() + " (" + attribute.label().da() + ")",
                  Shape.orNull(shape(model.schema(type, attribute)))));
    }
    return attributes.schema();
  }

  /** A schema without what a draft may break. */
  private static ObjectNode shape(JsonNode schema) {
    ObjectNode shape = Shape.object();
    OF_SHAPE.stream()
        .filter(schema::has)
        .forEach(word -> shape.set(word, schema.get(word).deepCopy()));
    if (schema.has("enum")) {
      shape.set("examples", schema.get("enum").deepCopy());
    }
    if (schema.path("items").isObject()) {
      shape.set("items", shape(schema.get("items")));
    }
    if (schema.path("properties").isObject()) {
      ObjectNode properties = shape.putObject("properties");
      schema
          .get("properties")
          .properties()
          .forEach(each -> properties.set(each.getKey(), shape(each.getValue())));
    }
    return shape;
  }

  private static ObjectNode relationships(ContentType type) {
    Members relationships = Members.none();
    ObjectNode identifier =
        Members.none().with("type", Shape.text()).with("id", Shape.text()).schema();
    for (Relationship relationship : type.relationships().values()) {
      if (!relationship.derived()) {
        ObjectNode data =
            relationship.toMany()
                ? Shape.list(identifier.deepCopy())
                : Shape.orNull(identifier.deepCopy());
        relationships =
            relationships.perhaps(
                relationship.name(),
                Shape.says(
                    "To " + String.join(", ", relationship.targetTypes()) + ".",
                    Members.none().with("data", data).schema()));
      }
    }
    return relationships.schema();
  }
}
