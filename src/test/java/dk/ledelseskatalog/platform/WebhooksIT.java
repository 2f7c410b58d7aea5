package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.openapi.DescribedClient;
import dk.ledelseskatalog.webhooks.TestReceiver;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over HTTP, in the built WAR, with a real receiver. */
@ArquillianTest
@RunAsClient
class WebhooksIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODYS = "/api/webhooks/6f1c5b1e-0b1a-4c3e-9a51-3e1f0d5b7a11";

  private TestReceiver receiver;

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @BeforeEach
  void listen() throws Exception {
    receiver = TestReceiver.start();
  }

  @AfterEach
  void hangUp() throws Exception {
    for (JsonNode webhook : data(get("/api/webhooks"))) {
      send("DELETE", "/api/webhooks/" + webhook.path("id").asText(), "", token("administrator"));
    }
    receiver.close();
  }

  @Test
  void aCompletionIsToldToWhoeverAskedToBeTold() throws Exception {
    String webhook = path(make(receiver.url(), "completion.recorded"));
    String completion = complete("leder-71");

    Optional<TestReceiver.Delivered> told = awaitOneThatSays(completion);

    JsonNode message = JSON.readTree(told.orElseThrow().body());
    assertThat(message.path("type").asText()).isEqualTo("completion.recorded");
    String link = message.at("/data/links/completion").asText();
    assertThat(send("GET", link.substring(SITE.length()), "", token("platform")).statusCode())
        .isEqualTo(200);
    await(() -> data(get(webhook)).at("/attributes/waiting").asInt() == 0);
    JsonNode delivery = data(get(webhook + "/deliveries")).get(0);
    assertThat(delivery.at("/attributes/outcome").asText()).isEqualTo("DELIVERED");
    assertThat(delivery.at("/attributes/status").asInt()).isEqualTo(204);
    assertThat(get(delivery.at("/links/self").asText().substring(SITE.length())).statusCode())
        .isEqualTo(200);
    JsonNode sent =
        data(get("/api/webhook-messages?filter%5Bevent%5D=completion.recorded&page%5Bsize%5D=1"))
            .get(0);
    assertThat(sent.at("/attributes/state").asText()).isEqualTo("DELIVERED");
    String number = sent.path("id").asText();
    assertThat(data(get("/api/webhook-messages/" + number)).at("/attributes/body"))
        .isEqualTo(message);

    HttpResponse<String> again =
        patch(
            "/api/webhook-messages/" + number,
            resource("webhook-messages", number, "{\"state\": \"PENDING\"}"));
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    await(() -> receiver.received().size() == 2);
    assertThat(receiver.received().get(1).id()).isEqualTo(message.path("id").asText());
  }

  @Test
  void theSecretIsShownOnceAndTheButtonTellsTheAnswer() throws Exception {
    HttpResponse<String> made = make(receiver.url(), "release.published");
    String webhook = path(made);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(data(made).at("/attributes/secret").asText()).startsWith("whsec_");
    assertThat(get(webhook).body()).doesNotContain("whsec_");
    assertThat(get("/api/webhooks").body()).doesNotContain("whsec_");

    receiver.answer(503);
    HttpResponse<String> tested = post(webhook + "/tests", "");
    assertThat(tested.statusCode()).isEqualTo(201);
    assertThat(data(tested).at("/attributes/status").asInt()).isEqualTo(503);
    assertThat(data(tested).at("/attributes/answer").asText()).isEqualTo("answer 503");
    assertThat(get(path(tested)).body()).isEqualTo(tested.body());

    HttpResponse<String> rotated =
        post(webhook + "/secrets", resource("webhook-secrets", "", "{\"overlapHours\": 1}"));
    assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
    assertThat(data(rotated).at("/attributes/secret").asText())
        .startsWith("whsec_")
        .isNotEqualTo(data(made).at("/attributes/secret").asText());
    assertThat(data(get(webhook)).at("/attributes/previousSecretUntil").isNull()).isFalse();
    HttpResponse<String> replayed =
        post(webhook + "/replays", resource("webhook-replays", "", "{}"));
    assertThat(JSON.readTree(replayed.body()).at("/meta/messages").asInt()).isZero();

    assertThat(get("/metrics").body())
        .contains("ledelseskatalog_webhooks_waiting", "ledelseskatalog_webhooks_parked");
    String audit = get("/api/audit-events?page%5Bsize%5D=100").body();
    assertThat(audit)
        .contains("webhook.made", "webhook.tested", "webhook.secret-rotated", "webhook.replayed")
        .doesNotContain("whsec_");
  }

  @Test
  void aWebhookIsChangedAndRemoved() throws Exception {
    String webhook = path(make(receiver.url(), "release.published"));
    String id = webhook.substring(webhook.lastIndexOf('/') + 1);

    HttpResponse<String> changed =
        patch(
            webhook,
            resource(
                "webhooks",
                id,
                "{\"active\": false, \"description\": \"Intranettet\","
                    + " \"events\": [\"attendance.recorded\"]}"));

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(data(changed).at("/attributes/events").toString())
        .isEqualTo("[\"attendance.recorded\"]");
    assertThat(data(changed).at("/attributes/url").asText()).isEqualTo(receiver.url());
    HttpResponse<String> refused =
        patch(webhook, resource("webhooks", id, "{\"url\": \"https://10.0.0.1/\"}"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(data(get(webhook)).at("/attributes/url").asText()).isEqualTo(receiver.url());
    assertThat(send("DELETE", webhook, "", token("administrator")).statusCode()).isEqualTo(204);
    assertThat(get(webhook).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/webhooks",
        NOBODYS,
        NOBODYS + "/deliveries",
        NOBODYS + "/deliveries/1",
        "/api/webhook-messages",
        "/api/webhook-messages/1"
      })
  void onlyAnAdministratorGetsIn(String path) throws Exception {
    assertThat(send("GET", path, "", "").statusCode()).isEqualTo(401);
    for (String person : List.of("leder", "redaktoer", "facilitator", "platform")) {
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
  @ValueSource(strings = {"/tests", "/secrets", "/replays"})
  void onlyAnAdministratorPressesAButton(String action) throws Exception {
    String body =
        action.equals("/tests") ? "" : resource("webhook" + action.replace('/', '-'), "", "{}");
    assertThat(send("POST", NOBODYS + action, body, "").statusCode()).isEqualTo(401);
    for (String person : List.of("leder", "redaktoer", "facilitator", "platform")) {
      assertThat(send("POST", NOBODYS + action, body, token(person)).statusCode()).isEqualTo(403);
    }
    assertThat(post(NOBODYS + action, body).statusCode()).isEqualTo(404);
    assertThat(send("OPTIONS", NOBODYS + action, "", "").headers().firstValue("Allow"))
        .contains("POST, OPTIONS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422|invalid-attribute|url",
        "{\"url\": 7, \"events\": [\"release.published\"]}|422|invalid-attribute|url",
        "{\"url\": \"https://a.example.dk/\", \"events\": []}|422|invalid-attribute|events",
        "{\"url\": \"https://a.example.dk/\", \"events\": \"release.published\"}|422|invalid-attribute|events",
        "{\"url\": \"https://a.example.dk/\", \"events\": [\"entry.changed\"]}|422|invalid-attribute|events",
        "{\"url\": \"https://a.example.dk/\", \"events\": [\"release.published\", null]}|422|invalid-attribute|events",
        "{\"url\": \"https://a.example.dk/\", \"events\": [\"release.published\"], \"active\": 1}|422|invalid-attribute|active",
        "{\"url\": \"https://a.example.dk/\", \"events\": [\"release.published\"], \"description\": \"a\\nb\"}|422|invalid-attribute|description",
        "{\"url\": \"https://a.example.dk/\", \"events\": [\"release.published\"], \"secret\": \"x\"}|400|unknown-member|secret",
        "{\"url\": \"http://a.example.dk/\", \"events\": [\"release.published\"]}|422|url-not-https|url",
        "{\"url\": \"https://localhost/\", \"events\": [\"release.published\"]}|422|url-not-public|url",
        "{\"url\": \"https://169.254.169.254/latest/\", \"events\": [\"release.published\"]}|422|url-not-public|url",
        "{\"url\": \"https://[::ffff:127.0.0.1]/\", \"events\": [\"release.published\"]}|422|url-not-public|url",
        "{\"url\": \"https://2130706433/\", \"events\": [\"release.published\"]}|422|url-spelling|url",
        "{\"url\": \"https://a.example.dk./\", \"events\": [\"release.published\"]}|422|url-trailing-dot|url",
        "{\"url\": \"https://u:p@a.example.dk/\", \"events\": [\"release.published\"]}|422|url-with-user|url",
      })
  void whatIsSentWronglyIsToldInWordsAndMakesNothing(
      String attributes, int status, String code, String member) throws Exception {
    HttpResponse<String> answer = post("/api/webhooks", resource("webhooks", "", attributes));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.at("/source/pointer").asText()).startsWith("/data/attributes");
    assertThat(answer.body()).contains(member);
    assertThat(data(get("/api/webhooks")).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/webhooks/x|404|unknown-webhook",
        "/api/webhooks?x=1|400|unknown-parameter",
        "/api/webhook-messages/x|404|unknown-message",
        "/api/webhook-messages/99999999999999999999|404|unknown-message",
        "/api/webhook-messages?filter%5Bstate%5D=DISCARDED|400|invalid-filter",
        "/api/webhook-messages?filter%5Bwebhook%5D=%00|400|invalid-filter",
        "/api/webhook-messages?filter%5Bevent%5D='%20or%201=1|400|invalid-filter",
      })
  void whatIsAskedWronglyIsToldInWords(String path, int status, String code) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/errors/0/code").asText()).isEqualTo(code);
  }

  private static HttpResponse<String> make(String url, String event) throws Exception {
    HttpResponse<String> made =
        post(
            "/api/webhooks",
            resource(
                "webhooks", "", "{\"url\": \"" + url + "\", \"events\": [\"" + event + "\"]}"));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made;
  }

  /**
   * @return the completion's id
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
    return data(created).path("id").asText();
  }

  /** Other tests complete things meanwhile. */
  private Optional<TestReceiver.Delivered> awaitOneThatSays(String text) throws Exception {
    await(() -> receiver.received().stream().anyMatch(told -> told.body().contains(text)));
    return receiver.received().stream().filter(told -> told.body().contains(text)).findFirst();
  }

  private static String resource(String type, String id, String attributes) {
    return "{\"data\": {\"type\": \"%s\",%s \"attributes\": %s}}"
        .formatted(type, id.isEmpty() ? "" : " \"id\": \"" + id + "\",", attributes);
  }

  private static JsonNode data(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).path("data");
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
