package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Writes erasures as JSON:API. */
final class ErasureDocuments {
  private final String address;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  ErasureDocuments(URI publicUrl) {
    this.address = publicUrl + "/api/" + ErasureRequest.TYPE;
  }

  String address(Erasure erasure) {
    return address + '/' + erasure.id();
  }

  Document one(Erasure erasure) {
    return Document.of(resource(erasure, true));
  }

  Document list(Erasures.Slice slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.erasures().stream().map(erasure -> resource(erasure, false)).toList(),
        page.links(address, parameters, slice.total()),
        object().put("total", slice.total()));
  }

  /** In a list without its statements, which may be many. */
  private ResourceObject resource(Erasure erasure, boolean withStatements) {
    ObjectNode attributes = object();
    attributes.put("pseudonym", erasure.pseudonym().toString());
    attributes.put("reason", erasure.reason().code());
    attributes.put("state", erasure.state().name());
    attributes.put("requestedAs", erasure.requestedAs());
    attributes.put("requestedAt", erasure.requestedAt().toString());
    attributes.put("erasedAt", erasure.erasedAt().map(Object::toString).orElse(null));
    attributes.put("completedAt", erasure.completedAt().map(Object::toString).orElse(null));
    counts(attributes.putObject("removed"), erasure.report().removed());
    counts(attributes.putObject("kept"), erasure.report().kept());
    attributes.put("statementCount", erasure.report().statements().size());
    if (withStatements) {
      ArrayNode statements = attributes.putArray("statements");
      new TreeMap<>(erasure.report().statements())
          .forEach(
              (id, state) -> statements.addObject().put("id", id.toString()).put("state", state));
    }
    return ResourceObject.of(
        new ResourceIdentifier(ErasureRequest.TYPE, erasure.id().toString()),
        attributes,
        Map.of(),
        address(erasure));
  }

  private static void counts(ObjectNode json, Map<String, Integer> counts) {
    new TreeMap<>(counts).forEach(json::put);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
