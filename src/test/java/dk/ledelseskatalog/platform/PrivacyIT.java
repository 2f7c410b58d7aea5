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
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people may ask about their data, in the built WAR. */
@ArquillianTest
@RunAsClient
class PrivacyIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void aPersonSeesEverythingThatIsKeptOnThem() throws Exception {
    String token = token("leder-901");
    String statement = complete(token);

    HttpResponse<String> answer = send("GET", "/api/me", token, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().allValues("Vary").toString()).contains("Authorization");
    JsonNode me = JSON.readTree(answer.body()).at("/data/attributes");
    assertThat(me.path("subject").asText()).isEqualTo("leder-901");
    assertThat(me.path("pseudonym").asText()).hasSize(36);
    assertThat(me.at("/completions/0/statement").asText()).isEqualTo(statement);
    assertThat(me.at("/statements/0/statement/actor/account/name")).isEqualTo(me.path("pseudonym"));
    assertThat(me.path("auditEvents").findValuesAsText("action"))
        .contains("completion.recorded", "personal-data.exported");
    assertThat(send("HEAD", "/api/me", token, "").statusCode()).isEqualTo(200);
  }

  @Test
  void whoTheServiceDoesNotKnowStaysUnknown() throws Exception {
    String token = token("leder-902");

    JsonNode me = JSON.readTree(send("GET", "/api/me", token, "").body()).at("/data/attributes");

    assertThat(me.path("pseudonym").isNull()).isTrue();
    assertThat(send("DELETE", "/api/me?confirmErasure=true", token, "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void erasingOneselfIsNotDoneByAccident() throws Exception {
    String token = token("leder-903");
    complete(token);

    HttpResponse<String> slip = send("DELETE", "/api/me", token, "");

    assertThat(slip.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(slip.body()).at("/errors/0");
    assertThat(error.path("code").asText()).isEqualTo("erasure-not-confirmed");
    assertThat(error.at("/source/parameter").asText()).isEqualTo("confirmErasure");
    assertThat(pseudonym(token)).hasSize(36);
  }

  @Test
  void whoErasedThemselvesComesBackAsANewPerson() throws Exception {
    String token = token("leder-904");
    String statement = complete(token);
    String before = pseudonym(token);

    HttpResponse<String> erased = send("DELETE", "/api/me?confirmErasure=true", token, "");

    assertThat(erased.statusCode()).isEqualTo(200);
    JsonNode erasure = JSON.readTree(erased.body()).at("/data/attributes");
    assertThat(erasure.path("state").asText()).isEqualTo("ERASED");
    assertThat(erasure.at("/removed/identities").asInt()).isEqualTo(1);
    assertThat(erasure.path("statements").findValuesAsText("id")).containsExactly(statement);
    assertThat(JSON.readTree(send("GET", "/api/completions", token, "").body()).path("data"))
        .isEmpty();
    complete(token);
    assertThat(pseudonym(token)).isNotEqualTo(before);
  }

  @Test
  void anAdministratorErasesSomebodyAndSeesWhatWasDone() throws Exception {
    String leader = token("leder-905");
    String administrator = token("administrator");
    complete(leader);
    String pseudonym = pseudonym(leader);
    String body = erasure("\"pseudonym\": \"" + pseudonym + "\", \"reason\": \"left\"");

    HttpResponse<String> created = send("POST", "/api/erasures", administrator, body);
    HttpResponse<String> again = send("POST", "/api/erasures", administrator, body);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(again.body()).at("/data/id"))
        .isEqualTo(JSON.readTree(created.body()).at("/data/id"));
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(SITE + "/api/erasures/");
    String path = location.substring(SITE.length());
    JsonNode report = JSON.readTree(send("GET", path, administrator, "").body()).path("data");
    assertThat(report.at("/attributes/reason").asText()).isEqualTo("left");
    assertThat(report.at("/attributes/kept/completions").asInt()).isEqualTo(1);
    assertThat(JSON.readTree(send("GET", "/api/erasures", administrator, "").body()).toString())
        .contains(pseudonym);
    List<String> actions =
        JSON.readTree(
                send("GET", "/api/audit-events?filter[subject]=" + pseudonym, administrator, "")
                    .body())
            .findValuesAsText("action");
    assertThat(actions)
        .containsSubsequence("erasure.carried-out", "erasure.requested", "completion.recorded");
  }

  @Test
  void theAuditLogIsReadPageByPage() throws Exception {
    String leader = token("leder-906");
    for (int i = 0; i < 3; i++) {
      complete(leader);
    }
    String administrator = token("administrator");
    String next = "/api/audit-events?page[size]=2&filter[subject]=" + pseudonym(leader);
    int read = 0;
    for (int page = 0; page < 3 && !next.isEmpty(); page++) {
      JsonNode answer = JSON.readTree(send("GET", next, administrator, "").body());
      read += answer.path("data").size();
      next = answer.at("/links/next").asText("").replace(SITE, "");
    }
    assertThat(read).as("three completions and one look at one's own data").isEqualTo(4);
  }

  @Test
  void retentionReportsOfItsNights() throws Exception {
    JsonNode list =
        JSON.readTree(send("GET", "/api/retention-reports", token("administrator"), "").body());

    assertThat(list.at("/meta/kept/statements").asText()).isEqualTo("P1Y");
    assertThat(list.path("data").isArray()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/erasures, leder",
    "POST, /api/erasures, leder",
    "GET, /api/erasures/0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10, platform",
    "GET, /api/audit-events, facilitator",
    "GET, /api/retention-reports, redaktoer",
  })
  void onlyAdministratorsLookAfterOthers(String method, String path, String person)
      throws Exception {
    String body = method.equals("POST") ? erasure("\"reason\": \"left\"") : "";

    assertThat(send(method, path, token(person), body).statusCode()).isEqualTo(403);
    assertThat(send(method, path, "x", body).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422|/data/attributes|\"reason\": \"left\"",
        "422|/data/attributes|\"pseudonym\": \"x\", \"subject\": \"y\", \"reason\": \"left\"",
        "422|/data/attributes/pseudonym|\"pseudonym\": \"x\", \"reason\": \"left\"",
        "422|/data/attributes|\"subject\": \"leder\", \"reason\": \"left\"",
        "422|/data/attributes/reason|\"subject\": \"l\", \"issuer\": \"i\", \"reason\": \"vred\"",
        "404|/data/attributes/subject|\"subject\": \"l\", \"issuer\": \"i\", \"reason\": \"left\"",
        "400|/data/attributes/note|\"note\": \"om Anders\"",
      })
  void anErasureThatCannotBeIsRefused(int status, String pointer, String attributes)
      throws Exception {
    HttpResponse<String> answer =
        send("POST", "/api/erasures", token("administrator"), erasure(attributes));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/errors/0/source/pointer").asText())
        .isEqualTo(pointer);
    assertThat(answer.body()).doesNotContain("Anders", "vred");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/audit-events?filter[subject]=x|filter[subject]",
        "/api/audit-events?filter[actor]=DROP|filter[actor]",
        "/api/audit-events?filter[action]=X|filter[action]",
        "/api/audit-events?filter[from]=yesterday|filter[from]",
        "/api/audit-events?page[after]=-1|page[after]",
        "/api/audit-events?page[size]=101|page[size]",
        "/api/me?name=x|name",
      })
  void aWrongParameterIsNamed(String path, String parameter) throws Exception {
    HttpResponse<String> answer = send("GET", path, token("administrator"), "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).at("/errors/0/source/parameter").asText())
        .isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/me|GET, HEAD, DELETE, OPTIONS",
        "/api/erasures|GET, HEAD, POST, OPTIONS",
        "/api/erasures/x|GET, HEAD, OPTIONS",
        "/api/audit-events|GET, HEAD, OPTIONS",
        "/api/retention-reports|GET, HEAD, OPTIONS",
        "/api/retention-reports/x|GET, HEAD, OPTIONS",
      })
  void theMethodsAreTold(String path, String methods) throws Exception {
    HttpResponse<String> answer = send("OPTIONS", path, token("leder"), "");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Allow")).contains(methods);
  }

  private static String erasure(String attributes) {
    return "{\"data\": {\"type\": \"erasures\", \"attributes\": {" + attributes + "}}}";
  }

  /** Completes a reflection; the id of its statement. */
  private static String complete(String token) throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/api/completions",
            token,
            """
            {"data": {"type": "completions", "attributes": {"registration": "%s"},
             "relationships": {"activity": {"data":
               {"type": "reflections", "id": "paa-fast-grund"}}}}}\
            """
                .formatted(UUID.randomUUID()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).at("/data/meta/statement/id").asText();
  }

  private static String pseudonym(String token) throws Exception {
    return JSON.readTree(send("GET", "/api/me", token, "").body())
        .at("/data/attributes/pseudonym")
        .asText();
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SITE + path.replace("[", "%5B").replace("]", "%5D")))
            .header("Authorization", "Bearer " + token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/vnd.api+json");
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
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
