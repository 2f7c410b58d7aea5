package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Relationships from one record of ours to another. */
final class RecordLinks {
  private final String api;

  /**
   * @param api the address of the API, with a slash at its end
   */
  RecordLinks(String api) {
    this.api = api;
  }

  /** To one resource with an address of its own; null where there is none. */
  RelationshipObject to(String type, Optional<UUID> id) {
    return id.map(
            known ->
                new RelationshipObject(
                    Map.of("related", Link.to(api + type + '/' + known)),
                    Optional.of(new Linkage.One(new ResourceIdentifier(type, known.toString()))),
                    JsonNodeFactory.instance.objectNode()))
        .orElseGet(() -> RelationshipObject.of(new Linkage.None()));
  }
}
