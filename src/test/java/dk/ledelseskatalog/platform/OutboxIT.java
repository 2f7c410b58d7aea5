package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.openapi.DescribedClient;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators' side of the outbox, over HTTP, in the built WAR. */
@ArquillianTest
@RunAsClient
class OutboxIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void anOperatorPausesSeesWhatWaitsAndLetsItGo() throws Exception {
    assertThat(patch("/api/outbox", outbox(true, "LRS'et flyttes")).statusCode()).isEqualTo(200);
    try {
      String statement = complete("leder-61");

      JsonNode outbox = data(get("/api/outbox")).path("attributes");
      assertThat(outbox.path("paused").asBoolean()).isTrue();
      assertThat(outbox.path("reason").asText()).isEqualTo("LRS'et flyttes");
      assertThat(outbox.path("pausedBy").asText()).hasSize(36);
      assertThat(outbox.path("waiting").asInt()).isPositive();
      assertThat(health().at("/data/paused").asText()).isEqualTo("LRS'et flyttes");
      assertThat(health().path("status").asText()).isEqualTo("UP");

      JsonNode message =
          data(get("/api/outbox-messages?filter%5Bstatement%5D=" + statement)).get(0);
      assertThat(message.at("/attributes/state").asText()).isEqualTo("PENDING");
      assertThat(message.at("/attributes").has("statement")).isFalse();
      String id = message.path("id").asText();
      assertThat(data(get("/api/outbox-messages/" + id)).at("/attributes/statement/id").asText())
          .isEqualTo(statement);

      HttpResponse<String> early = patch("/api/outbox-messages/" + id, decision(id, "DISCARDED"));
      assertThat(early.statusCode()).isEqualTo(409);
      assertThat(error(early).path("code").asText()).isEqualTo("not-parked");
    } finally {
      assertThat(patch("/api/outbox", outbox(false, "Flyttet")).statusCode()).isEqualTo(200);
    }
    await(() -> data(get("/api/outbox")).at("/attributes/waiting").asInt() == 0);
  }

  @Test
  void whatWasDeliveredIsSentAgainAndReconciled() throws Exception {
    Instant since = Instant.now().minusSeconds(3600);
    complete("leder-62");
    await(() -> data(get("/api/outbox")).at("/attributes/waiting").asInt() == 0);
    int delivered = data(get("/api/outbox")).at("/attributes/delivered").asInt();
    // Fewer than were ever delivered, if somebody has been erased since.
    int kept =
        JSON.readTree(get("/api/outbox-messages?filter%5Bstate%5D=DELIVERED").body())
            .at("/meta/total")
            .asInt();

    HttpResponse<String> resent = post("/api/outbox-resends", since("outbox-resends", since));
    assertThat(resent.statusCode()).isEqualTo(201);
    assertThat(data(resent).at("/attributes/messages").asInt()).isEqualTo(kept);
    assertThat(get(path(resent)).body()).isEqualTo(resent.body());
    await(() -> data(get("/api/outbox")).at("/attributes/waiting").asInt() == 0);
    assertThat(data(get("/api/outbox")).at("/attributes/delivered").asInt()).isEqualTo(delivered);

    HttpResponse<String> begun = post("/api/reconciliations", since("reconciliations", since));
    assertThat(begun.statusCode()).isEqualTo(201);
    await(() -> !data(get(path(begun))).at("/attributes/state").asText().equals("RUNNING"));
    JsonNode report = data(get(path(begun))).path("attributes");
    assertThat(report.path("state").asText()).as(report.toString()).isEqualTo("DONE");
    assertThat(report.path("missing").asInt()).isZero();
    assertThat(report.path("different").asInt()).isZero();
    assertThat(report.path("compared").asInt()).isEqualTo(kept);
    assertThat(data(get("/api/reconciliations")).size()).isPositive();
    assertThat(data(get("/api/outbox-resends")).size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/outbox",
        "/api/outbox-messages",
        "/api/outbox-messages/1",
        "/api/outbox-resends",
        "/api/outbox-resends/6f1c5b1e-0b1a-4c3e-9a51-3e1f0d5b7a11",
        "/api/reconciliations",
        "/api/reconciliations/6f1c5b1e-0b1a-4c3e-9a51-3e1f0d5b7a11"
      })
  void onlyAnAdministratorGetsIn(String path) throws Exception {
    assertThat(send("GET", path, "", "").statusCode()).isEqualTo(401);
    for (String person : new String[] {"leder", "redaktoer", "facilitator", "platform"}) {
      assertThat(send("GET", path, "", token(person)).statusCode()).as(person).isEqualTo(403);
    }
    HttpResponse<String> head = send("HEAD", path, "", token("administrator"));
    assertThat(head.statusCode()).isIn(200, 404);
    assertThat(head.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> options = send("OPTIONS", path, "", "");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow").orElse("")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/outbox-messages/0|404|unknown-message",
        "/api/outbox-messages/-1|404|unknown-message",
        "/api/outbox-messages/99999999999999999999|404|unknown-message",
        "/api/outbox-messages?filter%5Bstate%5D=pending|400|invalid-filter",
        "/api/outbox-messages?filter%5Bstate%5D='%20or%201=1|400|invalid-filter",
        "/api/outbox-messages?filter%5Bperson%5D=leder|400|invalid-filter",
        "/api/outbox-messages?filter%5Bstatement%5D=%00|400|invalid-filter",
        "/api/outbox-messages?filter%5Bstates%5D=PARKED|400|unknown-parameter",
        "/api/outbox-messages?page%5Bsize%5D=101|400|page-too-large",
        "/api/outbox?x=1|400|unknown-parameter",
        "/api/outbox-resends/1|404|unknown-resend",
        "/api/reconciliations/1|404|unknown-reconciliation",
      })
  void whatIsAskedWronglyIsToldInWords(String path, int status, String code) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error(answer).path("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"paused\": true}|422|/data/attributes",
        "{\"paused\": true, \"reason\": \"  \"}|422|/data/attributes/reason",
        "{\"paused\": true, \"reason\": \"a\\u0000b\"}|400|/data/attributes/reason",
        "{\"paused\": true, \"reason\": 7}|422|/data/attributes/reason",
        "{\"paused\": \"true\", \"reason\": \"x\"}|422|/data/attributes/paused",
        "{\"reason\": \"x\"}|422|/data/attributes",
        "{\"paused\": true, \"reason\": \"x\", \"pace\": \"FLOWING\"}|400|/data/attributes/pace",
      })
  void whatIsSentWronglyChangesNothing(String attributes, int status, String pointer)
      throws Exception {
    String body =
        "{\"data\": {\"type\": \"outbox\", \"id\": \"lrs\", \"attributes\": " + attributes + "}}";

    HttpResponse<String> answer = patch("/api/outbox", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error(answer).at("/source/pointer").asText()).isEqualTo(pointer);
    assertThat(data(get("/api/outbox")).at("/attributes/paused").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2999-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "yesterday",
        "+999999999-12-31T23:59:59Z"
      })
  void aTimeThatHasNotPassedIsRefused(String since) throws Exception {
    for (String type : new String[] {"outbox-resends", "reconciliations"}) {
      HttpResponse<String> answer =
          post(
              "/api/" + type,
              "{\"data\": {\"type\": \"%s\", \"attributes\": {\"since\": \"%s\", \"reason\": \"x\"}}}"
                  .formatted(type, since));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(error(answer).at("/source/pointer").asText()).isEqualTo("/data/attributes/since");
    }
  }

  @Test
  void theFiguresAreMeasured() throws Exception {
    complete("leder-63");
    await(() -> data(get("/api/outbox")).at("/attributes/waiting").asInt() == 0);

    assertThat(get("/metrics").body())
        .contains(
            "ledelseskatalog_outbox_waiting",
            "ledelseskatalog_outbox_oldest_seconds",
            "ledelseskatalog_outbox_delivered",
            "ledelseskatalog_outbox_parked",
            "ledelseskatalog_outbox_paused",
            "ledelseskatalog_outbox_refused",
            "ledelseskatalog_outbox_attempts_total{",
            "answer=\"stored\"",
            "ledelseskatalog_outbox_latency_milliseconds_count");
  }

  private static String outbox(boolean paused, String reason) {
    return """
    {"data": {"type": "outbox", "id": "lrs",
     "attributes": {"paused": %s, "reason": "%s"}}}\
    """
        .formatted(paused, reason);
  }

  private static String decision(String id, String state) {
    return """
    {"data": {"type": "outbox-messages", "id": "%s",
     "attributes": {"state": "%s", "reason": "Testdata"}}}\
    """
        .formatted(id, state);
  }

  private static String since(String type, Instant since) {
    return """
    {"data": {"type": "%s", "attributes": {"since": "%s", "reason": "Gendannet backup"}}}\
    """
        .formatted(type, since);
  }

  /**
   * @return the statement's id
   */
  private static String complete(String person) throws Exception {
    HttpResponse<String> created =
        send(
            "POST",
            "/api/completions",
            """
            {"data": {"type": "completions", "attributes": {"registration": "%s"},
             "relationships": {"activity": {"data":
               {"type": "reflections", "id": "hvem-er-du-som-leder"}}}}}\
            """
                .formatted(UUID.randomUUID()),
            token(person));
    assertThat(created.statusCode()).isEqualTo(201);
    return data(created).at("/meta/statement/id").asText();
  }

  private static JsonNode health() throws Exception {
    for (JsonNode check : JSON.readTree(get("/health/ready").body()).path("checks")) {
      if (check.path("name").asText().equals("delivery")) {
        return check;
      }
    }
    throw new AssertionError("There is no check called delivery");
  }

  private static JsonNode data(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).path("data");
  }

  private static JsonNode error(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).at("/errors/0");
  }

  private static String path(HttpResponse<String> created) {
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(SITE);
    return location.substring(SITE.length());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "", token("administrator"));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body, token("administrator"));
  }

  private static HttpResponse<String> patch(String path, String body) throws Exception {
    return send("PATCH", path, body, token("administrator"));
  }

  private static HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SITE + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/vnd.api+json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private static String token(String person) throws Exception {
    HttpResponse<String> answer = send("POST", "/demo/token?person=" + person, "", "");
    return JSON.readTree(answer.body()).path("access_token").asText();
  }
}
