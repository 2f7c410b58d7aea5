package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** API tokens and exclusions. */
final class AccessRoutes {
  private static final String TAG = "access";

  private static final ResourceShape TOKENS =
      ResourceShape.of(
              "api-tokens",
              "A service client's way in.",
              Shape.matching("^[0-9a-z]{12}$"),
              Members.none()
                  .with("name", Shape.text())
                  .with("scopes", scopes())
                  .with("status", Shape.oneOf("active", "expired", "revoked"))
                  .with("createdAt", Shape.time())
                  .with("createdBy", Shape.uuid())
                  .with("expiresAt", Shape.time())
                  .with("lastUsedAt", Shape.says("To the minute.", Shape.orNull(Shape.time())))
                  .with("revokedAt", Shape.orNull(Shape.time()))
                  .with("revokedBy", Shape.orNull(Shape.uuid()))
                  .perhaps(
                      "secret",
                      Shape.says(
                          "What the client sends as its bearer token; only in the answer that"
                              + " creates it.",
                          Shape.matching("^lk_[0-9a-z]{12}_[0-9a-z]{57}$"))))
          .example(
              Shape.json(
                  """
                  {"type": "api-tokens", "id": "3f8k20z1qmxw", "attributes": {
                    "name": "Læringsplatformen", "scopes": ["learning-records:read"],
                    "status": "active", "createdAt": "2026-11-24T09:30:00Z",
                    "createdBy": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                    "expiresAt": "2027-11-24T00:00:00Z", "lastUsedAt": null,
                    "revokedAt": null, "revokedBy": null},
                   "links": {"self": "/api/api-tokens/3f8k20z1qmxw"}}"""));

  private static final ResourceShape EXCLUSIONS =
      ResourceShape.of(
              "exclusions",
              "An administrator's decision against a person.",
              Shape.uuid(),
              Members.none()
                  .with(
                      "pseudonym",
                      Shape.says("None once the person is erased.", Shape.orNull(Shape.uuid())))
                  .with("effect", effect())
                  .with("reason", reason())
                  .with("since", Shape.time())
                  .with("requestedBy", Shape.uuid()))
          .example(
              Shape.json(
                  """
                  {"type": "exclusions", "id": "5a6f7b1e-3c33-4d57-9d0e-2f7a4f3f9c11",
                   "attributes": {"pseudonym": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                     "effect": "shut-out", "reason": "left", "since": "2026-11-24T09:30:00Z",
                     "requestedBy": "9d1c8e1a-8f5e-4f0e-8a51-77ad6a0c9e01"},
                   "links": {"self": "/api/exclusions/5a6f7b1e-3c33-4d57-9d0e-2f7a4f3f9c11"}}"""));

  private AccessRoutes() {}

  static List<ResourceShape> resources() {
    return List.of(TOKENS, EXCLUSIONS);
  }

  static List<Route> routes() {
    return List.of(
        Route.post("/api/api-tokens", "createApiToken", TAG, "Makes an API token.")
            .says("The secret is told in this answer and never again.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.creates(
                    "api-tokens",
                    Members.none()
                        .with("name", Shape.text())
                        .with("scopes", scopes())
                        .with("expiresAt", Shape.says("Within the next 400 days.", Shape.time())),
                    Map.of(),
                    """
                    {"data": {"type": "api-tokens", "attributes": {
                      "name": "Læringsplatformen", "scopes": ["learning-records:read"],
                      "expiresAt": "2027-11-24T00:00:00Z"}}}"""))
            .answers(201, Answer.one(TOKENS).header("Location", "Where it can be read."))
            .fails(422, "invalid-attribute"),
        lists("/api/api-tokens", "listApiTokens", "Lists API tokens, last created first.")
            .answers(200, Answer.page(TOKENS)),
        Route.get("/api/api-tokens/{id}", "readApiToken", TAG, "Reads an API token.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(TOKENS))
            .fails(404, "unknown-api-token"),
        Route.delete("/api/api-tokens/{id}", "revokeApiToken", TAG, "Revokes an API token.")
            .says("It is refused at the next request. Revoked once more, it stays as it is.")
            .roles(ADMINISTRATOR)
            .answers(204, Answer.nothing("It is revoked."))
            .fails(404, "unknown-api-token"),
        Route.post("/api/exclusions", "exclude", TAG, "Shuts somebody out.")
            .says(
                "Or asks them to sign in anew. Name the person by pseudonym, or by issuer and"
                    + " subject.")
            .roles(ADMINISTRATOR)
            .sends(
                Body.creates(
                    "exclusions",
                    Members.none()
                        .perhaps("pseudonym", Shape.uuid())
                        .perhaps("issuer", Shape.text())
                        .perhaps("subject", Shape.text())
                        .perhaps("effect", effect())
                        .with("reason", reason()),
                    Map.of(),
                    """
                    {"data": {"type": "exclusions", "attributes": {
                      "pseudonym": "0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10",
                      "effect": "shut-out", "reason": "left"}}}"""))
            .answers(201, Answer.one(EXCLUSIONS).header("Location", "Where it can be read."))
            .answers(200, Answer.one(EXCLUSIONS))
            .fails(404, "unknown-person")
            .fails(409, "shut-out-already")
            .fails(422, "invalid-attribute", "oneself"),
        lists("/api/exclusions", "listExclusions", "Lists exclusions, last decided first.")
            .answers(200, Answer.page(EXCLUSIONS)),
        Route.get("/api/exclusions/{id}", "readExclusion", TAG, "Reads an exclusion.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(EXCLUSIONS))
            .fails(404, "unknown-exclusion"),
        Route.delete("/api/exclusions/{id}", "letIn", TAG, "Lets somebody in again.")
            .roles(ADMINISTRATOR)
            .answers(204, Answer.nothing("They are let in."))
            .fails(404, "unknown-exclusion"));
  }

  private static Route lists(String path, String id, String summary) {
    return Route.get(path, id, TAG, summary)
        .roles(ADMINISTRATOR)
        .asks(pageNumber(), pageSize(20))
        .fails(400, "invalid-page", "page-too-large");
  }

  private static ObjectNode scopes() {
    return Shape.list(
            Shape.oneOf(Arrays.stream(Scope.values()).map(Scope::code).toArray(String[]::new)))
        .put("minItems", 1);
  }

  private static ObjectNode effect() {
    return Shape.oneOf("shut-out", "sign-in-anew");
  }

  private static ObjectNode reason() {
    return Shape.oneOf("left", "compromised", "roles-changed", "ordered");
  }
}
