package dk.ledelseskatalog.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.records.RecordForm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Writes audit events as JSON:API. */
final class AuditEventDocuments {
  static final String TYPE = "audit-events";

  /** Longer than any transaction of ours, and than the clocks of two nodes can be apart. */
  static final Duration OVERLAP = Duration.ofMinutes(5);

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

  /** How events are written in a whole list. */
  RecordForm<AuditTrail.Line> form() {
    Map<String, Function<AuditTrail.Line, String>> columns = new LinkedHashMap<>();
    columns.put("id", line -> Long.toString(line.number()));
    columns.put("occurredAt", line -> line.occurredAt().toString());
    columns.put("actor", line -> line.event().actor().map(UUID::toString).orElse(""));
    columns.put("role", line -> line.event().role());
    columns.put("action", line -> line.event().action());
    columns.put("purpose", line -> line.event().purpose());
    columns.put("subject", line -> line.event().subject().map(UUID::toString).orElse(""));
    columns.put("target", line -> line.event().target());
    return RecordForm.of(AuditEventDocuments::resource, columns);
  }

  /**
   * The address that goes on where a whole list ends. Events become visible when their transaction
   * commits, so what is younger than the longest transaction is given once more.
   *
   * @param read when the list was begun
   * @return empty if nothing can come
   */
  Optional<String> next(AuditQuery query, Instant read) {
    Instant settled = read.minus(OVERLAP);
    if (query.to().filter(to -> to.isBefore(settled)).isPresent()) {
      return Optional.empty();
    }
    Instant from =
        query.from().filter(settled::isBefore).orElse(settled.truncatedTo(ChronoUnit.SECONDS));
    return Optional.of(query.parameters().with(AuditQuery.FROM, from.toString()).appendTo(address));
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
