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
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A leader's completion, from the request to the statement in the store, in the built WAR. */
@ArquillianTest
@RunAsClient
class CompletionsIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final String LRS = System.getenv("LEDELSESKATALOG_LRS_ENDPOINT");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void aCompletionBecomesAStatementInTheStore() throws Exception {
    String token = token("leder");
    UUID registration = UUID.randomUUID();

    HttpResponse<String> created =
        complete(token, completion("reflections", "paa-fast-grund", registration));

    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode completion = JSON.readTree(created.body()).path("data");
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo(SITE + "/api/completions/" + completion.path("id").asText());
    String statementId = completion.at("/meta/statement/id").asText();

    awaitDelivered(token, location);
    JsonNode statement = JSON.readTree(statement(statementId));
    assertThat(statement.at("/verb/id").asText())
        .isEqualTo("http://adlnet.gov/expapi/verbs/completed");
    assertThat(statement.at("/object/id").asText())
        .isEqualTo(SITE + "/xapi/activities/reflections/paa-fast-grund");
    assertThat(statement.at("/context/registration").asText()).isEqualTo(registration.toString());
    assertThat(statement.at("/context/revision").asText()).isEqualTo("1");
    assertThat(statement.at("/result/duration").asText()).isEqualTo("PT10M");
    assertThat(statement.at("/actor/account/homePage").asText())
        .isEqualTo("https://www.halsnaes.dk");
    assertThat(statement.path("actor").has("name")).isFalse();
    assertThat(statement.toString()).doesNotContain("leder\"");
  }

  @Test
  void theSameRequestAgainIsTheSameCompletion() throws Exception {
    String token = token("leder-2");
    String body = completion("reflections", "hvem-er-du-som-leder", UUID.randomUUID());

    HttpResponse<String> first = complete(token, body);
    HttpResponse<String> second = complete(token, body);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(second.body()).at("/data/id"))
        .isEqualTo(JSON.readTree(first.body()).at("/data/id"));
    assertThat(JSON.readTree(second.body()).at("/data/meta/statement/id"))
        .isEqualTo(JSON.readTree(first.body()).at("/data/meta/statement/id"));
    assertThat(total(token)).isEqualTo(1);
  }

  @Test
  void somebodyElsesRegistrationIsRefused() throws Exception {
    String body = completion("reflections", "hvem-er-du-som-leder", UUID.randomUUID());
    complete(token("leder-3"), body);

    HttpResponse<String> stolen = complete(token("leder-4"), body);

    assertThat(stolen.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(stolen.body()).at("/errors/0/source/pointer").asText())
        .isEqualTo("/data/attributes/registration");
    assertThat(total(token("leder-4"))).isZero();
  }

  @Test
  void aLeaderSeesTheirOwnAndThePlatformSeesAll() throws Exception {
    String mine = token("leder-5");
    String location =
        complete(mine, completion("reflections", "hvem-er-du-som-leder", UUID.randomUUID()))
            .headers()
            .firstValue("Location")
            .orElseThrow();

    assertThat(get(location, mine).statusCode()).isEqualTo(200);
    assertThat(get(location, token("platform")).statusCode()).isEqualTo(200);
    assertThat(get(location, token("leder-6")).statusCode()).isEqualTo(404);
    assertThat(get(location, token("redaktoer")).statusCode()).isEqualTo(403);
    assertThat(get(location, "x").statusCode()).isEqualTo(401);
    assertThat(total(token("leder-6"))).isZero();
    assertThat(total(token("platform"))).isPositive();
    assertThat(get(location, mine).headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an unknown activity|404|reflections|findes-ikke|{}",
        "a type that cannot be completed|422|principles|mod-til-at-handle|{}",
        "a type that does not exist|404|refleksioner|x|{}",
        "a time to come|422|reflections|paa-fast-grund|{\"completedAt\": \"2099-01-01T00:00:00Z\"}",
        "a time without meaning|422|reflections|paa-fast-grund|{\"completedAt\": \"i går\"}",
        "a negative duration|422|reflections|paa-fast-grund|{\"durationSeconds\": -1}",
        "what a leader wrote|400|reflections|paa-fast-grund|{\"note\": \"min hemmelighed\"}",
      })
  void whatCannotBeIsRefusedAndNothingIsWritten(
      String what, int status, String type, String id, String attributes) throws Exception {
    String token = token("leder-7");

    HttpResponse<String> answer =
        complete(
            token,
            """
            {"data": {"type": "completions", "attributes": %s,
             "relationships": {"activity": {"data": {"type": "%s", "id": "%s"}}}}}"""
                .formatted(attributes, type, id));

    JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    assertThat(error.path("code").asText()).isNotBlank();
    assertThat(error.at("/source/pointer").asText()).startsWith("/data/");
    assertThat(error.path("detail").asText()).endsWith(".");
    assertThat(answer.statusCode()).isBetween(400, 422);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(total(token)).isZero();
  }

  @Test
  void healthTellsHowDeliveryStands() throws Exception {
    JsonNode ready = JSON.readTree(get(SITE + "/health/ready", null).body());

    assertThat(ready.path("status").asText()).isEqualTo("UP");
    assertThat(ready.path("checks").findValuesAsText("name"))
        .containsExactlyInAnyOrder("departure", "database", "catalogue", "delivery");
    assertThat(get(SITE + "/health/live", null).statusCode()).isEqualTo(200);
    assertThat(get(SITE + "/metrics", null).body())
        .contains("ledelseskatalog_outbox_waiting", "ledelseskatalog_release");
  }

  @ParameterizedTest
  @CsvSource({
    "/nope",
    "/api/nope",
    "/demo/nope",
    "/xapi/nope",
    "/WEB-INF/web.xml",
    "/api/themes/x/y/z/w"
  })
  void nothingIsEverAnsweredWithTheContainersOwnPage(String path) throws Exception {
    HttpResponse<String> answer = get(SITE + path, null);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    assertThat(JSON.readTree(answer.body()).path("errors")).isNotEmpty();
  }

  private static String completion(String type, String id, UUID registration) {
    return """
    {"data": {"type": "completions",
     "attributes": {"durationSeconds": 600, "registration": "%s"},
     "relationships": {"activity": {"data": {"type": "%s", "id": "%s"}}}}}"""
        .formatted(registration, type, id);
  }

  private static HttpResponse<String> complete(String token, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(SITE + "/api/completions"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/vnd.api+json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String address, @Nullable String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static int total(String token) throws Exception {
    return JSON.readTree(get(SITE + "/api/completions", token).body()).at("/meta/total").asInt();
  }

  private static void awaitDelivered(String token, String location) throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    while (true) {
      String state =
          JSON.readTree(get(location, token).body()).at("/data/meta/statement/state").asText();
      if (state.equals("DELIVERED")) {
        return;
      }
      assertThat(Instant.now()).as("still " + state).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private static String statement(String id) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(LRS + "/statements?statementId=" + id))
                .header("Authorization", "Basic dXNlcm5hbWU6cGFzc3dvcmQ=")
                .header("X-Experience-API-Version", "1.0.3")
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static String token(String person) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/demo/token?person=" + person))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }
}
