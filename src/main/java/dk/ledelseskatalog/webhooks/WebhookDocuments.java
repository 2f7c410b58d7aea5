package dk.ledelseskatalog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes webhooks, their messages and their deliveries as JSON:API. */
final class WebhookDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String api;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  WebhookDocuments(URI publicUrl) {
    this.api = publicUrl + "/api/";
  }

  String address(String webhook) {
    return api + Webhook.TYPE + '/' + webhook;
  }

  String address(LoggedDelivery delivery) {
    return address(delivery.webhook()) + "/deliveries/" + delivery.id();
  }

  Document one(Webhooks.Standing standing) {
    return Document.of(resource(standing));
  }

  Document replayed(Webhooks.Replayed replayed) {
    return Document.of(
        resource(replayed.standing()), Map.of(), object().put("messages", replayed.messages()));
  }

  Document list(List<Webhooks.Standing> all) {
    return Document.of(
        all.stream().map(this::resource).toList(),
        Map.of("self", Link.to(api + Webhook.TYPE)),
        object().put("total", all.size()));
  }

  private ResourceObject resource(Webhooks.Standing standing) {
    Webhook webhook = standing.webhook();
    ObjectNode attributes = object();
    attributes.put("url", webhook.url());
    ArrayNode events = attributes.putArray("events");
    standing.events().forEach(event -> events.add(event.text()));
    attributes.put("description", webhook.description());
    attributes.put("active", webhook.active());
    attributes.put("gone", webhook.gone());
    attributes.put("pace", webhook.paceName());
    attributes.put("refusal", webhook.refusal().orElse(null));
    attributes.put(
        "notBefore", time(Optional.of(webhook.pace().notBefore()).filter(standing.at()::isBefore)));
    attributes.put("waiting", standing.waiting());
    attributes.put("parked", standing.parked());
    attributes.put("createdAt", webhook.createdAt().toString());
    attributes.put("changedAt", webhook.changedAt().toString());
    attributes.put("previousSecretUntil", time(webhook.previousUntil(standing.at())));
    standing.secret().ifPresent(secret -> attributes.put("secret", secret.shown()));
    String address = address(webhook.id());
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(address));
    links.put("deliveries", Link.to(address + "/deliveries"));
    links.put(
        "messages", Link.to(api + WebhookMessage.TYPE + "?filter%5Bwebhook%5D=" + webhook.id()));
    return new ResourceObject(
        new ResourceIdentifier(Webhook.TYPE, webhook.id()), attributes, Map.of(), links, object());
  }

  Document delivery(LoggedDelivery delivery) {
    return Document.of(resource(delivery));
  }

  Document deliveries(
      String webhook, Webhooks.Slice<LoggedDelivery> slice, Page page, QueryParameters query) {
    return Document.of(
        slice.page().stream().map(this::resource).toList(),
        page.links(address(webhook) + "/deliveries", query, slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(LoggedDelivery delivery) {
    ObjectNode attributes = object();
    attributes.put("event", delivery.event());
    attributes.put("messageId", delivery.messageId());
    attributes.put("attemptedAt", delivery.attemptedAt().toString());
    attributes.put("durationMillis", delivery.millis());
    attributes.put("outcome", delivery.outcome());
    attributes.put("status", delivery.status().orElse(null));
    attributes.put("answer", delivery.answer());
    return ResourceObject.of(
        new ResourceIdentifier(LoggedDelivery.TYPE, Long.toString(delivery.id())),
        attributes,
        of(delivery.webhook()),
        address(delivery));
  }

  Document message(WebhookMessage message) {
    ObjectNode attributes = attributes(message);
    attributes.set("body", json(message.bodyText()));
    return Document.of(resource(message, attributes));
  }

  Document messages(Webhooks.Slice<WebhookMessage> slice, WebhookMessageQuery query) {
    return Document.of(
        slice.page().stream().map(message -> resource(message, attributes(message))).toList(),
        query.page().links(api + WebhookMessage.TYPE, query.parameters(), slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(WebhookMessage message, ObjectNode attributes) {
    String id = Long.toString(message.id());
    return ResourceObject.of(
        new ResourceIdentifier(WebhookMessage.TYPE, id),
        attributes,
        of(message.webhook()),
        api + WebhookMessage.TYPE + '/' + id);
  }

  private static ObjectNode attributes(WebhookMessage message) {
    ObjectNode attributes = object();
    attributes.put("state", message.state().name());
    attributes.put("event", message.event());
    attributes.put("messageId", message.messageId());
    attributes.put("attempts", message.attempts());
    attributes.put("lastAnswer", message.lastAnswer().orElse(null));
    attributes.put("createdAt", message.createdAt().toString());
    attributes.put(
        "dueAt",
        time(Optional.of(message.dueAt()).filter(due -> message.state() == MessageState.PENDING)));
    attributes.put("settledAt", time(message.settledAt()));
    return attributes;
  }

  private static Map<String, RelationshipObject> of(String webhook) {
    return Map.of(
        "webhook",
        RelationshipObject.of(new Linkage.One(new ResourceIdentifier(Webhook.TYPE, webhook))));
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // we wrote it
    }
  }

  private static @Nullable String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
