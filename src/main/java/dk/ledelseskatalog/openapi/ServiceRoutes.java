package dk.ledelseskatalog.openapi;

import java.util.List;

/** The service's own addresses: where statements lead, health, figures, and this description. */
final class ServiceRoutes {
  private static final String STATEMENTS = "statements";
  private static final String OPERATIONS = "operations";
  private static final String JSON = "application/json";
  private static final String JSON_LD = "application/ld+json";

  private ServiceRoutes() {}

  static List<Route> routes() {
    return List.of(
        profile("/xapi/profile", "readProfile", "The xAPI profile."),
        profile("/xapi/profile/versions/{name}", "readProfileVersion", "A version of the profile.")
            .fails(404, "unknown-profile-version"),
        profile("/xapi/profile/verbs/{name}", "readVerb", "The profile that defines a verb.")
            .fails(404, "unknown-concept"),
        profile(
                "/xapi/profile/activity-types/{name}",
                "readActivityType",
                "The profile that defines an activity type.")
            .fails(404, "unknown-concept"),
        Route.get(
                "/xapi/activities/{type}/{id}", "readActivity", STATEMENTS, "What an activity is.")
            .answers(
                200,
                Answer.of(
                    "Its definition, as statements carry it.",
                    JSON,
                    Shape.object().put("type", "object")))
            .answers(
                303,
                Answer.nothing("The page, for whoever prefers HTML.")
                    .header("Location", "Where people read of it."))
            .fails(404, "unknown-activity")
            .fails(503, "not-ready"),
        Route.post("/demo/token", "issueDemoToken", OPERATIONS, "A token of the demo issuer.")
            .says("Only while no OIDC issuer is set.")
            .requires(
                Parameter.query(
                    "person",
                    "leder, leder-2 … leder-999, redaktoer, facilitator, administrator, platform.",
                    Shape.text(),
                    "leder"))
            .answers(
                200,
                Answer.of(
                    "A token.",
                    JSON,
                    Members.none()
                        .with("access_token", Shape.text())
                        .with("token_type", Shape.oneOf("Bearer"))
                        .with("expires_in", Shape.whole(1))
                        .schema()))
            .fails(400, "unknown-demo-person")
            .fails(404, "no-demo-issuer"),
        Route.get("/openapi", "readDescription", OPERATIONS, "This description.")
            .says("As YAML for whoever prefers application/yaml.")
            .asks(
                Parameter.query(
                    "format", "Outranks the Accept header.", Shape.oneOf("json", "yaml"), "yaml"))
            .answers(
                200,
                Answer.of("OpenAPI 3.1.", JSON, Shape.object().put("type", "object"))
                    .or("application/yaml", Shape.text()))
            .fails(400, "invalid-format")
            .answers(304, Answer.nothing("Unchanged."))
            .fails(503, "not-ready"),
        health("/health", "readHealth", "Whether all is well."),
        health("/health/live", "readLiveness", "Whether the process is alive."),
        health("/health/ready", "readReadiness", "Whether it can serve, and how delivery stands."),
        Route.get("/metrics", "readMetrics", OPERATIONS, "Figures for Prometheus.")
            .answers(200, Answer.of("OpenMetrics.", "text/plain", Shape.text())));
  }

  private static Route profile(String path, String id, String summary) {
    return Route.get(path, id, STATEMENTS, summary)
        .answers(
            200,
            Answer.of("JSON-LD.", JSON_LD, Shape.object().put("type", "object"))
                .or(JSON, Shape.object().put("type", "object")))
        .answers(304, Answer.nothing("Unchanged."))
        .fails(406, "not-acceptable");
  }

  private static Route health(String path, String id, String summary) {
    return Route.get(path, id, OPERATIONS, summary)
        .answers(200, Answer.of("UP.", JSON, Shape.object().put("type", "object")))
        .answers(503, Answer.of("DOWN.", JSON, Shape.object().put("type", "object")));
  }
}
