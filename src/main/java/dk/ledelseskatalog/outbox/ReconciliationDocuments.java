package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Writes reconciliations as JSON:API. */
final class ReconciliationDocuments {
  static final String TYPE = "reconciliations";

  private final String address;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  ReconciliationDocuments(URI publicUrl, Clock clock) {
    this.address = publicUrl + "/api/" + TYPE;
    this.clock = clock;
  }

  String address(Reconciliations.Report report) {
    return address + '/' + report.reconciliation().id();
  }

  Document one(Reconciliations.Report report) {
    ObjectNode attributes = attributes(report.reconciliation());
    ArrayNode differences = attributes.putArray("differences");
    report
        .differences()
        .forEach(
            difference ->
                differences
                    .addObject()
                    .put("kind", difference.kind().name())
                    .put("statementId", difference.statementId().toString()));
    return Document.of(resource(report.reconciliation(), attributes));
  }

  Document list(Reconciliations.Slice slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.reconciliations().stream().map(one -> resource(one, attributes(one))).toList(),
        page.links(address, parameters, slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(Reconciliation one, ObjectNode attributes) {
    String id = one.id().toString();
    return ResourceObject.of(
        new ResourceIdentifier(TYPE, id), attributes, Map.of(), address + '/' + id);
  }

  private ObjectNode attributes(Reconciliation one) {
    ObjectNode attributes = object();
    attributes.put("state", one.phase(clock.instant()).name());
    attributes.put("since", one.since().toString());
    attributes.put("reason", one.reason());
    attributes.put("requestedBy", one.requestedBy().toString());
    attributes.put("startedAt", one.startedAt().toString());
    attributes.put("endedAt", one.endedAt().map(Instant::toString).orElse(null));
    attributes.put("listed", one.listed());
    attributes.put("compared", one.compared());
    attributes.put("missing", one.missing());
    attributes.put("unknown", one.unknown());
    attributes.put("different", one.different());
    attributes.put("failure", one.failure().orElse(null));
    return attributes;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
