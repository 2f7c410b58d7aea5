package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What administrators do with webhooks. */
final class WebhookRoutes {
  private static final String TAG = "webhooks";
  private static final String ID = "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9";
  private static final String MESSAGE = "msg_0b54c1ce20bc4b3a9d4c5a52d5a4a2f9";

  /** Of an address that nothing is sent to. */
  private static final String[] URLS = {
    "invalid-attribute",
    "url-malformed",
    "url-not-https",
    "url-with-user",
    "url-with-fragment",
    "url-without-host",
    "url-trailing-dot",
    "url-spelling",
    "url-port",
    "url-not-public"
  };

  private static final ResourceShape WEBHOOKS =
      ResourceShape.of(
              "webhooks",
              "Somebody who is told of events.",
              Shape.uuid(),
              Members.none()
                  .with("url", url())
                  .with("events", events())
                  .with("description", Shape.text())
                  .with("active", Shape.truth())
                  .with("gone", Shape.truth())
                  .with(
                      "pace", Shape.oneOf("FLOWING", "BACKING_OFF", "OPEN", "THROTTLED", "REFUSED"))
                  .with("refusal", Shape.orNull(Shape.text()))
                  .with("notBefore", Shape.orNull(Shape.time()))
                  .with("waiting", Shape.whole(0))
                  .with("parked", Shape.whole(0))
                  .with("createdAt", Shape.time())
                  .with("changedAt", Shape.time())
                  .with("previousSecretUntil", Shape.orNull(Shape.time()))
                  .perhaps(
                      "secret",
                      Shape.says("Only in the answer that made it.", Shape.matching("^whsec_"))))
          .linksTo("deliveries")
          .linksTo("messages")
          .example(
              Shape.json(
                  """
                  {"type": "webhooks", "id": "%1$s", "attributes": {
                    "url": "https://intranet.example.dk/krog",
                    "events": ["release.published", "entries.unpublished"],
                    "description": "Intranettet", "active": true, "gone": false,
                    "pace": "FLOWING", "refusal": null, "notBefore": null, "waiting": 0,
                    "parked": 0, "createdAt": "2026-11-24T08:00:00Z",
                    "changedAt": "2026-11-24T08:00:00Z", "previousSecretUntil": null},
                   "links": {"self": "/api/webhooks/%1$s",
                     "deliveries": "/api/webhooks/%1$s/deliveries",
                     "messages": "/api/webhook-messages?filter%%5Bwebhook%%5D=%1$s"}}"""
                      .formatted(ID)));

  private static final ResourceShape DELIVERIES =
      ResourceShape.of(
              "webhook-deliveries",
              "One attempt to deliver, and what was answered.",
              number(),
              Members.none()
                  .with("event", Shape.text())
                  .with("messageId", Shape.text())
                  .with("attemptedAt", Shape.time())
                  .with("durationMillis", Shape.whole(0))
                  .with(
                      "outcome",
                      Shape.oneOf(
                          "DELIVERED", "REFUSED", "GONE", "FAILED", "THROTTLED", "UNSIGNED"))
                  .with("status", Shape.orNull(Shape.whole(200, 999)))
                  .with("answer", Shape.text()))
          .relationships(Map.of("webhook", Ends.one("webhooks")))
          .example(
              Shape.json(
                  """
                  {"type": "webhook-deliveries", "id": "17", "attributes": {
                    "event": "webhook.tested", "messageId": "%2$s",
                    "attemptedAt": "2026-11-24T08:00:00Z", "durationMillis": 31,
                    "outcome": "DELIVERED", "status": 204, "answer": ""},
                   "relationships": {"webhook": {"data": {"type": "webhooks", "id": "%1$s"}}},
                   "links": {"self": "/api/webhooks/%1$s/deliveries/17"}}"""
                      .formatted(ID, MESSAGE)));

  private static final ResourceShape MESSAGES =
      ResourceShape.of(
              "webhook-messages",
              "One message on its way to one webhook.",
              number(),
              Members.none()
                  .with("state", states())
                  .with("event", eventName())
                  .with("messageId", Shape.text())
                  .with("attempts", Shape.whole(0))
                  .with("lastAnswer", Shape.orNull(Shape.text()))
                  .with("createdAt", Shape.time())
                  .with("dueAt", Shape.orNull(Shape.time()))
                  .with("settledAt", Shape.orNull(Shape.time()))
                  .perhaps("body", Shape.says("What is sent; only on one.", Shape.any())))
          .relationships(Map.of("webhook", Ends.one("webhooks")))
          .example(
              Shape.json(
                  """
                  {"type": "webhook-messages", "id": "12", "attributes": {"state": "DELIVERED",
                    "event": "release.published", "messageId": "%2$s", "attempts": 1,
                    "lastAnswer": "204", "createdAt": "2026-11-24T08:00:00Z", "dueAt": null,
                    "settledAt": "2026-11-24T08:00:02Z"},
                   "relationships": {"webhook": {"data": {"type": "webhooks", "id": "%1$s"}}},
                   "links": {"self": "/api/webhook-messages/12"}}"""
                      .formatted(ID, MESSAGE)));

