package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Writes the outbox and its resends as JSON:API. */
final class OutboxDocuments {
  static final String OUTBOX = "outbox";
  static final String RESENDS = "outbox-resends";

  private final String api;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  OutboxDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
  }

  Document outbox(OutboxControl.Standing standing) {
    ObjectNode attributes = object();
    attributes.put("configured", standing.configured());
    attributes.put("paused", standing.pause().isPresent());
    attributes.put("pausedAt", standing.pause().map(pause -> pause.at().toString()).orElse(null));
    attributes.put("pausedBy", standing.pause().map(pause -> pause.by().toString()).orElse(null));
    attributes.put("reason", standing.pause().map(Pause::reason).orElse(null));
    attributes.put("pace", standing.pace());
    attributes.put("refusal", standing.refusal().orElse(null));
    attributes.put("notBefore", standing.notBefore().map(Instant::toString).orElse(null));
    attributes.put("waiting", standing.waiting());
    attributes.put("oldestAppendedAt", standing.oldest().map(Instant::toString).orElse(null));
    attributes.put("delivered", standing.delivered());
    attributes.put("parked", standing.parked());
    attributes.put("discarded", standing.discarded());
    return Document.of(
        ResourceObject.of(
            new ResourceIdentifier(OUTBOX, Destination.LRS), attributes, Map.of(), api + OUTBOX));
  }

  Document one(Resend resend) {
    return Document.of(resource(resend));
  }

  Document list(OutboxControl.Slice slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.resends().stream().map(this::resource).toList(),
        page.links(api + RESENDS, parameters, slice.total()),
        object().put("total", slice.total()));
  }

  String address(Resend resend) {
    return api + RESENDS + '/' + resend.id();
  }

  private ResourceObject resource(Resend resend) {
    ObjectNode attributes = object();
    attributes.put("since", resend.since().toString());
    attributes.put("reason", resend.reason());
    attributes.put("requestedAt", resend.requestedAt().toString());
    attributes.put("requestedBy", resend.requestedBy().toString());
    attributes.put("messages", resend.messages());
    return ResourceObject.of(
        new ResourceIdentifier(RESENDS, resend.id().toString()),
        attributes,
        Map.of(),
        address(resend));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
