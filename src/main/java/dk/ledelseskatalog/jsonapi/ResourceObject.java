package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One resource as a caller is told it. A part that is empty is not written.
 *
 * @param attributes read-only
 * @param relationships by name, in the order they are written
 * @param links by name, in the order they are written
 * @param meta read-only
 */
public record ResourceObject(
    ResourceIdentifier identifier,
    ObjectNode attributes,
    Map<String, RelationshipObject> relationships,
    Map<String, Link> links,
    ObjectNode meta) {
  public ResourceObject {
    relationships = Collections.unmodifiableMap(new LinkedHashMap<>(relationships));
    links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
  }

  /** A resource with a name, attributes, relationships and the address it is found at. */
  public static ResourceObject of(
      ResourceIdentifier identifier,
      ObjectNode attributes,
      Map<String, RelationshipObject> relationships,
      String self) {
    return new ResourceObject(
        identifier,
        attributes,
        relationships,
        Map.of("self", Link.to(self)),
        JsonNodeFactory.instance.objectNode());
  }

  public ResourceObject withMeta(ObjectNode other) {
    return new ResourceObject(identifier, attributes, relationships, links, other);
  }

  /** UTF-8 JSON of the resource by itself; without a line break in it. */
  public byte[] toBytes() {
    return DocumentWriter.write(this);
  }
}
