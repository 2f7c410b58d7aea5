package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Writes messages as JSON:API. */
final class OutboxMessageDocuments {
  static final String TYPE = "outbox-messages";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  OutboxMessageDocuments(URI publicUrl, Clock clock) {
    this.address = publicUrl + "/api/" + TYPE;
    this.clock = clock;
  }

  Document list(OutboxMessages.Slice slice, MessageQuery query) {
    return Document.of(
        slice.messages().stream().map(message -> resource(message, attributes(message))).toList(),
        query.page().links(address, query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  Document one(OutboxMessages.Inspected inspected) {
    ObjectNode attributes = attributes(inspected.message());
    attributes.set("statement", statement(inspected.statement()));
    return Document.of(resource(inspected.message(), attributes));
  }

  private ResourceObject resource(MessageRow message, ObjectNode attributes) {
    String id = Long.toString(message.id());
    return ResourceObject.of(
        new ResourceIdentifier(TYPE, id), attributes, Map.of(), address + '/' + id);
  }

  private ObjectNode attributes(MessageRow message) {
    Instant until = message.settledAt().orElseGet(clock::instant);
    ObjectNode attributes = object();
    attributes.put("state", message.state().name());
    attributes.put("statementId", message.statementId().toString());
    attributes.put("person", message.person().toString());
    attributes.put("attempts", message.attempts());
    attributes.put("lastAnswer", message.lastAnswer().orElse(null));
    attributes.put("appendedAt", message.appendedAt().toString());
    attributes.put("settledAt", message.settledAt().map(Instant::toString).orElse(null));
    attributes.put(
        "ageSeconds", Math.max(0, Duration.between(message.appendedAt(), until).toSeconds()));
    attributes.put("size", message.size());
    return attributes;
  }

  /** As JSON; what is none is shown as the text it is, for that may be why it is parked. */
  private static JsonNode statement(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return JsonNodeFactory.instance.textNode(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
