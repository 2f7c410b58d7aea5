package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.identity.Roles.EDITOR;
import static dk.ledelseskatalog.identity.Roles.FACILITATOR;
import static dk.ledelseskatalog.identity.Roles.LEADER;
import static dk.ledelseskatalog.identity.Roles.PLATFORM;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import java.util.List;
import java.util.Map;

/** One's own data, erasures, retention and the audit log. */
final class PrivacyRoutes {
  private static final String TAG = "privacy";
  private static final String[] EVERYBODY = {LEADER, EDITOR, FACILITATOR, ADMINISTRATOR, PLATFORM};

  private static final ResourceShape ME =
      ResourceShape.of(
              "me",
              "Everything the service keeps on whoever asks.",
              Shape.object().put("const", "me"),
              Members.none()
                  .with("issuer", Shape.text())
                  .with("subject", Shape.text())
                  .with("roles", Shape.list(Shape.text()))
                  .with("pseudonym", Shape.orNull(Shape.uuid()))
                  .with("completions", things())
                  .with("enrolments", things())
                  .with("teams", things())
                  .with("statements", things())
                  .with("outboxRequests", things())
                  .with("editor", things())
                  .with("accessDecisions", things())
                  .with("auditEvents", things()))
          .example(
              Shape.json(
                  """
                  {"type": "me", "id": "me", "attributes": {
                    "issuer": "https://login.example.dk", "subject": "a1b2", "roles": ["leader"],
                    "pseudonym": null, "completions": [], "enrolments": [], "teams": [],
                    "statements": [], "outboxRequests": [], "editor": [], "accessDecisions": [], "auditEvents": []},
                   "links": {"self": "/api/me"}}"""));