  private WebhookRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(WEBHOOKS, DELIVERIES, MESSAGES);
  }

  static List<Route> routes() {
    return List.of(
        Route.get("/api/webhooks", "listWebhooks", TAG, "Lists webhooks, oldest first.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.page(WEBHOOKS)),
        Route.post("/api/webhooks", "createWebhook", TAG, "Makes a webhook.")
            .says("The answer shows the secret, once.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.creates(
                    "webhooks",
                    Members.none()
                        .with("url", url())
                        .with("events", events())
                        .perhaps("description", description())
                        .perhaps("active", Shape.truth()),
                    Map.of(),
                    """
                    {"data": {"type": "webhooks", "attributes": {
                      "url": "https://intranet.example.dk/krog",
                      "events": ["release.published", "entries.unpublished"],
                      "description": "Intranettet"}}}"""))
            .answers(201, Answer.one(WEBHOOKS).header("Location", "Where it can be read."))
            .fails(409, "too-many-webhooks")
            .fails(422, URLS),
        ofOne(Route.get("/api/webhooks/{id}", "readWebhook", TAG, "Reads a webhook."))
            .answers(200, Answer.one(WEBHOOKS)),
        ofOne(Route.patch("/api/webhooks/{id}", "changeWebhook", TAG, "Changes a webhook."))
            .sends(
                Body.changes(
                    "webhooks",
                    Members.none()
                        .perhaps("url", url())
                        .perhaps("events", events())
                        .perhaps("description", description())
                        .perhaps("active", Shape.truth()),
                    """
                    {"data": {"type": "webhooks", "id": "%s", "attributes": {"active": false}}}"""
                        .formatted(ID)))
            .answers(200, Answer.one(WEBHOOKS))
            .fails(422, URLS),
        ofOne(
                Route.delete(
                    "/api/webhooks/{id}",
                    "removeWebhook",
                    TAG,
                    "Removes a webhook, its messages and its log."))
            .answers(204, Answer.nothing("Removed.")),
        ofOne(
                Route.post(
                    "/api/webhooks/{id}/secrets", "rotateSecret", TAG, "Makes another secret."))
            .says("The answer shows it, once; the one before is signed with too for a while.")
            .sends(
                Body.creates(
                    "webhook-secrets",
                    Members.none().perhaps("overlapHours", Shape.whole(0, 168).put("default", 24)),
                    Map.of(),
                    """
                    {"data": {"type": "webhook-secrets", "attributes": {"overlapHours": 48}}}"""))
            .answers(200, Answer.one(WEBHOOKS))
            .fails(422, "invalid-attribute"),
        ofOne(
                Route.post(
                    "/api/webhooks/{id}/tests", "testWebhook", TAG, "Delivers a test at once."))
            .says("Without a body; the answer says what the receiver answered.")
            .answers(201, Answer.one(DELIVERIES).header("Location", "Where it can be read.")),
        ofOne(
                Route.post(
                    "/api/webhooks/{id}/replays",
                    "replayMessages",
                    TAG,
                    "Makes messages wait again."))
            .sends(
                Body.creates(
                    "webhook-replays",
                    Members.none()
                        .perhaps("state", Shape.oneOf("PARKED", "DELIVERED"))
                        .perhaps("since", Shape.time()),
                    Map.of(),
                    """
                    {"data": {"type": "webhook-replays", "attributes":
                      {"state": "PARKED", "since": "2026-11-23T00:00:00Z"}}}"""))
            .answers(200, Answer.one(WEBHOOKS, Members.none().with("messages", Shape.whole(0))))
            .fails(422, "invalid-attribute"),
        ofOne(
                Route.get(
                    "/api/webhooks/{id}/deliveries",
                    "listDeliveries",
                    TAG,
                    "Lists what was delivered and answered, newest first."))
            .asks(pageNumber(), pageSize(20))
            .answers(200, Answer.page(DELIVERIES))
            .fails(400, "invalid-page", "page-too-large"),
        Route.get(
                "/api/webhooks/{id}/deliveries/{number}", "readDelivery", TAG, "Reads a delivery.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(DELIVERIES))
            .fails(404, "unknown-delivery"),
        Route.get(
                "/api/webhook-messages",
                "listWebhookMessages",
                TAG,
                "Lists messages of webhooks, newest first.")
            .roles(ADMINISTRATOR)
            .asks(
                pageNumber(),
                pageSize(20),
                query("filter[webhook]", "To this webhook.", Shape.uuid()),
                query("filter[state]", "In this state.", states()),
                query("filter[event]", "Of this event.", eventName()))
            .answers(200, Answer.page(MESSAGES))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"),
        Route.get(
                "/api/webhook-messages/{id}",
                "readWebhookMessage",
                TAG,
                "Reads a message with its body.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(MESSAGES))
            .fails(404, "unknown-message"),
        Route.patch(
                "/api/webhook-messages/{id}", "replayMessage", TAG, "Makes a message wait again.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.changes(
                    "webhook-messages",
                    Members.none().with("state", Shape.oneOf("PENDING")),
                    """
                    {"data": {"type": "webhook-messages", "id": "12",
                      "attributes": {"state": "PENDING"}}}"""))
            .answers(200, Answer.one(MESSAGES))
            .fails(404, "unknown-message")
            .fails(409, "waits-already")
            .fails(422, "invalid-attribute"));
  }

  private static Route ofOne(Route route) {
    return route.roles(ADMINISTRATOR).fails(404, "unknown-webhook");
  }

  private static ObjectNode url() {
    return Shape.says(
        "Where messages are posted to: https, and a public machine.",
        Shape.text().put("format", "uri").put("maxLength", 2000));
  }

  private static ObjectNode events() {
    return Shape.list(eventName()).put("minItems", 1).put("uniqueItems", true);
  }

  private static ObjectNode eventName() {
    return Shape.oneOf(
        "release.published",
        "entries.unpublished",
        "completion.recorded",
        "completion.voided",
        "attendance.recorded");
  }

  private static ObjectNode description() {
    return Shape.text().put("maxLength", 200);
  }

  private static ObjectNode states() {
    return Shape.oneOf("PENDING", "DELIVERED", "PARKED");
  }

  private static ObjectNode number() {
    return Shape.matching("^[1-9][0-9]*$");
  }
}
