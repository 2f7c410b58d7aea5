package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.identity.Roles.FACILITATOR;
import static dk.ledelseskatalog.identity.Roles.LEADER;
import static dk.ledelseskatalog.identity.Roles.PLATFORM;
import static dk.ledelseskatalog.openapi.Parameter.contentLanguage;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.List;
import java.util.Map;

/** Sessions, enrolments and attendance. */
final class MasterclassRoutes {
  private static final String TAG = "masterclasses";

  private static final ResourceShape SESSIONS =
      ResourceShape.of(
              "sessions",
              "One holding of a masterclass.",
              Shape.text(),
              Members.none()
                  .with("startsAt", Shape.time())
                  .with("endsAt", Shape.time())
                  .with("timeZone", Shape.text())
                  .with("place", Shape.orNull(Shape.text()))
                  .perhaps(
                      "link",
                      Shape.says(
                          "Only those who are signed in are told it.",
                          Shape.orNull(Shape.address())))
                  .with("capacity", Shape.whole(1, 10_000))
                  .with("facilitators", Shape.list(Shape.text()))
                  .with("signUpOpensAt", Shape.time())
                  .with("signUpClosesAt", Shape.time())
                  .with("status", Shape.oneOf("planned", "held", "cancelled")))
          .relationships(Map.of("masterclass", Ends.one("masterclasses")))
          .linksTo("calendar")
          .meta(
              Members.none()
                  .with("version", Shape.whole(1))
                  .with("enrolled", Shape.whole(0))
                  .with("waiting", Shape.whole(0))
                  .with("free", Shape.whole(0)))
          .example(
              Shape.json(
                  """
                  {"type": "sessions", "id": "eksempel-tillid-og-opfoelgning-2027-03-09",
                   "attributes": {"startsAt": "2027-03-09T08:00:00Z",
                     "endsAt": "2027-03-09T11:00:00Z", "timeZone": "Europe/Copenhagen",
                     "place": "Rådhuset", "capacity": 20, "facilitators": [],
                     "signUpOpensAt": "2026-11-23T09:30:00Z",
                     "signUpClosesAt": "2027-03-09T08:00:00Z", "status": "planned"},
                   "relationships": {"masterclass": {"data":
                     {"type": "masterclasses", "id": "eksempel-tillid-og-opfoelgning"}}},
                   "links": {
                     "self": "/api/sessions/eksempel-tillid-og-opfoelgning-2027-03-09",
                     "calendar":
                       "/api/sessions/eksempel-tillid-og-opfoelgning-2027-03-09/calendar.ics"},
                   "meta": {"version": 1, "enrolled": 3, "waiting": 0, "free": 17}}"""));

