package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Names one resource (JSON:API 1.1, Resource Identifier Objects).
 *
 * @param meta what a caller says of it beside its name
 */
public record ResourceIdentifier(String type, String id, Optional<ObjectNode> meta) {
  public ResourceIdentifier(String type, String id) {
    this(type, id, Optional.empty());
  }
}
