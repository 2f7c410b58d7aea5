package dk.ledelseskatalog.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** Writes exclusions as JSON:API. */
final class ExclusionDocuments {
  private final String address;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  ExclusionDocuments(URI publicUrl) {
    this.address = publicUrl + "/api/" + Exclusion.TYPE;
  }

  String address(Exclusion exclusion) {
    return address + '/' + exclusion.id();
  }

  Document one(Exclusion exclusion) {
    return Document.of(resource(exclusion));
  }

  Document list(Exclusions.Slice slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.exclusions().stream().map(this::resource).toList(),
        page.links(address, parameters, slice.total()),
        JsonNodeFactory.instance.objectNode().put("total", slice.total()));
  }

  private ResourceObject resource(Exclusion exclusion) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("pseudonym", exclusion.person().map(UUID::toString).orElse(null));
    attributes.put("effect", exclusion.effect().code());
    attributes.put("reason", exclusion.reason().code());
    attributes.put("since", exclusion.since().toString());
    attributes.put("requestedBy", exclusion.requestedBy().toString());
    return ResourceObject.of(
        new ResourceIdentifier(Exclusion.TYPE, exclusion.id().toString()),
        attributes,
        Map.of(),
        address(exclusion));
  }
}