  private static final ResourceShape ENROLMENTS =
      ResourceShape.of(
              "enrolments",
              "A person's place in a session, or in the line for one.",
              Shape.uuid(),
              Members.none()
                  .with(
                      "status",
                      Shape.oneOf("waiting", "enrolled", "attended", "no-show", "cancelled"))
                  .with("waitingPosition", Shape.orNull(Shape.whole(1)))
                  .with(
                      "endedBecause", Shape.orNull(Shape.oneOf("signed-off", "session-cancelled")))
                  .perhaps("ticket", Shape.says("Not for platform.", Shape.text()))
                  .with("recordedAt", Shape.time())
                  .with("changedAt", Shape.time())
                  .perhaps(
                      "registration",
                      Shape.says("For platform and administrator.", Shape.orNull(Shape.uuid())))
                  .perhaps(
                      "person",
                      Shape.says("The pseudonym; for platform and administrator.", Shape.uuid())))
          .relationships(Map.of("session", Ends.one("sessions")))
          .meta(
              Members.none()
                  .perhaps(
                      "attendance",
                      Shape.list(
                          Members.none()
                              .with("status", Shape.oneOf("attended", "no-show"))
                              .with("recordedAt", Shape.time())
                              .with("statement", Shape.uuid())
                              .perhaps("voidedAt", Shape.time())
                              .perhaps("voidingStatement", Shape.uuid())
                              .schema())))
          .example(
              Shape.json(
                  """
                  {"type": "enrolments", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"status": "enrolled", "waitingPosition": null,
                     "endedBecause": null, "ticket": "K7RWM4",
                     "recordedAt": "2026-11-23T09:30:00Z", "changedAt": "2026-11-23T09:30:00Z"},
                   "relationships": {"session": {"data": {"type": "sessions",
                     "id": "eksempel-tillid-og-opfoelgning-2027-03-09"}}},
                   "links": {"self":
                     "/api/enrolments/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));

  private static final Members PLAN =
      Members.none()
          .with("startsAt", Shape.time())
          .with("endsAt", Shape.time())
          .with("capacity", Shape.whole(1, 10_000))
          .perhaps("timeZone", Shape.text())
          .perhaps("place", Shape.orNull(Shape.text().put("maxLength", 300)))
          .perhaps("link", Shape.orNull(Shape.address()))
          .perhaps("facilitators", Shape.list(Shape.text()))
          .perhaps("signUpOpensAt", Shape.orNull(Shape.time()))
          .perhaps("signUpClosesAt", Shape.orNull(Shape.time()));

  private MasterclassRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(SESSIONS, ENROLMENTS);
  }

  static List<Route> routes() {
    return List.of(
        Route.post("/api/sessions", "planSession", TAG, "Plans a session.")
            .roles(FACILITATOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "sessions",
                    PLAN,
                    Map.of("masterclass", Ends.one("masterclasses")),
                    """
                    {"data": {"type": "sessions", "attributes": {
                      "startsAt": "2027-03-09T09:00:00+01:00",
                      "endsAt": "2027-03-09T12:00:00+01:00", "capacity": 20},
                      "relationships": {"masterclass": {"data": {"type": "masterclasses",
                        "id": "eksempel-tillid-og-opfoelgning"}}}}}"""))
            .answers(201, session().header("Location", "Where it can be read."))
            .fails(400, "masterclass-missing")
            .fails(404, "unknown-masterclass")
            .fails(422, "invalid-attribute"),
        Route.get("/api/sessions", "listSessions", TAG, "Lists sessions, first to start first.")
            .asks(
                pageNumber(),
                pageSize(20),
                query("filter[masterclass]", "Of this masterclass.", Shape.text()),
                query(
                    "filter[status]",
                    "In this state.",
                    Shape.oneOf("planned", "held", "cancelled")),
                query("filter[from]", "Starting then or later.", Shape.time()),
                query("filter[to]", "Starting before.", Shape.time()),
                query("sort", "In which order.", Shape.oneOf("startsAt", "-startsAt")))
            .answers(200, Answer.page(SESSIONS))
            .fails(400, "invalid-filter", "invalid-sort", "invalid-page", "page-too-large"),
        Route.get("/api/sessions/{id}", "readSession", TAG, "Reads a session.")
            .answers(200, session())
            .fails(404, "unknown-session"),
        Route.patch("/api/sessions/{id}", "changeSession", TAG, "Changes a session.")
            .says("What is not sent stays as it is.")
            .roles(FACILITATOR, ADMINISTRATOR)
            .requires(
                Parameter.header("If-Match", "The ETag of the session as it was read.", "\"1\""))
            .sends(
                Body.changes(
                    "sessions",
                    new Members(
                            PLAN.all().stream()
                                .map(each -> new Members.Member(each.name(), each.schema(), false))
                                .toList())
                        .perhaps("status", Shape.oneOf("planned", "held", "cancelled")),
                    """
                    {"data": {"type": "sessions",
                      "id": "eksempel-tillid-og-opfoelgning-2027-03-09",
                      "attributes": {"capacity": 25}}}"""))
            .answers(200, session())
            .fails(400, "malformed-request", "invalid-header")
            .fails(404, "unknown-session", "unknown-masterclass")
            .fails(
                409,
                "capacity-below-enrolled",
                "attendance-recorded",
                "masterclass-withdrawn",
                "session-cancelled",
                "session-not-begun")
            .fails(412, "changed-meanwhile")
            .fails(422, "invalid-attribute", "masterclass-permanent")
            .fails(428, "if-match-missing"),
        Route.get("/api/sessions/{id}/calendar.ics", "readCalendar", TAG, "A session as iCalendar.")
            .asks(contentLanguage())
            .answers(200, Answer.of("RFC 5545.", "text/calendar; charset=utf-8", Shape.text()))
            .fails(400, "invalid-language")
            .fails(404, "unknown-session"),
        Route.post(
                "/api/sessions/{id}/attendance",
                "recordAttendance",
                TAG,
                "Records a list of who came.")
            .says("The whole list or nothing.")
            .roles(FACILITATOR, ADMINISTRATOR)
            .asks(query("dryRun", "Only say what the list would do.", Shape.truth()))
            .sends(
                new Body(
                    MediaTypes.CSV,
                    Shape.text(),
                    Shape.object().textNode("enrolment,status\nK7RWM4,attended\n"),
                    false))
            .answers(200, report())
            .fails(400, "malformed-csv", "invalid-flag")
            .fails(404, "unknown-session")
            .fails(409, "session-not-begun", "session-cancelled", "masterclass-withdrawn")
            .fails(
                422,
                "wrong-columns",
                "invalid-row",
                "invalid-status",
                "unknown-enrolment",
                "repeated-row",
                "too-many-rows",
                "no-place",
                "session-not-begun",
                "correction-too-late"),
        Route.post("/api/enrolments", "signUp", TAG, "Signs up for a session.")
            .roles(LEADER)
            .sends(
                Body.creates(
                    "enrolments",
                    Members.none(),
                    Map.of("session", Ends.one("sessions")),
                    """
                    {"data": {"type": "enrolments", "relationships": {"session": {"data":
                      {"type": "sessions",
                       "id": "eksempel-tillid-og-opfoelgning-2027-03-09"}}}}}"""))
            .answers(201, Answer.one(ENROLMENTS).header("Location", "Where it can be read."))
            .answers(200, Answer.one(ENROLMENTS))
            .fails(400, "session-missing")
            .fails(404, "unknown-session")
            .fails(
                409,
                "sign-up-not-open",
                "sign-up-closed",
                "session-cancelled",
                "masterclass-withdrawn"),
        RecordLists.describe(
                Route.get("/api/enrolments", "listEnrolments", TAG, "Lists enrolments."),
                ENROLMENTS)
            .says("A leader sees their own; a facilitator those of the session they name.")
            .roles(LEADER, FACILITATOR, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .asks(
                query("filter[session]", "In these sessions.", Shape.list(Shape.text())),
                RecordLists.activity(),
                RecordLists.type(),
                RecordLists.theme(),
                RecordLists.person(),
                query(
                    "filter[status]",
                    "In these states.",
                    Shape.list(
                        Shape.oneOf("waiting", "enrolled", "attended", "no-show", "cancelled"))),
                RecordLists.from("recordedAt"),
                RecordLists.to("recordedAt"),
                RecordLists.changedSince())
            .fails(400, "filter-missing"),
        Route.get("/api/enrolments/{id}", "readEnrolment", TAG, "Reads an enrolment.")
            .roles(LEADER, FACILITATOR, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .answers(200, Answer.one(ENROLMENTS))
            .fails(404, "unknown-enrolment"),
        Route.patch(
                "/api/enrolments/{id}", "changeEnrolment", TAG, "Signs off, or records attendance.")
            .roles(LEADER, FACILITATOR, ADMINISTRATOR)
            .sends(
                Body.changes(
                    "enrolments",
                    Members.none()
                        .with(
                            "status", Shape.oneOf("cancelled", "attended", "no-show", "enrolled")),
                    """
                    {"data": {"type": "enrolments",
                      "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                      "attributes": {"status": "attended"}}}"""))
            .answers(200, Answer.one(ENROLMENTS))
            .fails(403, "attendance-by-facilitator", "sign-off-by-leader")
            .fails(404, "unknown-enrolment")
            .fails(
                409,
                "session-begun",
                "session-not-begun",
                "session-cancelled",
                "no-place",
                "correction-too-late",
                "masterclass-withdrawn")
            .fails(422, "invalid-attribute"),
        Route.delete("/api/enrolments/{id}", "signOff", TAG, "Signs off.")
            .roles(LEADER)
            .answers(204, Answer.nothing("Signed off."))
            .fails(403, "sign-off-by-leader")
            .fails(404, "unknown-enrolment")
            .fails(409, "session-begun", "session-cancelled"));
  }

  private static Answer session() {
    return Answer.one(SESSIONS).header("ETag", "Its version, for If-Match.");
  }

  private static Answer report() {
    ObjectNode row =
        Members.none()
            .with("line", Shape.whole(2))
            .with("enrolment", Shape.uuid())
            .with("ticket", Shape.text())
            .with("from", Shape.text())
            .with("to", Shape.text())
            .perhaps("completion", Shape.oneOf("recorded", "voided"))
            .schema();
    Members meta =
        Members.none()
            .with("dryRun", Shape.truth())
            .with("changed", Shape.whole(0))
            .with("rows", Shape.list(row));
    return Answer.of(
        "What the list did.",
        MediaTypes.JSON_API,
        Members.none()
            .with("jsonapi", Shape.reference("JsonApi"))
            .with("links", Shape.reference("DocumentLinks"))
            .with("meta", meta.schema())
            .schema());
  }
}
