package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Page;

/**
 * A query parameter or a header of a request.
 *
 * @param in {@code query} or {@code header}
 * @param name such as {@code page[size]}
 * @param schema an array is written as a comma-separated list
 * @param example a value that works, of a list an element; null where the schema says enough
 */
record Parameter(String in, String name, String description, ObjectNode schema, JsonNode example) {

  static Parameter query(String name, String description, ObjectNode schema) {
    return new Parameter("query", name, description, schema, Shape.object().nullNode());
  }

  static Parameter query(String name, String description, ObjectNode schema, String example) {
    return new Parameter("query", name, description, schema, Shape.object().textNode(example));
  }

  static Parameter header(String name, String description, String example) {
    return new Parameter(
        "header", name, description, Shape.text(), Shape.object().textNode(example));
  }

  static Parameter pageNumber() {
    return query(
        Page.NUMBER, "Which page, from 1.", Shape.whole(1, Page.MAX_NUMBER).put("default", 1));
  }

  static Parameter pageSize(int fallback) {
    return query(
        Page.SIZE, "How many on a page.", Shape.whole(1, Page.MAX_SIZE).put("default", fallback));
  }

  static Parameter contentLanguage() {
    return query(
        ContentLanguage.PARAMETER,
        "The language of texts; outranks Accept-Language.",
        Shape.oneOf("da", "en"));
  }

  /** The same, not to be left out. */
  ObjectNode describe(boolean required) {
    ObjectNode json = describe();
    return required ? json.put("required", true) : json;
  }

  ObjectNode describe() {
    ObjectNode json = Shape.object().put("name", name).put("in", in);
    json.put("description", description);
    boolean list = schema.path("type").asText().equals("array");
    if (list) {
      json.put("style", "form").put("explode", false);
    }
    json.set("schema", schema);
    if (!example.isNull()) {
      json.set("example", list ? json.arrayNode().add(example) : example);
    }
    return json;
  }
}
