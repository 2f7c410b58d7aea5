package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer a route can give that is not an error.
 *
 * @param content schemas by media type; none for an answer without a body
 * @param headers what each says, by name
 */
record Answer(String description, Map<String, ObjectNode> content, Map<String, String> headers) {
  Answer {
    content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** No body. */
  static Answer nothing(String description) {
    return new Answer(description, Map.of(), Map.of());
  }

  static Answer of(String description, String mediaType, ObjectNode schema) {
    return new Answer(description, Map.of(mediaType, schema), Map.of());
  }

  /** One resource. */
  static Answer one(ResourceShape shape) {
    return one(shape, Members.none());
  }

  /** One resource, and what is said about the document. */
  static Answer one(ResourceShape shape, Members meta) {
    return document(
        "One of " + shape.type() + ".", Shape.reference(shape.component()), Members.none(), meta);
  }

  /** A list of resources. */
  static Answer many(ResourceShape shape, Members meta) {
    return document(
        "A list of " + shape.type() + ".",
        Shape.list(Shape.reference(shape.component())),
        Members.none(),
        meta);
  }

  /** A page of a list, with how many there are in all. */
  static Answer page(ResourceShape shape) {
    return many(shape, Members.none().with("total", Shape.whole(0)));
  }

  /**
   * A JSON:API document.
   *
   * @param included the member of that name, or none
   */
  static Answer document(String description, ObjectNode data, Members included, Members meta) {
    Members members = Members.none().with("jsonapi", Shape.reference("JsonApi")).with("data", data);
    for (Members.Member member : included.all()) {
      members = members.perhaps(member.name(), member.schema());
    }
    members = members.with("links", Shape.reference("DocumentLinks"));
    if (!meta.isEmpty()) {
      members =
          meta.mayBeAbsent()
              ? members.perhaps("meta", meta.schema())
              : members.with("meta", meta.schema());
    }
    return of(description, MediaTypes.JSON_API, members.schema());
  }

  Answer header(String name, String says) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, says);
    return new Answer(description, content, more);
  }

  /** The same in another format. */
  Answer or(String mediaType, ObjectNode schema) {
    Map<String, ObjectNode> more = new LinkedHashMap<>(content);
    more.put(mediaType, schema);
    return new Answer(description, more, headers);
  }

  ObjectNode describe() {
    ObjectNode json = Shape.object().put("description", description);
    if (!headers.isEmpty()) {
      ObjectNode all = json.putObject("headers");
      headers.forEach(
          (name, says) -> all.putObject(name).put("description", says).set("schema", Shape.text()));
    }
    if (!content.isEmpty()) {
      ObjectNode all = json.putObject("content");
      content.forEach((type, schema) -> all.putObject(type).set("schema", schema));
    }
    return json;
  }
}
