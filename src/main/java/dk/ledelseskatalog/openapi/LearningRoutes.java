package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.identity.Roles.FACILITATOR;
import static dk.ledelseskatalog.identity.Roles.LEADER;
import static dk.ledelseskatalog.identity.Roles.PLATFORM;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Completions, teams and corrections. */
final class LearningRoutes {
  private static final String TAG = "learning";
  private static final String COMPLETION = "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9";

  private static final ResourceShape COMPLETIONS =
      ResourceShape.of(
              "completions",
              "The immutable fact that a person completed an activity.",
              Shape.uuid(),
              Members.none()
                  .with("status", Shape.oneOf("valid", "voided"))
                  .with("completedAt", Shape.time())
                  .with("durationSeconds", Shape.orNull(Shape.whole(0)))
                  .with("registration", Shape.uuid())
                  .with("release", Shape.whole(1))
                  .with("recordedAt", Shape.time())
                  .perhaps(
                      "person",
                      Shape.says("The pseudonym; for platform and administrator.", Shape.uuid())))
          .relationships(completionRelationships(), "theme")
          .meta(Members.none().with("statement", statement()))
          .example(
              Shape.json(
                  """
                  {"type": "completions", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"status": "valid", "completedAt": "2026-11-23T09:30:00Z",
                     "durationSeconds": 600,
                     "registration": "0a4f6f8e-6f0e-4b57-9a39-d1f1f2c3b4a5",
                     "release": 1, "recordedAt": "2026-11-23T09:30:01Z"},
                   "relationships": {
                     "activity": {"data": {"type": "reflections", "id": "paa-fast-grund"}},
                     "theme": {"data": {"type": "themes", "id": "mod"}},
                     "team": {"data": null}, "correction": {"data": null},
                     "replacedBy": {"data": null}, "replaces": {"data": null}},
                   "links": {"self": "/api/completions/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"},
                   "meta": {"statement": {"id": "a8098c1a-f86e-51da-bd1a-00112444be1e",
                     "state": "PENDING"}}}"""));

