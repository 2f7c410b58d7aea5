package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.openapi.DescribedClient;
import dk.ledelseskatalog.persistence.AtOnce;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masterclasses as facilitators and leaders meet them, in the built WAR. */
@ArquillianTest
@RunAsClient
class MasterclassesIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final String MASTERCLASS = "eksempel-tillid-og-opfoelgning";
  // Of one HTTP/2 connection the container would have fewer streams than there are leaders here.
  private static final HttpClient HTTP =
      DescribedClient.of(
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void aMasterclassIsPlannedHeldAndCompleted() throws Exception {
    String facilitator = token("facilitator");
    JsonNode session = planned(2, Duration.ofMinutes(-5), Duration.ofHours(2));
    String id = session.path("id").asText();
    HttpResponse<String> signedUp = signUp(token("leder-201"), id);
    HttpResponse<String> other = signUp(token("leder-202"), id);
    assertThat(signedUp.statusCode()).as(signedUp.body()).isEqualTo(201);
    assertThat(signUp(token("leder-201"), id).statusCode()).isEqualTo(200);
    JsonNode enrolment = JSON.readTree(signedUp.body()).path("data");
    assertThat(enrolment.at("/attributes/status").asText()).isEqualTo("enrolled");
    assertThat(enrolment.path("attributes").has("person")).isFalse();

    String list =
        "enrolment;status\r\n"
            + enrolment.at("/attributes/ticket").asText()
            + ";attended\r\n"
            + JSON.readTree(other.body()).at("/data/id").asText()
            + ";no-show\r\n";
    HttpResponse<String> dry =
        send(
            "POST",
            "/api/sessions/" + id + "/attendance?dryRun=true",
            facilitator,
            "text/csv",
            list);
    assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
    assertThat(status(enrolment)).isEqualTo("enrolled");
    HttpResponse<String> done =
        send("POST", "/api/sessions/" + id + "/attendance", facilitator, "text/csv", list);

    assertThat(JSON.readTree(done.body()).at("/meta/rows"))
        .isEqualTo(JSON.readTree(dry.body()).at("/meta/rows"));
    assertThat(JSON.readTree(done.body()).at("/meta/rows/0/completion").asText())
        .isEqualTo("recorded");
    assertThat(status(enrolment)).isEqualTo("attended");
    JsonNode completions =
        JSON.readTree(get("/api/completions", token("leder-201")).body()).path("data");
    assertThat(completions).hasSize(1);
    assertThat(completions.at("/0/relationships/activity/data/id").asText()).isEqualTo(MASTERCLASS);

    HttpResponse<String> wrong =
        patch(
            "enrolments",
            enrolment.path("id").asText(),
            facilitator,
            "{\"status\": \"no-show\"}",
            null);
    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(200);
    assertThat(JSON.readTree(wrong.body()).at("/data/meta/attendance")).hasSize(2);
  }

  @Test
  void twoHundredLeadersAtOnceShareTwentyPlaces() throws Exception {
    String id = planned(20, Duration.ofDays(1), Duration.ofHours(2)).path("id").asText();
    List<String> tokens = new ArrayList<>();
    List<Callable<JsonNode>> all = new ArrayList<>();
    for (int i = 300; i < 500; i++) {
      String token = token("leder-" + i);
      tokens.add(token);
      all.add(
          () -> {
            HttpResponse<String> answer = signUp(token, id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return JSON.readTree(answer.body()).path("data");
          });
    }

    List<JsonNode> answers = AtOnce.run(all);

    assertThat(answers)
        .filteredOn(answer -> answer.at("/attributes/status").asText().equals("enrolled"))
        .hasSize(20);
    assertThat(answers.stream().map(answer -> answer.at("/attributes/waitingPosition").asInt()))
        .filteredOn(position -> position > 0)
        .doesNotHaveDuplicates()
        .hasSize(180)
        .allMatch(position -> position <= 180);
    JsonNode full = JSON.readTree(get("/api/sessions/" + id, null).body()).at("/data/meta");
    assertThat(full.path("enrolled").asInt()).isEqualTo(20);
    assertThat(full.path("waiting").asInt()).isEqualTo(180);

    int leaving = first(answers, "/attributes/status", "enrolled");
    int next = first(answers, "/attributes/waitingPosition", "1");
    assertThat(
            send(
                    "DELETE",
                    "/api/enrolments/" + answers.get(leaving).path("id").asText(),
                    tokens.get(leaving),
                    null,
                    "")
                .statusCode())
        .isEqualTo(204);
    assertThat(status(answers.get(next))).isEqualTo("enrolled");
  }

  @Test
  void aSessionIsReadByEverybodyAndChangedByItsVersion() throws Exception {
    String facilitator = token("facilitator");
    JsonNode session = planned(2, Duration.ofDays(3), Duration.ofHours(2));
    String id = session.path("id").asText();
    assertThat(session.at("/attributes/link").asText()).isEqualTo("https://moede.example.dk/1");
    HttpResponse<String> open = get("/api/sessions/" + id, null);
    assertThat(JSON.readTree(open.body()).at("/data/attributes").has("link")).isFalse();
    assertThat(open.headers().allValues("Vary").toString()).contains("Authorization");
    String tag = open.headers().firstValue("ETag").orElseThrow();

    assertThat(patch("sessions", id, facilitator, "{\"capacity\": 3}", null).statusCode())
        .isEqualTo(428);
    assertThat(patch("sessions", id, token("leder"), "{\"capacity\": 3}", tag).statusCode())
        .isEqualTo(403);
    HttpResponse<String> changed = patch("sessions", id, facilitator, "{\"capacity\": 3}", tag);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    HttpResponse<String> late = patch("sessions", id, facilitator, "{\"capacity\": 4}", tag);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(JSON.readTree(late.body()).at("/errors/0/meta/version").asInt()).isEqualTo(2);

    HttpResponse<String> calendar = get("/api/sessions/" + id + "/calendar.ics", null);
    assertThat(calendar.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/calendar");
    assertThat(calendar.body()).contains("SEQUENCE:2\r\n", "UID:" + id + "@localhost\r\n");
    assertThat(calendar.body()).doesNotContain("moede.example.dk");
    assertThat(get("/api/sessions/" + id + "/calendar.ics", facilitator).body())
        .contains("moede.example.dk");
  }

  @Test
  void theActivityIriOfASessionLeadsToItsDefinitionOrTheMasterclass() throws Exception {
    String id = planned(2, Duration.ofDays(5), Duration.ofHours(2)).path("id").asText();
    String iri = "/xapi/activities/sessions/" + id;

    HttpResponse<String> machine = get(iri, null);
    assertThat(machine.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(machine.body()).at("/name/da").asText())
        .startsWith("Eksempel: Tillid og opfølgning, ");
    HttpResponse<String> person =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + iri)).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    assertThat(person.statusCode()).isEqualTo(303);
    assertThat(person.headers().firstValue("Location").orElse(""))
        .endsWith("/entries/masterclasses/" + MASTERCLASS);
    assertThat(get("/xapi/activities/sessions/findes-ikke", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0} {1} by {2}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/api/sessions|leder|application/vnd.api+json|403",
        "POST|/api/sessions||application/vnd.api+json|401",
        "POST|/api/sessions|facilitator|application/json|415",
        "GET|/api/sessions/A%27%20or%201=1||x|404",
        "GET|/api/sessions?filter[masterclass]=%00||x|400",
        "GET|/api/sessions?filter[from]=+999999999-01-01T00:00:00Z||x|400",
        "GET|/api/sessions?sort=capacity||x|400",
        "GET|/api/enrolments||x|401",
        "GET|/api/enrolments|redaktoer|x|403",
        "GET|/api/enrolments|facilitator|x|400",
        "GET|/api/enrolments/x|leder|x|404",
        "DELETE|/api/enrolments/00000000-0000-4000-8000-000000000000|leder|x|404",
        "POST|/api/enrolments|facilitator|application/vnd.api+json|403",
        "POST|/api/sessions/x/attendance|facilitator|application/vnd.api+json|415",
        "POST|/api/sessions/x/attendance|leder|text/csv|403",
        "POST|/api/sessions/x/attendance?dryRun=ja|facilitator|text/csv|400",
        "GET|/api/sessions/x/attendance|facilitator|x|405",
        "PUT|/api/sessions/x|facilitator|application/vnd.api+json|405",
        "GET|/api/sessions/x/calendar.ics||x|404",
      })
  void whatCannotBeIsRefusedInOurWords(
      String method, String path, @Nullable String person, String type, int status)
      throws Exception {
    HttpResponse<String> answer =
        send(
            method,
            path.replace("[", "%5B").replace("]", "%5D"),
            person == null ? null : token(person),
            type.equals("x") ? null : type,
            "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    assertThat(JSON.readTree(answer.body()).at("/errors/0/detail").asText()).endsWith(".");
  }

  private static JsonNode planned(int capacity, Duration from, Duration length) throws Exception {
    Instant start = Instant.now().plus(from).truncatedTo(ChronoUnit.SECONDS);
    HttpResponse<String> answer =
        send(
            "POST",
            "/api/sessions",
            token("facilitator"),
            "application/vnd.api+json",
            """
            {"data": {"type": "sessions",
             "attributes": {"startsAt": "%s", "endsAt": "%s", "signUpClosesAt": "%s",
              "capacity": %d, "link": "https://moede.example.dk/1"},
             "relationships": {"masterclass": {"data": {"type": "masterclasses", "id": "%s"}}}}}\
            """
                .formatted(start, start.plus(length), start.plus(length), capacity, MASTERCLASS));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
    return JSON.readTree(answer.body()).path("data");
  }

  private static HttpResponse<String> signUp(String token, String session) throws Exception {
    return send(
        "POST",
        "/api/enrolments",
        token,
        "application/vnd.api+json",
        """
        {"data": {"type": "enrolments",
         "relationships": {"session": {"data": {"type": "sessions", "id": "%s"}}}}}\
        """
            .formatted(session));
  }

  private static HttpResponse<String> patch(
      String type, String id, String token, String attributes, @Nullable String ifMatch)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SITE + "/api/" + type + "/" + id))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/vnd.api+json")
            .method(
                "PATCH",
                BodyPublishers.ofString(
                    """
                    {"data": {"type": "%s", "id": "%s", "attributes": %s}}\
                    """
                        .formatted(type, id, attributes)));
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(
      String method, String path, @Nullable String token, @Nullable String type, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SITE + path))
            .method(method, BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    return send("GET", path, token, null, "");
  }

  private static String status(JsonNode enrolment) throws Exception {
    return JSON.readTree(
            get("/api/enrolments/" + enrolment.path("id").asText(), token("platform")).body())
        .at("/data/attributes/status")
        .asText();
  }

  private static int first(List<JsonNode> answers, String pointer, String value) {
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).at(pointer).asText().equals(value)) {
        return i;
      }
    }
    throw new AssertionError("None with " + value + " at " + pointer);
  }

  private static String token(String person) throws Exception {
    return JSON.readTree(send("POST", "/demo/token?person=" + person, null, null, "").body())
        .path("access_token")
        .asText();
  }
}
