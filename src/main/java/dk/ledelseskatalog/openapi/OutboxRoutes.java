package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What operators do with the outbox. */
final class OutboxRoutes {
  private static final String TAG = "operations";
  private static final Members SINCE =
      Members.none().with("since", Shape.time()).with("reason", reason());

  private static final ResourceShape OUTBOX =
      ResourceShape.of(
              "outbox",
              "How delivery to the record store stands.",
              Shape.object().put("const", "lrs"),
              Members.none()
                  .with("configured", Shape.truth())
                  .with("paused", Shape.truth())
                  .with("pausedAt", Shape.orNull(Shape.time()))
                  .with("pausedBy", Shape.orNull(Shape.uuid()))
                  .with("reason", Shape.orNull(Shape.text()))
                  .with(
                      "pace", Shape.oneOf("FLOWING", "BACKING_OFF", "OPEN", "THROTTLED", "REFUSED"))
                  .with("refusal", Shape.orNull(Shape.text()))
                  .with("notBefore", Shape.orNull(Shape.time()))
                  .with("waiting", Shape.whole(0))
                  .with("oldestAppendedAt", Shape.orNull(Shape.time()))
                  .with("delivered", Shape.whole(0))
                  .with("parked", Shape.whole(0))
                  .with("discarded", Shape.whole(0)))
          .example(
              Shape.json(
                  """
                  {"type": "outbox", "id": "lrs", "attributes": {"configured": true,
                    "paused": false, "pausedAt": null, "pausedBy": null, "reason": null,
                    "pace": "FLOWING", "refusal": null, "notBefore": null, "waiting": 0,
                    "oldestAppendedAt": null, "delivered": 12, "parked": 0, "discarded": 0},
                   "links": {"self": "/api/outbox"}}"""));

  private static final ResourceShape MESSAGES =
      ResourceShape.of(
              "outbox-messages",
              "One statement on its way to the record store.",
              Shape.matching("^[1-9][0-9]*$"),
              Members.none()
                  .with("state", states())
                  .with("statementId", Shape.uuid())
                  .with("person", Shape.uuid())
                  .with("attempts", Shape.whole(0))
                  .with("lastAnswer", Shape.orNull(Shape.text()))
                  .with("appendedAt", Shape.time())
                  .with("settledAt", Shape.orNull(Shape.time()))
                  .with("ageSeconds", Shape.whole(0))
                  .with("size", Shape.whole(0))
                  .perhaps("statement", Shape.says("The statement; only on one.", Shape.any())))
          .example(
              Shape.json(
                  """
                  {"type": "outbox-messages", "id": "17", "attributes": {"state": "PARKED",
                    "statementId": "a8098c1a-f86e-51da-bd1a-00112444be1e",
                    "person": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10", "attempts": 1,
                    "lastAnswer": "400", "appendedAt": "2026-11-23T09:30:00Z",
                    "settledAt": "2026-11-23T09:30:02Z", "ageSeconds": 2, "size": 1530},
                   "links": {"self": "/api/outbox-messages/17"}}"""));

