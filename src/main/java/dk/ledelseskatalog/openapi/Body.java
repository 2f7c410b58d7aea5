package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Map;

/**
 * What a request carries.
 *
 * @param creates whether it makes a resource, whose id the server chooses
 */
record Body(String mediaType, ObjectNode schema, JsonNode example, boolean creates) {

  /**
   * A resource to be made.
   *
   * @param example of the whole document
   */
  static Body creates(
      String type, Members attributes, Map<String, Ends> relationships, String example) {
    Members resource =
        Members.none()
            .with("type", Shape.object().put("const", type))
            .perhaps(
                "lid", Shape.says("Your own name for it, in this request only.", Shape.text()));
    return document(resource, attributes, relationships, example, true);
  }

  /** What is to change about a resource. */
  static Body changes(String type, Members attributes, String example) {
    Members resource =
        Members.none().with("type", Shape.object().put("const", type)).with("id", Shape.text());
    return document(resource, attributes, Map.of(), example, false);
  }

  private static Body document(
      Members identity,
      Members attributes,
      Map<String, Ends> relationships,
      String example,
      boolean creates) {
    Members resource = identity;
    if (!attributes.isEmpty()) {
      resource =
          attributes.mayBeAbsent()
              ? resource.perhaps("attributes", attributes.schema())
              : resource.with("attributes", attributes.schema());
    }
    if (!relationships.isEmpty()) {
      Members ends = Members.none();
      for (Map.Entry<String, Ends> each : relationships.entrySet()) {
        ends =
            each.getValue().told()
                ? ends.with(each.getKey(), each.getValue().sent())
                : ends.perhaps(each.getKey(), each.getValue().sent());
      }
      resource = resource.with("relationships", ends.schema());
    }
    return new Body(
        MediaTypes.JSON_API,
        Members.none().with("data", resource.schema()).schema(),
        Shape.json(example),
        creates);
  }

  ObjectNode describe() {
    ObjectNode json = Shape.object().put("required", true);
    ObjectNode content = json.putObject("content").putObject(mediaType);
    content.set("schema", schema);
    content.set("example", example);
    return json;
  }
}