  private static final ResourceShape TEAMS =
      ResourceShape.of(
              "teams",
              "Leaders who hold dialogues together.",
              Shape.uuid(),
              Members.none()
                  .with("role", Shape.oneOf("owner", "member"))
                  .with("createdAt", Shape.time())
                  .perhaps("joinCode", Shape.says("For the owner only.", Shape.text()))
                  .perhaps("joinCodeExpiresAt", Shape.time()))
          .relationships(
              ordered(
                  "memberships", Ends.many("team-memberships").perhapsUntold(),
                  "membership", Ends.one("team-memberships")))
          .example(
              Shape.json(
                  """
                  {"type": "teams", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"role": "member", "createdAt": "2026-11-23T09:30:00Z"},
                   "relationships": {
                     "memberships": {"meta": {"total": 4}},
                     "membership": {"data": {"type": "team-memberships",
                       "id": "5f0c3c5e-93b3-4d0c-8d0c-0b6a7e3c9f11"}}},
                   "links": {"self": "/api/teams/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));

  private static final ResourceShape MEMBERSHIPS =
      ResourceShape.of(
              "team-memberships",
              "A person is in a team; its id is all that others see of them.",
              Shape.uuid(),
              Members.none()
                  .with("role", Shape.oneOf("owner", "member"))
                  .with("joinedAt", Shape.time()))
          .relationships(Map.of("team", Ends.one("teams")))
          .example(
              Shape.json(
                  """
                  {"type": "team-memberships", "id": "5f0c3c5e-93b3-4d0c-8d0c-0b6a7e3c9f11",
                   "attributes": {"role": "member", "joinedAt": "2026-11-23T09:30:00Z"},
                   "relationships": {"team": {"data": {"type": "teams",
                     "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}},
                   "links": {"self":
                     "/api/team-memberships/5f0c3c5e-93b3-4d0c-8d0c-0b6a7e3c9f11"}}"""));

  private static final ResourceShape CORRECTIONS =
      ResourceShape.of(
              "corrections",
              "A completion was wrong: it is voided and, where something is right, said anew.",
              Shape.uuid(),
              Members.none()
                  .with(
                      "reason",
                      Shape.oneOf(
                          "mistake",
                          "wrong-time",
                          "wrong-activity",
                          "wrong-person",
                          "attendance-corrected"))
                  .with("correctedAs", Shape.text())
                  .with("recordedAt", Shape.time()))
          .relationships(
              ordered(
                  "completion", Ends.one("completions"), "replacement", Ends.one("completions")))
          .meta(Members.none().with("statement", statement()))
          .example(
              Shape.json(
                  """
                  {"type": "corrections", "id": "77b0c1d0-6d39-4d3c-8c5b-1f6d1d9a8f10",
                   "attributes": {"reason": "mistake", "correctedAs": "leader",
                     "recordedAt": "2026-11-23T10:00:00Z"},
                   "relationships": {
                     "completion": {"data": {"type": "completions",
                       "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}},
                     "replacement": {"data": null}},
                   "links": {"self": "/api/corrections/77b0c1d0-6d39-4d3c-8c5b-1f6d1d9a8f10"},
                   "meta": {"statement": {"id": "a8098c1a-f86e-51da-bd1a-00112444be1e",
                     "state": "PENDING"}}}"""));

  private LearningRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(COMPLETIONS, TEAMS, MEMBERSHIPS, CORRECTIONS);
  }

  static List<Route> routes() {
    return List.of(
        Route.post("/api/completions", "recordCompletion", TAG, "Records a completion.")
            .says("The same request with the same registration again is the same completion.")
            .roles(LEADER)
            .sends(
                Body.creates(
                    "completions",
                    Members.none()
                        .perhaps("completedAt", Shape.time())
                        .perhaps("durationSeconds", Shape.whole(0, 2_678_400))
                        .perhaps("registration", Shape.uuid()),
                    ordered(
                        "activity", Ends.one("reflections", "dialogues"),
                        "team", Ends.one("teams").perhapsUntold(),
                        "participants", Ends.many("team-memberships").perhapsUntold()),
                    """
                    {"data": {"type": "completions", "attributes": {"durationSeconds": 600},
                      "relationships": {"activity": {"data":
                        {"type": "reflections", "id": "paa-fast-grund"}}}}}"""))
            .answers(
                201,
                Answer.one(COMPLETIONS, Members.none().perhaps("participants", Shape.whole(1)))
                    .header("Location", "Where it can be read."))
            .answers(
                200,
                Answer.one(COMPLETIONS, Members.none().perhaps("participants", Shape.whole(1))))
            .fails(400, "activity-missing", "team-missing", "invalid-participants")
            .fails(404, "unknown-activity", "unknown-team")
            .fails(409, "registration-taken")
            .fails(
                422,
                "invalid-attribute",
                "activity-not-completable",
                "completed-by-attendance",
                "completed-in-the-future",
                "not-for-a-team",
                "not-in-team"),
        RecordLists.describe(
                Route.get("/api/completions", "listCompletions", TAG, "Lists completions."),
                COMPLETIONS)
            .says("A leader sees their own.")
            .roles(LEADER, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .asks(
                RecordLists.activity(),
                RecordLists.type(),
                RecordLists.theme(),
                RecordLists.person(),
                query("filter[status]", "These only.", Shape.list(Shape.oneOf("valid", "voided"))),
                RecordLists.from("completedAt"),
                RecordLists.to("completedAt"),
                RecordLists.changedSince()),
        Route.get("/api/completions/{id}", "readCompletion", TAG, "Reads a completion.")
            .roles(LEADER, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .answers(200, Answer.one(COMPLETIONS))
            .fails(404, "unknown-completion"),
        Route.post("/api/teams", "createTeam", TAG, "Makes a team.")
            .roles(LEADER)
            .sends(
                Body.creates(
                    "teams", Members.none(), Map.of(), "{\"data\": {\"type\": \"teams\"}}"))
            .answers(201, team().header("Location", "Where it can be read."))
            .fails(409, "too-many-teams"),
        Route.get("/api/teams", "listTeams", TAG, "Lists the teams one is in.")
            .roles(LEADER)
            .answers(200, Answer.page(TEAMS)),
        Route.get("/api/teams/{id}", "readTeam", TAG, "Reads a team with its memberships.")
            .roles(LEADER)
            .answers(200, team())
            .fails(404, "unknown-team"),
        Route.delete("/api/teams/{id}", "endTeam", TAG, "Ends a team.")
            .roles(LEADER)
            .answers(204, Answer.nothing("Ended."))
            .fails(403, "not-allowed")
            .fails(404, "unknown-team")
            .fails(406, "not-acceptable"),
        Route.get("/api/teams/{id}/memberships", "listMemberships", TAG, "Lists who is in a team.")
            .roles(LEADER)
            .answers(200, Answer.page(MEMBERSHIPS))
            .fails(404, "unknown-team"),
        Route.post("/api/teams/{id}/join-code", "renewJoinCode", TAG, "Draws another join code.")
            .roles(LEADER)
            .answers(200, team())
            .fails(404, "unknown-team"),
        Route.post("/api/team-memberships", "joinTeam", TAG, "Joins a team by its code.")
            .roles(LEADER)
            .sends(
                Body.creates(
                    "team-memberships",
                    Members.none().with("joinCode", Shape.text()),
                    Map.of(),
                    """
                    {"data": {"type": "team-memberships",
                      "attributes": {"joinCode": "K7PX-3MQZ"}}}"""))
            .answers(201, Answer.one(MEMBERSHIPS).header("Location", "Where it can be read."))
            .answers(200, Answer.one(MEMBERSHIPS))
            .fails(404, "unknown-join-code")
            .fails(409, "team-full", "too-many-teams")
            .fails(422, "invalid-attribute"),
        Route.get("/api/team-memberships/{id}", "readMembership", TAG, "Reads a membership.")
            .roles(LEADER)
            .answers(200, Answer.one(MEMBERSHIPS))
            .fails(404, "unknown-membership"),
        Route.delete(
                "/api/team-memberships/{id}",
                "leaveTeam",
                TAG,
                "Leaves a team, or removes somebody.")
            .roles(LEADER)
            .answers(204, Answer.nothing("Left."))
            .fails(404, "unknown-membership")
            .fails(406, "not-acceptable")
            .fails(409, "owner-cannot-leave"),
        Route.post("/api/corrections", "correctCompletion", TAG, "Corrects a completion.")
            .roles(LEADER, FACILITATOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "corrections",
                    Members.none()
                        .with(
                            "reason",
                            Shape.oneOf("mistake", "wrong-time", "wrong-activity", "wrong-person"))
                        .perhaps("completedAt", Shape.time())
                        .perhaps("durationSeconds", Shape.whole(0, 2_678_400)),
                    Map.of("completion", Ends.one("completions")),
                    """
                    {"data": {"type": "corrections", "attributes": {"reason": "mistake"},
                      "relationships": {"completion": {"data": {"type": "completions",
                        "id": "%s"}}}}}"""
                        .formatted(COMPLETION)))
            .answers(201, Answer.one(CORRECTIONS).header("Location", "Where it can be read."))
            .answers(200, Answer.one(CORRECTIONS))
            .fails(400, "completion-missing")
            .fails(403, "correction-window-closed")
            .fails(404, "unknown-completion")
            .fails(409, "already-corrected", "activity-withdrawn")
            .fails(
                422,
                "invalid-attribute",
                "corrected-by-attendance",
                "nothing-to-say-anew",
                "nothing-to-correct",
                "completed-in-the-future"),
        Route.get("/api/corrections", "listCorrections", TAG, "Lists corrections, newest first.")
            .roles(LEADER, FACILITATOR, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .asks(
                pageNumber(),
                pageSize(20),
                query("filter[completion]", "Of this completion.", Shape.uuid()))
            .answers(200, Answer.page(CORRECTIONS))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"),
        Route.get("/api/corrections/{id}", "readCorrection", TAG, "Reads a correction.")
            .roles(LEADER, FACILITATOR, PLATFORM, ADMINISTRATOR)
            .scope(Scope.LEARNING_RECORDS)
            .answers(200, Answer.one(CORRECTIONS))
            .fails(404, "unknown-correction"));
  }

  private static Answer team() {
    return Answer.document(
        "A team with its memberships.",
        Shape.reference(TEAMS.component()),
        Members.none().with("included", Shape.list(Shape.reference(MEMBERSHIPS.component()))),
        Members.none());
  }

  static ObjectNode statement() {
    return Members.none()
        .with("id", Shape.uuid())
        .perhaps("state", Shape.oneOf("PENDING", "DELIVERED", "PARKED", "DISCARDED"))
        .schema();
  }

  static Map<String, Ends> ordered(String first, Ends one, String second, Ends two) {
    Map<String, Ends> all = new LinkedHashMap<>();
    all.put(first, one);
    all.put(second, two);
    return all;
  }

  private static Map<String, Ends> ordered(
      String first, Ends one, String second, Ends two, String third, Ends three) {
    Map<String, Ends> all = new LinkedHashMap<>(ordered(first, one, second, two));
    all.put(third, three);
    return all;
  }

  private static Map<String, Ends> completionRelationships() {
    Map<String, Ends> all = new LinkedHashMap<>();
    all.put("activity", Ends.one("reflections", "dialogues", "masterclasses"));
    all.put("theme", Ends.one("themes"));
    all.put("team", Ends.one("teams"));
    all.put("correction", Ends.one("corrections"));
    all.put("replacedBy", Ends.one("completions"));
    all.put("replaces", Ends.one("completions"));
    return all;
  }
}
