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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by an administrator's decision, and who no more, in the built WAR. */
@ArquillianTest
@RunAsClient
class AccessIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEMO = "urn:ledelseskatalog:demo";

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void theSecretIsToldOnceAndNeverAgain() throws Exception {
    String administrator = token("administrator");

    HttpResponse<String> created = createToken("learning-records:read");
    JsonNode token = JSON.readTree(created.body()).path("data");
    String secret = token.at("/attributes/secret").asText();
    String random = secret.substring(secret.lastIndexOf('_') + 1);
    String address = created.headers().firstValue("Location").orElseThrow();

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(address).isEqualTo(SITE + "/api/api-tokens/" + token.path("id").asText());
    assertThat(secret).matches("lk_[0-9a-z]{12}_[0-9a-z]{57}");
    for (String path :
        List.of(
            address.substring(SITE.length()),
            "/api/api-tokens?page[size]=100",
            "/api/audit-events?filter[target]=api-tokens/" + token.path("id").asText(),
            "/api/audit-events?filter[action]=api-token.created")) {
      HttpResponse<String> answer = send("GET", path, administrator, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().allValues("Vary").toString()).contains("Authorization");
      assertThat(answer.body())
          .contains(token.path("id").asText())
          .doesNotContain(random)
          .doesNotContain("\"secret\"")
          .doesNotContain("digest");
    }
  }

  @Test
  void aRevokedTokenIsRefusedAtTheNextRequest() throws Exception {
    HttpResponse<String> created = createToken("learning-records:read");
    String secret = secret(created);
    String path = created.headers().firstValue("Location").orElseThrow().substring(SITE.length());
    assertThat(send("GET", "/api/completions", secret, "").statusCode()).isEqualTo(200);

    assertThat(send("DELETE", path, token("administrator"), "").statusCode()).isEqualTo(204);

    HttpResponse<String> refused = send("GET", "/api/completions", secret, "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(code(refused)).isEqualTo("api-token-revoked");
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"")
        .doesNotContain(secret);
    assertThat(refused.body()).doesNotContain(secret);
    assertThat(send("GET", "/api/themes", secret, "").statusCode())
        .as("also where none is needed")
        .isEqualTo(401);
    assertThat(send("DELETE", path, token("administrator"), "").statusCode()).isEqualTo(204);
    JsonNode kept = JSON.readTree(send("GET", path, token("administrator"), "").body());
    assertThat(kept.at("/data/attributes/status").asText()).isEqualTo("revoked");
    assertThat(kept.at("/data/attributes/revokedBy"))
        .isEqualTo(kept.at("/data/attributes/createdBy"));
  }

  @Test
  void aTokenThatEndedIsRefusedAndItsLastUseIsSeen() throws Exception {
    Instant end = Instant.now().plusSeconds(3);
    HttpResponse<String> created = createToken(end, "catalogue:read");
    String secret = secret(created);
    String path = created.headers().firstValue("Location").orElseThrow().substring(SITE.length());

    assertThat(send("GET", "/api/themes", secret, "").statusCode()).isEqualTo(200);
    String used = "null";
    while (used.equals("null") && Instant.now().isBefore(end.plusSeconds(20))) {
      used = attribute(path, "lastUsedAt");
      Thread.sleep(100);
    }
    assertThat(used).startsWith("20");
    while (!Instant.now().isAfter(end)) {
      Thread.sleep(100);
    }

    assertThat(code(send("GET", "/api/themes", secret, ""))).isEqualTo("api-token-expired");
    assertThat(attribute(path, "status")).isEqualTo("expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lk_",
        "lk_x",
        "lk_000000000000_000000000000000000000000000000000000000000000000000000000",
        "lk_' or 1=1--",
        "LK_3f8k20z1qmxw_5sn7y9p3m8f1h8n6k0w2x4c7v1b5d9g3j6l8q0r2t4u6w8y0zabcdef",
      })
  void whatIsNoTokenIsRefusedLikeAnyOther(String none) throws Exception {
    HttpResponse<String> answer = send("GET", "/api/themes", none, "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(code(answer)).isIn("api-token-invalid", "malformed");
  }

  /** Every route that needs somebody, for every scope: open where it says so, else 403. */
  @Test
  void scopesHold() throws Exception {
    Map<String, String> secrets = new HashMap<>();
    for (String scope : List.of("catalogue:read", "learning-records:read", "audit-log:read")) {
      secrets.put(scope, secret(createToken(scope)));
    }
    List<String> wrong = new ArrayList<>();
    Set<String> opened = new TreeSet<>();
    for (DeployedRoute route : DeployedRoute.all()) {
      if (route.roles().isEmpty()) {
        continue;
      }
      String path = route.template().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        boolean open =
            route.scope().filter(scope -> scope.code().equals(secret.getKey())).isPresent();
        HttpResponse<String> answer = send(route.method(), path, secret.getValue(), "");
        String expected = route.scope().isPresent() ? "scope-missing" : "person-needed";
        if (open) {
          opened.add(secret.getKey() + " " + route.method() + " " + route.template());
        }
        boolean right =
            open
                ? answer.statusCode() == 200 || answer.statusCode() == 404
                : answer.statusCode() == 403 && code(answer).equals(expected);
        if (!right) {
          wrong.add(secret.getKey() + " " + route + ": " + answer.statusCode());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(opened)
        .containsExactly(
            "audit-log:read GET /api/audit-events",
            "learning-records:read GET /api/completions",
            "learning-records:read GET /api/completions/{id}",
            "learning-records:read GET /api/corrections",
            "learning-records:read GET /api/corrections/{id}",
            "learning-records:read GET /api/enrolments",
            "learning-records:read GET /api/enrolments/{id}");
  }

  @Test
  void aTokenSeesEverybodysRecordsUnderPseudonyms() throws Exception {
    String leader = token("leder-910");
    String completion = complete(leader);
    String secret = secret(createToken("learning-records:read"));

    HttpResponse<String> one = send("GET", "/api/completions/" + completion, secret, "");

    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(one.body()).at("/data/attributes/person").asText())
        .isEqualTo(pseudonym(leader));
  }

  @Test
  void whereNobodyNeedsToBeSomebodyATokenIsNobody() throws Exception {
    String secret = secret(createToken("audit-log:read"));

    assertThat(send("GET", "/api/themes", secret, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/api/sessions", secret, "").statusCode()).isEqualTo(200);
    assertThat(send("OPTIONS", "/api/me", secret, "").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/data/attributes|'\"scopes\": [\"catalogue:read\"], \"expiresAt\": \"SOON\"'",
        "/data/attributes/name|'\"name\": \" \", \"scopes\": [\"catalogue:read\"]'",
        "/data/attributes/name|'\"name\": \"a\\nb\", \"scopes\": [\"catalogue:read\"]'",
        "/data/attributes/name|'\"name\": 7, \"scopes\": [\"catalogue:read\"]'",
        "/data/attributes|'\"name\": \"x\", \"expiresAt\": \"SOON\"'",
        "/data/attributes/scopes|'\"name\": \"x\", \"scopes\": [], \"expiresAt\": \"SOON\"'",
        "/data/attributes/scopes/0|'\"name\": \"x\", \"scopes\": [\"*\"], \"expiresAt\": \"SOON\"'",
        "/data/attributes/scopes/1|'\"name\": \"x\", \"scopes\": [\"catalogue:read\", 1]'",
        "/data/attributes|'\"name\": \"x\", \"scopes\": [\"catalogue:read\"]'",
        "/data/attributes/expiresAt|'\"name\": \"x\", \"scopes\": [\"catalogue:read\"],"
            + " \"expiresAt\": \"2020-01-01T00:00:00Z\"'",
        "/data/attributes/expiresAt|'\"name\": \"x\", \"scopes\": [\"catalogue:read\"],"
            + " \"expiresAt\": \"LATE\"'",
        "/data/attributes/expiresAt|'\"name\": \"x\", \"scopes\": [\"catalogue:read\"],"
            + " \"expiresAt\": \"2027-01-01\"'",
      })
  void aTokenThatCannotBeIsNotMade(String pointer, String attributes) throws Exception {
    String body =
        attributes
            .replace("SOON", Instant.now().plus(Duration.ofDays(1)).toString())
            .replace("LATE", Instant.now().plus(Duration.ofDays(401)).toString());

    HttpResponse<String> answer =
        send("POST", "/api/api-tokens", token("administrator"), resource("api-tokens", body));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(code(answer)).isEqualTo("invalid-attribute");
    assertThat(JSON.readTree(answer.body()).at("/errors/0/source/pointer").asText())
        .isEqualTo(pointer);
  }

  @Test
  void anAttributeNobodyKnowsIsNamed() throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/api/api-tokens",
            token("administrator"),
            resource("api-tokens", "\"scope\": \"catalogue:read\""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("scopes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leder", "redaktoer", "facilitator", "platform"})
  void onlyAdministratorsDecideWhoComesIn(String person) throws Exception {
    for (String path :
        List.of("/api/api-tokens", "/api/exclusions", "/api/api-tokens/x", "/api/exclusions/x")) {
      assertThat(send("GET", path, token(person), "").statusCode()).isEqualTo(403);
      assertThat(
              send(path.endsWith("x") ? "DELETE" : "POST", path, token(person), "{}").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void whoIsShutOutIsRefusedWithTheTokenTheyHave() throws Exception {
    String leader = token("leder-911");
    complete(leader);
    String body = exclusion("leder-911", "\"reason\": \"compromised\"");

    HttpResponse<String> decided = send("POST", "/api/exclusions", token("administrator"), body);

    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);
    assertThat(decided.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(decided.body()).doesNotContain("leder-911");
    String address = decided.headers().firstValue("Location").orElseThrow();
    String path = address.substring(SITE.length());
    for (String asked : List.of("/api/completions", "/api/me", "/api/themes")) {
      HttpResponse<String> refused = send("GET", asked, leader, "");
      assertThat(refused.statusCode()).as(asked).isEqualTo(403);
      assertThat(code(refused)).isEqualTo("shut-out");
      assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
    }
    assertThat(send("GET", "/api/completions", token("leder-911"), "").statusCode())
        .as("a new token of the same person")
        .isEqualTo(403);
    assertThat(send("GET", "/api/completions", token("leder-912"), "").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/api/exclusions", token("administrator"), body).statusCode())
        .as("decided before")
        .isEqualTo(200);
    assertThat(send("GET", path, token("administrator"), "").body()).contains("compromised");

    assertThat(send("DELETE", path, token("administrator"), "").statusCode()).isEqualTo(204);

    assertThat(send("GET", "/api/completions", leader, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", path, token("administrator"), "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", path, token("administrator"), "").statusCode()).isEqualTo(404);
    assertThat(
            JSON.readTree(
                    send(
                            "GET",
                            "/api/audit-events?filter[target]=" + path.substring("/api/".length()),
                            token("administrator"),
                            "")
                        .body())
                .findValuesAsText("action"))
        .containsExactly("person.let-in", "person.shut-out");
  }

  @Test
  void whoseRolesChangedComesInWithANewSignIn() throws Exception {
    String before = token("leder-913");

    HttpResponse<String> decided =
        send(
            "POST",
            "/api/exclusions",
            token("administrator"),
            exclusion("leder-913", "\"effect\": \"sign-in-anew\", \"reason\": \"roles-changed\""));

    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);
    HttpResponse<String> refused = send("GET", "/api/completions", before, "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(code(refused)).isEqualTo("sign-in-anew");
    Thread.sleep(1_100); // tokens tell whole seconds
    assertThat(send("GET", "/api/completions", token("leder-913"), "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/api/completions", before, "").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422|invalid-attribute|\"subject\": \"leder-914\", \"reason\": \"left\"",
        "422|invalid-attribute|\"subject\": \"l\", \"issuer\": \"https://x\", \"reason\": \"left\"",
        "422|invalid-attribute|\"pseudonym\": \"x\", \"reason\": \"left\"",
        "422|invalid-attribute|\"subject\": \"l\", \"issuer\": \"DEMO\", \"reason\": \"vred\"",
        "422|invalid-attribute|\"subject\": \"l\", \"issuer\": \"DEMO\"",
        "422|invalid-attribute|\"subject\": \"l\", \"issuer\": \"DEMO\", \"effect\": 1,"
            + " \"reason\": \"left\"",
        "422|oneself|\"subject\": \"administrator\", \"issuer\": \"DEMO\", \"reason\": \"left\"",
        "404|unknown-person|\"pseudonym\": \"0b7b6a3e-5a8e-4c55-9a49-5f2f6c1a7d10\","
            + " \"reason\": \"left\"",
        "400|unknown-member|\"note\": \"om Anders\"",
      })
  void anExclusionThatCannotBeIsRefused(int status, String code, String attributes)
      throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/api/exclusions",
            token("administrator"),
            resource("exclusions", attributes.replace("DEMO", DEMO)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("Anders", "vred", "leder-914");
  }

  @Test
  void theAuditLogIsHandedOverWholeAndGoneOnWith() throws Exception {
    String secret = secret(createToken("audit-log:read"));
    complete(token("leder-915"));

    HttpResponse<String> csv = get("/api/audit-events", secret, "text/csv");
    HttpResponse<String> lines = get("/api/audit-events", secret, "application/x-ndjson");

    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit-events.csv\"");
    assertThat(csv.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(csv.body()).startsWith("id,occurredAt,actor,role,action,purpose,subject,target\r\n");
    List<Long> numbers = new ArrayList<>();
    for (String line : lines.body().split("\n", -1)) {
      if (!line.isEmpty()) {
        numbers.add(JSON.readTree(line).path("id").asLong());
      }
    }
    assertThat(numbers).isNotEmpty().isSorted().doesNotHaveDuplicates();
    assertThat(csv.body().split("\r\n", -1).length).isBetween(numbers.size(), numbers.size() + 2);

    String id = UUID.randomUUID().toString();
    complete(token("leder-915"), id);
    String link = lines.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith(">; rel=\"next\"").contains("filter%5Bfrom%5D=");
    HttpResponse<String> later =
        get(
            link.substring(1, link.indexOf('>')).substring(SITE.length()),
            secret,
            "application/x-ndjson");
    assertThat(later.body().lines().count()).isPositive();
    assertThat(later.body()).contains("completion.recorded");
    long last = JSON.readTree(later.body().lines().reduce("{}", (a, b) -> b)).path("id").asLong();
    assertThat(last).isGreaterThan(numbers.get(numbers.size() - 1));
  }

  @Test
  void aClosedTimeOfTheAuditLogIsComplete() throws Exception {
    HttpResponse<String> answer =
        get(
            "/api/audit-events?filter[to]=2026-01-01T00:00:00Z",
            token("administrator"),
            "text/csv");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Link")).isEmpty();
    assertThat(answer.body().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/audit-events?filter[target]=x, filter[target], application/vnd.api+json",
    "/api/audit-events?page[size]=10, page[size], text/csv",
    "/api/audit-events?page[after]=10, page[after], application/x-ndjson",
    "/api/api-tokens?filter[name]=x, filter[name], application/vnd.api+json",
    "/api/exclusions?page[size]=101, page[size], application/vnd.api+json",
  })
  void aWrongParameterIsNamed(String path, String parameter, String accept) throws Exception {
    HttpResponse<String> answer = get(path, token("administrator"), accept);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).at("/errors/0/source/parameter").asText())
        .isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/api-tokens|GET, HEAD, POST, OPTIONS",
        "/api/api-tokens/x|GET, HEAD, DELETE, OPTIONS",
        "/api/exclusions|GET, HEAD, POST, OPTIONS",
        "/api/exclusions/x|GET, HEAD, DELETE, OPTIONS",
      })
  void theMethodsAreTold(String path, String methods) throws Exception {
    HttpResponse<String> answer = send("OPTIONS", path, token("leder"), "");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Allow")).contains(methods);
    assertThat(send("HEAD", path.replace("/x", ""), token("administrator"), "").statusCode())
        .isEqualTo(200);
  }

  private static HttpResponse<String> createToken(String scope) throws Exception {
    return createToken(Instant.now().plus(Duration.ofDays(1)), scope);
  }

  private static HttpResponse<String> createToken(Instant end, String scope) throws Exception {
    return send(
        "POST",
        "/api/api-tokens",
        token("administrator"),
        resource(
            "api-tokens",
            "\"name\": \"Prøve\", \"scopes\": [\"%s\"], \"expiresAt\": \"%s\""
                .formatted(scope, end)));
  }

  private static String secret(HttpResponse<String> created) throws Exception {
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body()).at("/data/attributes/secret").asText();
  }

  private static String attribute(String path, String name) throws Exception {
    return JSON.readTree(send("GET", path, token("administrator"), "").body())
        .at("/data/attributes/" + name)
        .asText();
  }

  private static String exclusion(String subject, String more) {
    return resource(
        "exclusions", "\"issuer\": \"%s\", \"subject\": \"%s\", %s".formatted(DEMO, subject, more));
  }

  private static String resource(String type, String attributes) {
    return "{\"data\": {\"type\": \"%s\", \"attributes\": {%s}}}".formatted(type, attributes);
  }

  private static String complete(String token) throws Exception {
    return complete(token, UUID.randomUUID().toString());
  }

  /** Completes a reflection; the id of the completion. */
  private static String complete(String token, String registration) throws Exception {
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
                .formatted(registration));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).at("/data/id").asText();
  }

  private static String pseudonym(String token) throws Exception {
    return JSON.readTree(send("GET", "/api/me", token, "").body())
        .at("/data/attributes/pseudonym")
        .asText();
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).at("/errors/0/code").asText();
  }

  private static HttpResponse<String> get(String path, String token, String accept)
      throws Exception {
    return HTTP.send(
        request(path, token).header("Accept", accept).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        request(path, token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/vnd.api+json");
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(
            URI.create(SITE + path.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")))
        .header("Authorization", "Bearer " + token);
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
