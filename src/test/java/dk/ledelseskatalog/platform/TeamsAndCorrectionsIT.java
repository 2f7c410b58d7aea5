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
import java.util.ArrayList;
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

/** Teams, doing something again and putting it right, over HTTP and down to the record store. */
@ArquillianTest
@RunAsClient
class TeamsAndCorrectionsIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final String API = SITE + "/api/";
  private static final String LRS = System.getenv("LEDELSESKATALOG_LRS_ENDPOINT");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void aDialogueIsCompletedForATeamAndTheStoreKnowsNobodysName() throws Exception {
    String owner = token("leder-61");
    String member = token("leder-62");
    JsonNode team = data(post("teams", owner, "{\"data\": {\"type\": \"teams\"}}"), 201);
    JsonNode membership = data(join(member, team.at("/attributes/joinCode").asText()), 201);
    assertThat(data(join(member, team.at("/attributes/joinCode").asText()), 200))
        .isEqualTo(membership);

    String request =
        """
        {"data": {"type": "completions",
         "attributes": {"durationSeconds": 2700, "registration": "%s"},
         "relationships": {
          "activity": {"data": {"type": "dialogues", "id": "eksempel-helhed-i-lederteamet"}},
          "team": {"data": {"type": "teams", "id": "%s"}},
          "participants": {"data": [{"type": "team-memberships", "id": "%s"}]}}}}\
        """
            .formatted(UUID.randomUUID(), id(team), id(membership));
    HttpResponse<String> created = post("completions", owner, request);
    HttpResponse<String> again = post("completions", owner, request);

    JsonNode completion = data(created, 201);
    assertThat(JSON.readTree(created.body()).at("/meta/participants").asInt()).isEqualTo(2);
    assertThat(id(data(again, 200))).isEqualTo(id(completion));
    JsonNode members = JSON.readTree(get("completions", member).body()).at("/data/0");
    assertThat(members.at("/relationships/team/data/id").asText()).isEqualTo(id(team));
    for (JsonNode each : List.of(completion, members)) {
      JsonNode statement = delivered(each.at("/meta/statement/id").asText());
      assertThat(statement.at("/context/team/account/name").asText()).isEqualTo(id(team));
      assertThat(statement.at("/context/team").size()).isEqualTo(2);
    }
  }

  @Test
  void whoIsInATeamIsNotTold() throws Exception {
    String owner = token("leder-63");
    String member = token("leder-64");
    JsonNode team = data(post("teams", owner, "{\"data\": {\"type\": \"teams\"}}"), 201);
    var unused = data(join(member, team.at("/attributes/joinCode").asText()), 201);
    List<String> pseudonyms = new ArrayList<>();
    for (String each : List.of(owner, member)) {
      JsonNode completion = data(complete(each, UUID.randomUUID()), 201);
      String asThePlatformSeesIt = get("completions/" + id(completion), token("platform")).body();
      pseudonyms.add(JSON.readTree(asThePlatformSeesIt).at("/data/attributes/person").asText());
    }

    for (String address :
        List.of("teams", "teams/" + id(team), "teams/" + id(team) + "/memberships")) {
      HttpResponse<String> told = get(address, member);
      assertThat(told.statusCode()).isEqualTo(200);
      assertThat(told.body()).doesNotContain(pseudonyms).doesNotContain("joinCode");
      assertThat(told.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(get("teams/" + id(team), token("leder-65")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whatWasWrongIsVoidedInTheStoreAndWhatIsRightIsSaidAnew() throws Exception {
    String leader = token("leder-66");
    JsonNode wrong = data(complete(leader, UUID.randomUUID()), 201);
    String body =
        """
        {"data": {"type": "corrections",
         "attributes": {"reason": "wrong-time", "completedAt": "2026-11-23T08:15:00Z"},
         "relationships": {"completion": {"data": {"type": "completions", "id": "%s"}}}}}\
        """
            .formatted(id(wrong));

    assertThat(post("corrections", token("leder-67"), body).statusCode()).isEqualTo(404);
    assertThat(post("corrections", token("platform"), body).statusCode()).isEqualTo(403);
    JsonNode correction = data(post("corrections", token("facilitator"), body), 201);
    assertThat(id(data(post("corrections", leader, body), 200))).isEqualTo(id(correction));

    JsonNode voided = data(get("completions/" + id(wrong), leader), 200);
    assertThat(voided.at("/attributes/status").asText()).isEqualTo("voided");
    assertThat(voided.at("/relationships/correction/data/id").asText()).isEqualTo(id(correction));
    String address = voided.at("/relationships/replacedBy/links/related").asText();
    JsonNode right = data(get(address.replace(API, ""), leader), 200);
    assertThat(right.at("/attributes/status").asText()).isEqualTo("valid");
    assertThat(right.at("/attributes/completedAt").asText()).isEqualTo("2026-11-23T08:15:00Z");
    assertThat(right.at("/relationships/replaces/data/id").asText()).isEqualTo(id(wrong));
    assertThat(data(get("corrections/" + id(correction), leader), 200).path("relationships"))
        .isEqualTo(correction.path("relationships"));

    JsonNode anew = delivered(right.at("/meta/statement/id").asText());
    assertThat(anew.path("timestamp").asText()).startsWith("2026-11-23T08:15:00");
    JsonNode voiding = delivered(correction.at("/meta/statement/id").asText());
    assertThat(voiding.at("/object/id").asText())
        .isEqualTo(wrong.at("/meta/statement/id").asText());
    assertThat(store("statementId=" + wrong.at("/meta/statement/id").asText()).statusCode())
        .isEqualTo(404);
    assertThat(store("voidedStatementId=" + wrong.at("/meta/statement/id").asText()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aReflectionIsDoneAgainLaterAsANewCompletion() throws Exception {
    String leader = token("leder-68");

    JsonNode first = data(complete(leader, UUID.randomUUID()), 201);
    JsonNode second = data(complete(leader, UUID.randomUUID()), 201);

    assertThat(id(second)).isNotEqualTo(id(first));
    assertThat(delivered(second.at("/meta/statement/id").asText()).at("/context/registration"))
        .isNotEqualTo(
            delivered(first.at("/meta/statement/id").asText()).at("/context/registration"));
    assertThat(JSON.readTree(get("completions", leader).body()).at("/meta/total").asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "teams|{'type':'teams','attributes':{'name':'Direktionen'}}|400|unknown-member",
        "teams|{'type':'teams','id':'x'}|403|client-generated-id",
        "teams|{'type':'groups'}|409|wrong-type",
        "team-memberships|{'type':'team-memberships','attributes':{'joinCode':7}}|422|invalid-attribute",
        "team-memberships|{'type':'team-memberships','attributes':{'joinCode':'AAAAAAAA'}}|404|unknown-join-code",
        "team-memberships|{'type':'team-memberships','attributes':{'joinCode':'%%%'}}|404|unknown-join-code",
        "team-memberships|{'type':'team-memberships'}|422|invalid-attribute",
        "corrections|{'type':'corrections','attributes':{'reason':'mistake'}}|400|completion-missing",
        "corrections|{'type':'corrections','attributes':{'reason':'mistake'},'relationships':{'completion':{'data':{'type':'completions','id':'1'}}}}|404|unknown-completion",
        "corrections|{'type':'corrections','attributes':{'reason':'attendance-corrected'},'relationships':{'completion':{'data':{'type':'completions','id':'0f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10'}}}}|422|invalid-attribute",
        "corrections|{'type':'corrections','attributes':{'reason':'wrong-person','durationSeconds':1},'relationships':{'completion':{'data':{'type':'completions','id':'0f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10'}}}}|422|nothing-to-say-anew",
        "corrections|{'type':'corrections','attributes':{'reason':'mistake','note':'Kim'},'relationships':{}}|400|unknown-member",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'reflections','id':'paa-fast-grund'}},'team':{'data':[]}}}|400|team-missing",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'reflections','id':'paa-fast-grund'}},'participants':{'data':[]}}}|400|team-missing",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'reflections','id':'paa-fast-grund'}},'team':{'data':{'type':'teams','id':'0f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10'}}}}|422|not-for-a-team",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'dialogues','id':'eksempel-helhed-i-lederteamet'}},'team':{'data':{'type':'teams','id':'0f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10'}}}}|404|unknown-team",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'dialogues','id':'eksempel-helhed-i-lederteamet'}},'team':{'data':{'type':'teams','id':'x'}}}}|404|unknown-team",
        "completions|{'type':'completions','relationships':{'activity':{'data':{'type':'dialogues','id':'eksempel-helhed-i-lederteamet'}},'team':{'data':{'type':'teams','id':'x'}},'participants':{'data':{'type':'x','id':'x'}}}}|400|invalid-participants",
      })
  void whatCannotBeIsRefusedByItsCode(String address, String data, int status, String code)
      throws Exception {
    HttpResponse<String> answer =
        post(address, token("leder-69"), "{\"data\": " + data.replace('\'', '"') + "}");

    JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
    assertThat(error.path("code").asText()).as(answer.body()).isEqualTo(code);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(error.path("detail").asText()).endsWith(".");
  }

  private static HttpResponse<String> complete(String token, UUID registration) throws Exception {
    return post(
        "completions",
        token,
        """
        {"data": {"type": "completions",
         "attributes": {"durationSeconds": 600, "registration": "%s"},
         "relationships": {
          "activity": {"data": {"type": "reflections", "id": "paa-fast-grund"}}}}}\
        """
            .formatted(registration));
  }

  private static HttpResponse<String> join(String token, String code) throws Exception {
    return post(
        "team-memberships",
        token,
        """
        {"data": {"type": "team-memberships", "attributes": {"joinCode": "%s"}}}\
        """
            .formatted(code));
  }

  private static JsonNode data(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body()).path("data");
  }

  private static String id(JsonNode resource) {
    return resource.path("id").asText();
  }

  private static HttpResponse<String> post(String address, String token, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(API + address))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/vnd.api+json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String address, String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(API + address))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  /** The statement as the store has it, as soon as it does. */
  private static JsonNode delivered(String statement) throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    while (true) {
      HttpResponse<String> answer = store("statementId=" + statement);
      HttpResponse<String> voided = store("voidedStatementId=" + statement);
      for (HttpResponse<String> found : List.of(answer, voided)) {
        if (found.statusCode() == 200) {
          return JSON.readTree(found.body());
        }
      }
      assertThat(Instant.now()).as("no statement " + statement).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private static HttpResponse<String> store(String query) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(LRS + "/statements?" + query))
            .header("Authorization", "Basic dXNlcm5hbWU6cGFzc3dvcmQ=")
            .header("X-Experience-API-Version", "1.0.3")
            .build(),
        BodyHandlers.ofString());
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
