package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Fragments of JSON Schema 2020-12, the dialect of OpenAPI 3.1. Each call makes a new one. */
final class Shape {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shape() {}

  /** A string. */
  static ObjectNode text() {
    return object().put("type", "string");
  }

  static ObjectNode uuid() {
    return text().put("format", "uuid");
  }

  /** An instant, written in UTC. */
  static ObjectNode time() {
    return text().put("format", "date-time");
  }

  static ObjectNode date() {
    return text().put("format", "date");
  }

  static ObjectNode address() {
    return text().put("format", "uri-reference");
  }

  static ObjectNode matching(String pattern) {
    return text().put("pattern", pattern);
  }

  static ObjectNode truth() {
    return object().put("type", "boolean");
  }

  static ObjectNode whole(long least) {
    return object().put("type", "integer").put("minimum", least);
  }

  static ObjectNode whole(long least, long most) {
    return whole(least).put("maximum", most);
  }

  static ObjectNode oneOf(String... values) {
    return oneOf(List.of(values));
  }

  static ObjectNode oneOf(Collection<String> values) {
    ObjectNode schema = text();
    ArrayNode known = schema.putArray("enum");
    values.forEach(known::add);
    return schema;
  }

  static ObjectNode list(JsonNode items) {
    ObjectNode schema = object().put("type", "array");
    schema.set("items", items);
    return schema;
  }

  /** An object whose names are not known beforehand, such as counts by kind. */
  static ObjectNode mapOf(JsonNode values) {
    ObjectNode schema = object().put("type", "object");
    schema.set("additionalProperties", values);
    return schema;
  }

  /** Any JSON. */
  static ObjectNode any() {
    return object();
  }

  static ObjectNode orNull(ObjectNode schema) {
    ObjectNode nullable = object();
    nullable.putArray("anyOf").add(schema).add(object().put("type", "null"));
    return nullable;
  }

  static ObjectNode reference(String component) {
    return object().put("$ref", "#/components/schemas/" + component);
  }

  static ObjectNode says(String description, ObjectNode schema) {
    return schema.put("description", description);
  }

  /** JSON that is written out in the sources. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + text, e);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
