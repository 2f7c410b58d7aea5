package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One relationship of a resource object. At least one of the three parts is there.
 *
 * @param links by name, in the order they are written
 * @param data empty where the linkage is not told and must be asked for by a link
 * @param meta read-only; left out when empty
 */
public record RelationshipObject(Map<String, Link> links, Optional<Linkage> data, ObjectNode meta) {
  public RelationshipObject {
    links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
  }

  /** A relationship that is its linkage and nothing more. */
  public static RelationshipObject of(Linkage data) {
    return new RelationshipObject(
        Map.of(), Optional.of(data), JsonNodeFactory.instance.objectNode());
  }
}