  private static final ResourceShape ERASURES =
      ResourceShape.of(
              "erasures",
              "What was erased of a person, and what stays under a pseudonym that names nobody.",
              Shape.uuid(),
              Members.none()
                  .with("pseudonym", Shape.uuid())
                  .with("reason", Shape.oneOf("own-request", "left", "wrongly-recorded", "ordered"))
                  .with("state", Shape.oneOf("REQUESTED", "ERASED", "COMPLETE"))
                  .with("requestedAs", Shape.text())
                  .with("requestedAt", Shape.time())
                  .with("erasedAt", Shape.orNull(Shape.time()))
                  .with("completedAt", Shape.orNull(Shape.time()))
                  .with("removed", Shape.mapOf(Shape.whole(0)))
                  .with("kept", Shape.mapOf(Shape.whole(0)))
                  .with("statementCount", Shape.whole(0))
                  .perhaps(
                      "statements",
                      Shape.says(
                          "Every statement made about the person; only on one.",
                          Shape.list(
                              Members.none()
                                  .with("id", Shape.uuid())
                                  .with(
                                      "state",
                                      Shape.oneOf(
                                          "DELIVERED", "PENDING", "PARKED", "DISCARDED", "UNKNOWN"))
                                  .schema()))))
          .example(
              Shape.json(
                  """
                  {"type": "erasures", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"pseudonym": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                     "reason": "own-request", "state": "COMPLETE", "requestedAs": "leader",
                     "requestedAt": "2026-11-23T09:30:00Z", "erasedAt": "2026-11-23T09:30:00Z",
                     "completedAt": "2026-11-23T09:31:00Z", "removed": {"identities": 1},
                     "kept": {"completions": 3}, "statementCount": 3},
                   "links": {"self": "/api/erasures/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));

  private static final ResourceShape SEARCHES =
      ResourceShape.of(
              "searches",
              "How often a query was searched for, by nobody in particular.",
              Shape.text(),
              Members.none()
                  .with("query", Shape.text())
                  .with("language", Shape.oneOf("da", "en"))
                  .with("searches", Shape.whole(1))
                  .with("lastDay", Shape.date())
                  .with("hits", Shape.says("How many entries it finds now.", Shape.whole(0))))
          .example(
              Shape.json(
                  """
                  {"type": "searches", "id": "da:tillid", "attributes": {"query": "tillid",
                    "language": "da", "searches": 12, "lastDay": "2026-11-24", "hits": 13},
                   "links": {"self": "/api/search?contentLanguage=da&filter%5Bq%5D=tillid"}}"""));

  private static final ResourceShape REPORTS =
      ResourceShape.of(
              "retention-reports",
              "What a night's retention removed.",
              Shape.date(),
              Members.none()
                  .with("startedAt", Shape.time())
                  .with("finishedAt", Shape.orNull(Shape.time()))
                  .with("removed", Shape.mapOf(Shape.whole(0))))
          .example(
              Shape.json(
                  """
                  {"type": "retention-reports", "id": "2026-11-23", "attributes": {
                    "startedAt": "2026-11-23T01:00:00Z", "finishedAt": "2026-11-23T01:00:01Z",
                    "removed": {"statements": 3}},
                   "links": {"self": "/api/retention-reports/2026-11-23"}}"""));

  private static final ResourceShape EVENTS =
      ResourceShape.of(
              "audit-events",
              "Who did what to whose data, and why; under pseudonyms.",
              Shape.matching("^[0-9]+$"),
              Members.none()
                  .with("occurredAt", Shape.time())
                  .with("actor", Shape.orNull(Shape.uuid()))
                  .with("role", Shape.text())
                  .with("action", Shape.text())
                  .with("purpose", Shape.text())
                  .with("subject", Shape.orNull(Shape.uuid()))
                  .with("target", Shape.text()))
          .withoutSelf()
          .example(
              Shape.json(
                  """
                  {"type": "audit-events", "id": "42", "attributes": {
                    "occurredAt": "2026-11-23T09:30:00Z", "actor": null, "role": "service",
                    "action": "erasure.carried-out", "purpose": "erasure-request",
                    "subject": null, "target": "erasures/0b54c1ce"}}"""));

  private PrivacyRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(ME, ERASURES, REPORTS, SEARCHES, EVENTS);
  }

  static List<Route> routes() {
    return List.of(
        Route.get("/api/me", "readMe", TAG, "Everything the service keeps on the caller.")
            .roles(EVERYBODY)
            .answers(200, Answer.one(ME, Members.none().with("notHeld", inBothLanguages()))),
        Route.delete("/api/me", "eraseMe", TAG, "Erases the caller.")
            .roles(EVERYBODY)
            .requires(
                query(
                    "confirmErasure",
                    "An address called by mistake must not erase anybody.",
                    Shape.oneOf("true")))
            .answers(200, Answer.one(ERASURES))
            .answers(204, Answer.nothing("Nothing was kept."))
            .fails(400, "erasure-not-confirmed"),
        Route.post("/api/erasures", "erase", TAG, "Erases somebody.")
            .says("Name the person by pseudonym, or by issuer and subject.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.creates(
                    "erasures",
                    Members.none()
                        .perhaps("pseudonym", Shape.uuid())
                        .perhaps("issuer", Shape.text())
                        .perhaps("subject", Shape.text())
                        .with(
                            "reason",
                            Shape.oneOf("own-request", "left", "wrongly-recorded", "ordered")),
                    Map.of(),
                    """
                    {"data": {"type": "erasures", "attributes": {
                      "pseudonym": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                      "reason": "own-request"}}}"""))
            .answers(201, Answer.one(ERASURES).header("Location", "Where it can be read."))
            .answers(200, Answer.one(ERASURES))
            .fails(404, "unknown-person")
            .fails(422, "invalid-attribute"),
        lists("/api/erasures", "listErasures", "Lists erasures.")
            .answers(200, Answer.page(ERASURES)),
        Route.get("/api/erasures/{id}", "readErasure", TAG, "Reads an erasure.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(ERASURES))
            .fails(404, "unknown-erasure"),
        lists("/api/retention-reports", "listRetentionReports", "Lists retention reports.")
            .answers(
                200,
                Answer.many(
                    REPORTS,
                    Members.none()
                        .with("total", Shape.whole(0))
                        .with("kept", Shape.mapOf(Shape.text())))),
        Route.get("/api/retention-reports/{night}", "readRetentionReport", TAG, "Reads a report.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(REPORTS))
            .fails(404, "unknown-retention-report"),
        Route.get("/api/search-log", "listSearches", TAG, "What is searched for, most often first.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(
                query("filter[language]", "Danish unless said.", Shape.oneOf("da", "en")),
                query("filter[withoutHits]", "Only those that found nothing.", Shape.truth()),
                query("filter[from]", "On that day or later.", Shape.date()),
                query("filter[to]", "On that day or before.", Shape.date()),
                pageNumber(),
                pageSize(50))
            .answers(
                200,
                Answer.many(
                    SEARCHES,
                    Members.none()
                        .with("total", Shape.whole(0))
                        .with("from", Shape.date())
                        .with("to", Shape.date())))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"),
        Route.get("/api/audit-events", "listAuditEvents", TAG, "The audit log, newest first.")
            .says("As NDJSON or CSV all of it, oldest first, without pages.")
            .roles(ADMINISTRATOR)
            .scope(Scope.AUDIT_LOG)
            .asks(
                query("filter[subject]", "About this pseudonym.", Shape.uuid()),
                query("filter[actor]", "By this pseudonym.", Shape.uuid()),
                query("filter[action]", "Such as completion.recorded.", Shape.text()),
                query("filter[target]", "Done to this: type/id.", Shape.text()),
                query("filter[from]", "Then or later.", Shape.time()),
                query("filter[to]", "Before.", Shape.time()),
                query("page[after]", "What links.next says.", Shape.matching("^[0-9]{1,18}$")),
                pageSize(50))
            .answers(200, RecordLists.withExports(Answer.many(EVENTS, Members.none())))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"));
  }

  private static Route lists(String path, String id, String summary) {
    return Route.get(path, id, TAG, summary)
        .roles(ADMINISTRATOR)
        .asks(pageNumber(), pageSize(20))
        .fails(400, "invalid-page", "page-too-large");
  }

  private static ObjectNode inBothLanguages() {
    return Members.none().with("da", Shape.text()).with("en", Shape.text()).schema();
  }

  private static ObjectNode things() {
    return Shape.list(Shape.object().put("type", "object"));
  }
}
