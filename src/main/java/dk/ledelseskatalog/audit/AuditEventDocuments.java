package dk.ledelseskatalog.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes audit events as JSON:API. */
final class AuditEventDocuments {
  private static final String TYPE = "audit-events";
  private final String address;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  AuditEventDocuments(URI publicUrl) {
    this.address = publicUrl + "/api/" + TYPE;
  }

  Document list(List<AuditTrail.Line> lines, AuditQuery query) {
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(query.parameters().appendTo(address)));
    links.put("first", Link.to(query.parameters().without(AuditQuery.AFTER).appendTo(address)));
    if (lines.size() == query.size()) {
      String last = Long.toString(lines.get(lines.size() - 1).number());
      links.put("next", Link.to(query.parameters().with(AuditQuery.AFTER, last).appendTo(address)));
    }
    return Document.of(
        lines.stream().map(AuditEventDocuments::resource).toList(),
        links,
        JsonNodeFactory.instance.objectNode());
  }

  private static ResourceObject resource(AuditTrail.Line line) {
    AuditEvent event = line.event();
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.put("occurredAt", line.occurredAt().toString());
    attributes.put("actor", event.actor().map(Object::toString).orElse(null));
    attributes.put("role", event.role());
    attributes.put("action", event.action());
    attributes.put("purpose", event.purpose());
    attributes.put("subject", event.subject().map(Object::toString).orElse(null));
    attributes.put("target", event.target());
    return new ResourceObject(
        new ResourceIdentifier(TYPE, Long.toString(line.number())),
        attributes,
        Map.of(),
        Map.of(),
        JsonNodeFactory.instance.objectNode());
  }
}