  private static final ResourceShape RESENDS =
      ResourceShape.of(
              "outbox-resends",
              "What was delivered was made to wait again.",
              Shape.uuid(),
              Members.none()
                  .with("since", Shape.time())
                  .with("reason", Shape.text())
                  .with("requestedAt", Shape.time())
                  .with("requestedBy", Shape.uuid())
                  .with("messages", Shape.whole(0)))
          .example(
              Shape.json(
                  """
                  {"type": "outbox-resends", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"since": "2026-11-23T00:00:00Z", "reason": "Restored backup",
                     "requestedAt": "2026-11-24T08:00:00Z",
                     "requestedBy": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10", "messages": 12},
                   "links": {"self":
                     "/api/outbox-resends/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));

  private static final ResourceShape RECONCILIATIONS =
      ResourceShape.of(
              "reconciliations",
              "A comparison of what the record store holds with what was sent.",
              Shape.uuid(),
              Members.none()
                  .with("state", Shape.oneOf("RUNNING", "DONE", "FAILED"))
                  .with("since", Shape.time())
                  .with("reason", Shape.text())
                  .with("requestedBy", Shape.uuid())
                  .with("startedAt", Shape.time())
                  .with("endedAt", Shape.orNull(Shape.time()))
                  .with("listed", Shape.whole(0))
                  .with("compared", Shape.whole(0))
                  .with("missing", Shape.whole(0))
                  .with("unknown", Shape.whole(0))
                  .with("different", Shape.whole(0))
                  .with("failure", Shape.orNull(Shape.text()))
                  .perhaps(
                      "differences",
                      Shape.list(
                          Members.none()
                              .with("kind", Shape.oneOf("MISSING", "UNKNOWN", "DIFFERENT"))
                              .with("statementId", Shape.uuid())
                              .schema())))
          .example(
              Shape.json(
                  """
                  {"type": "reconciliations", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"state": "DONE", "since": "2026-11-23T00:00:00Z",
                     "reason": "Monthly", "requestedBy": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                     "startedAt": "2026-11-24T08:00:00Z", "endedAt": "2026-11-24T08:00:05Z",
                     "listed": 12, "compared": 12, "missing": 0, "unknown": 0, "different": 0,
                     "failure": null},
                   "links": {"self":
                     "/api/reconciliations/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));

  private OutboxRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(OUTBOX, MESSAGES, RESENDS, RECONCILIATIONS);
  }

  static List<Route> routes() {
    return List.of(
        Route.get("/api/outbox", "readOutbox", TAG, "How delivery stands.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(OUTBOX)),
        Route.patch("/api/outbox", "pauseOutbox", TAG, "Stops delivery or lets it go on.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.changes(
                    "outbox",
                    Members.none().with("paused", Shape.truth()).with("reason", reason()),
                    """
                    {"data": {"type": "outbox", "id": "lrs",
                      "attributes": {"paused": true, "reason": "The store is being moved"}}}"""))
            .answers(200, Answer.one(OUTBOX))
            .fails(422, "invalid-attribute"),
        Route.get("/api/outbox-messages", "listMessages", TAG, "Lists messages, oldest first.")
            .roles(ADMINISTRATOR)
            .asks(
                pageNumber(),
                pageSize(20),
                query("filter[state]", "In this state.", states()),
                query("filter[person]", "Of this pseudonym.", Shape.uuid()),
                query("filter[statement]", "With this statement.", Shape.uuid()))
            .answers(200, Answer.page(MESSAGES))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"),
        Route.get("/api/outbox-messages/{id}", "readMessage", TAG, "A message with its statement.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(MESSAGES))
            .fails(404, "unknown-message"),
        Route.patch(
                "/api/outbox-messages/{id}",
                "decideMessage",
                TAG,
                "Releases or discards a message.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.changes(
                    "outbox-messages",
                    Members.none()
                        .with("state", Shape.oneOf("PENDING", "DISCARDED"))
                        .with("reason", reason()),
                    """
                    {"data": {"type": "outbox-messages", "id": "17",
                      "attributes": {"state": "PENDING", "reason": "The store was mended"}}}"""))
            .answers(200, Answer.one(MESSAGES))
            .fails(404, "unknown-message")
            .fails(409, "not-parked")
            .fails(422, "invalid-attribute"),
        creates("outbox-resends", "resend", "Makes what was delivered wait again.", RESENDS),
        lists("outbox-resends", "listResends", "Lists resends.", RESENDS),
        reads("outbox-resends", "readResend", "Reads a resend.", RESENDS, "unknown-resend"),
        creates("reconciliations", "reconcile", "Begins a comparison.", RECONCILIATIONS)
            .fails(409, "no-record-store", "reconciliation-running"),
        lists("reconciliations", "listReconciliations", "Lists comparisons.", RECONCILIATIONS),
        reads(
            "reconciliations",
            "readReconciliation",
            "Reads a comparison.",
            RECONCILIATIONS,
            "unknown-reconciliation"));
  }

  private static Route creates(String type, String id, String summary, ResourceShape shape) {
    return Route.post("/api/" + type, id, TAG, summary)
        .roles(ADMINISTRATOR)
        .sends(
            Body.creates(
                type,
                SINCE,
                Map.of(),
                """
                {"data": {"type": "%s", "attributes":
                  {"since": "2026-11-23T00:00:00Z", "reason": "Restored backup"}}}"""
                    .formatted(type)))
        .answers(201, Answer.one(shape).header("Location", "Where it can be read."))
        .fails(422, "invalid-attribute");
  }

  private static Route lists(String type, String id, String summary, ResourceShape shape) {
    return Route.get("/api/" + type, id, TAG, summary)
        .roles(ADMINISTRATOR)
        .asks(pageNumber(), pageSize(20))
        .answers(200, Answer.page(shape))
        .fails(400, "invalid-page", "page-too-large");
  }

  private static Route reads(
      String type, String id, String summary, ResourceShape shape, String unknown) {
    return Route.get("/api/" + type + "/{id}", id, TAG, summary)
        .roles(ADMINISTRATOR)
        .answers(200, Answer.one(shape))
        .fails(404, unknown);
  }

  private static ObjectNode reason() {
    return Shape.says(
        "Why, in one line; kept in the audit log.",
        Shape.text().put("minLength", 1).put("maxLength", 500));
  }

  private static ObjectNode states() {
    return Shape.oneOf("PENDING", "DELIVERED", "PARKED", "DISCARDED");
  }
}
