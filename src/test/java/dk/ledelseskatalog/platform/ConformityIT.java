package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.jasminb.jsonapi.DeserializationFeature;
import com.github.jasminb.jsonapi.JSONAPIDocument;
import com.github.jasminb.jsonapi.ResourceConverter;
import com.github.jasminb.jsonapi.annotations.Id;
import com.github.jasminb.jsonapi.annotations.Relationship;
import com.github.jasminb.jsonapi.annotations.Type;
import com.github.jasminb.jsonapi.exceptions.ResourceParseException;
import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route promises, and clients that others have written, in the built WAR. */
@ArquillianTest
@RunAsClient
class ConformityIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> PERSONS =
      Map.of(
          "leader", "leder-785",
          "editor", "redaktoer",
          "facilitator", "facilitator",
          "administrator", "administrator",
          "platform", "platform");

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  /** An operation of the description at an address that exists, where one does. */
  private record Route(String method, String path, String address, JsonNode operation) {
    /** Whether one description stands for several types, which take different parameters. */
    boolean generic() {
      return path.contains("{type}");
    }

    /** Whether its parameters are JSON:API's to rule; those of oEmbed and feeds are not. */
    boolean jsonApi() {
      return path.startsWith("/api") && !path.matches("/api/(oembed|feed\\.atom).*");
    }

    /** Somebody who may; null where everybody may. */
    @Nullable String person() {
      String who = operation.path("description").asText().replaceAll("(?s).*For |[,.].*", "");
      return operation.at("/security/0").isEmpty() ? null : PERSONS.get(who);
    }
  }

  @Test
  void theParametersDescribedAreTheParametersTaken() throws Exception {
    JsonNode description = description();
    List<Route> routes = routes(description);
    Set<String> names = new TreeSet<>(Set.of("no[such]"));
    routes.forEach(route -> names.addAll(parameters(description, route.operation())));
    String query =
        names.stream()
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8) + "=")
            .collect(Collectors.joining("&"));
    Map<String, String> tokens = new HashMap<>();
    for (Route route : routes) {
      if (!route.method().equals("get") || !route.jsonApi()) {
        continue;
      }
      String person = route.person();
      String token = person == null ? null : tokens.get(person);
      if (person != null && token == null) {
        token = token(person);
        tokens.put(person, token);
      }

      HttpResponse<String> answer = send("GET", route.address() + "?" + query, token);

      assertThat(answer.statusCode()).as(route.address() + answer.body()).isEqualTo(400);
      Set<String> taken = new TreeSet<>(names);
      for (JsonNode error : JSON.readTree(answer.body()).path("errors")) {
        assertThat(error.path("code").asText())
            .as(route.address() + error)
            .isEqualTo("unknown-parameter");
        taken.remove(error.at("/source/parameter").asText());
      }
      Set<String> described = parameters(description, route.operation());
      if (route.generic()) {
        assertThat(taken).as(route.address()).containsAll(described).doesNotContain("no[such]");
      } else {
        assertThat(taken).as(route.address()).isEqualTo(described);
      }
    }
  }

  @Test
  void everyRouteSaysWhatMayBeDoneThereAndAnswersHead() throws Exception {
    JsonNode description = description();
    Map<String, Set<String>> methods = new HashMap<>();
    for (Route route : routes(description)) {
      Set<String> known = methods.computeIfAbsent(route.address(), key -> new TreeSet<>());
      known.add(route.method().toUpperCase(Locale.ROOT));
      known.add("OPTIONS");
      if (route.method().equals("get")) {
        known.add("HEAD");
      }
    }
    for (Map.Entry<String, Set<String>> each : methods.entrySet()) {
      String address = each.getKey();
      HttpResponse<String> options = send("OPTIONS", address, null);
      assertThat(options.statusCode()).as("OPTIONS " + address).isEqualTo(204);
      assertThat(allowed(options)).as("OPTIONS " + address).isEqualTo(each.getValue());

      HttpResponse<String> put = send("PUT", address, null);
      assertThat(put.statusCode()).as("PUT " + address).isEqualTo(405);
      assertThat(allowed(put)).as("PUT " + address).isEqualTo(each.getValue());
      assertThat(JSON.readTree(put.body()).at("/errors/0/code").asText())
          .isEqualTo("method-not-allowed");

      HttpResponse<String> get = send("GET", address, null);
      HttpResponse<String> head = send("HEAD", address, null);
      assertThat(head.statusCode()).as("HEAD " + address).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      if (get.headers().firstValue("Content-Type").orElse("").contains("vnd.api+json")) {
        // Content Negotiation, Server Responsibilities.
        assertThat(String.join(", ", get.headers().allValues("Vary")))
            .as(address)
            .contains("Accept");
      }
      assertThat(head.headers().firstValue("Content-Type"))
          .as("HEAD " + address)
          .isEqualTo(get.headers().firstValue("Content-Type"));
    }
  }

  /** Drafts, records, lists: whatever route there is, also those that come later. */
  @Test
  void nothingThatDependsOnWhoAsksIsKeptByACacheOfMany(@TempDir Path folder) throws Exception {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String person :
        List.of(
            "leder-788", "leder-789", "redaktoer", "administrator", "platform", "facilitator")) {
      tokens.put(person, token(person));
    }
    String session = planned(token("facilitator"));
    for (String leader : List.of("leder-788", "leder-789")) {
      String token = token(leader);
      created("completions", "activity", "reflections", "paa-fast-grund", token);
      created("enrolments", "session", "sessions", session, token);
      assertThat(post("teams", "{\"data\": {\"type\": \"teams\"}}", token).statusCode())
          .isEqualTo(201);
    }
    LeakWalk walk = new LeakWalk(URI.create(SITE), tokens);
    Set<String> addresses = walk.addresses();

    try (CachingProxy cache = SharedCache.before(URI.create(SITE))) {
      walk.through(cache, addresses);
    }
    if (NginxCache.installed()) {
      try (CachingProxy cache = NginxCache.before(URI.create(SITE), folder)) {
        walk.through(cache, addresses);
      }
    }

    assertThat(walk.faults()).isEmpty();
    assertThat(walk.personal())
        .contains("/api/me", "/api/completions", "/api/teams", "/api/enrolments")
        .anyMatch(address -> address.startsWith("/api/completions/"))
        .doesNotContain("/api/themes", "/api/themes/tillid");
  }

  private static String planned(String facilitator) throws Exception {
    Instant start = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    HttpResponse<String> answer =
        post(
            "sessions",
            """
            {"data": {"type": "sessions",
             "attributes": {"startsAt": "%s", "endsAt": "%s", "signUpClosesAt": "%s",
              "capacity": 2, "link": "https://moede.example.dk/1"},
             "relationships": {"masterclass":
              {"data": {"type": "masterclasses", "id": "eksempel-tillid-og-opfoelgning"}}}}}"""
                .formatted(start, start.plus(Duration.ofHours(2)), start),
            facilitator);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).at("/data/id").asText();
  }

  private static void created(
      String type, String relationship, String targetType, String target, String token)
      throws Exception {
    HttpResponse<String> answer =
        post(
            type,
            """
            {"data": {"type": "%s",
              "relationships": {"%s": {"data": {"type": "%s", "id": "%s"}}}}}"""
                .formatted(type, relationship, targetType, target),
            token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** JSON:API 1.1, Updating Relationships: an unsupported request is 403. */
  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "DELETE"})
  void aRelationshipIsNotChangedByItsAddress(String method) throws Exception {
    HttpResponse<String> answer =
        send(method, SITE + "/api/themes/tillid/relationships/principles", null);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(answer.body()).at("/errors/0/code").asText())
        .isEqualTo("relationship-read-only");
    assertThat(
            send(method.replace("POST", "PATCH"), SITE + "/api/themes/tillid", null).statusCode())
        .isEqualTo(405);
  }

  /** JSON:API 1.1, Creating Resources: 201, Location, and the same as links.self. */
  @Test
  void whatIsMadeIsToldAndStandsWhereItIsSaidToStand() throws Exception {
    HttpResponse<String> created =
        post(
            """
            {"data": {"type": "completions", "lid": "mine", "@note": "mine",
              "relationships": {"activity": {"data": {"type": "reflections",
                "id": "paa-fast-grund"}}}}}""");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String location = created.headers().firstValue("Location").orElseThrow();
    JsonNode data = JSON.readTree(created.body()).path("data");
    assertThat(data.at("/links/self").asText()).isEqualTo(location);
    assertThat(data.has("lid")).isFalse();
    assertThat(JSON.readTree(send("GET", location, token("leder-787")).body()).at("/data/id"))
        .isEqualTo(data.path("id"));
  }

  /** JSON:API 1.1, Error Objects: a pointer leads to a value that the request has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                        | 400 | ''",
        "{\"data\": {}}                                            | 400 | /data",
        "{\"data\": {\"type\": \"completions\"}}                   | 400 | /data",
        "{\"data\": {\"type\": \"themes\"}}                        | 409 | /data/type",
        "{\"data\": {\"type\": \"completions\", \"id\": \"1\"}}    | 403 | /data/id",
        "{\"data\": {\"type\": \"completions\", \"attributes\": {\"durationSecond\": 1}}}"
            + " | 400 | /data/attributes/durationSecond",
        "{\"data\": {\"type\": \"completions\", \"relationships\": {\"activity\": {\"data\":"
            + " {\"type\": \"reflections\", \"id\": \"x\"}}}}} | 404 |"
            + " /data/relationships/activity",
      })
  void aFaultIsToldByAPointerThatLeadsSomewhere(String body, int status, String pointer)
      throws Exception {
    HttpResponse<String> refused = post(body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    JsonNode told = JSON.readTree(refused.body()).at("/errors/0/source/pointer");
    assertThat(told.asText()).as(refused.body()).startsWith(pointer);
    assertThat(JSON.readTree(body).at(told.asText()).isMissingNode()).isFalse();
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return post("completions", body, token("leder-787"));
  }

  private static HttpResponse<String> post(String type, String body, String token)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(SITE + "/api/" + type))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/vnd.api+json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void theDescriptionIsOursAndIsNotSentTwice() throws Exception {
    HttpResponse<String> first = send("GET", SITE + "/openapi", null);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(first.body()).path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(JSON.readTree(first.body()).at("/servers/0/url").asText()).isEqualTo(SITE);

    assertThat(send("GET", SITE + "/openapi?format=yaml", null).body())
        .startsWith("openapi: \"3.1.0\"\n");
    assertThat(send("GET", SITE + "/openapi?format=xml", null).statusCode()).isEqualTo(400);
    HttpResponse<String> yaml =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/openapi"))
                .header("Accept", "application/json;q=0.5, application/yaml")
                .header("Origin", "https://intranet.example.dk")
                .build(),
            BodyHandlers.ofString());
    assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(String.join(",", yaml.headers().allValues("Vary"))).contains("Accept", "Origin");
    assertThat(yaml.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://intranet.example.dk");

    HttpResponse<String> second =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/openapi"))
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build(),
            BodyHandlers.ofString());
    assertThat(second.statusCode()).isEqualTo(304);
  }

  /** Reads with includes, sparse fields and pages, is refused, and records a completion. */
  @ParameterizedTest
  @ValueSource(strings = {"jsona", "kitsu", "devour", "drupal"})
  void aClientOfOthersWorks(String client) throws Exception {
    Path output = Files.createTempFile("client", ".log");
    Process process =
        new ProcessBuilder("node", "src/test/js/clients/" + client + ".mjs", SITE)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  /** Themes as jsonapi-converter is told of them. */
  @Type("themes")
  static final class Theme {
    @Id @Nullable String id;
    @Nullable String title;

    @Relationship("principles")
    @Nullable List<Principle> principles;
  }

  @Type("principles")
  static final class Principle {
    @Id @Nullable String id;
    @Nullable Integer order;
  }

  @Type("reflections")
  static final class Reflection {
    @Id @Nullable String id;
  }

  @Type("completions")
  static final class LearnerCompletion {
    @Id @Nullable String id;
    @Nullable Integer durationSeconds;

    @Relationship("activity")
    @Nullable Reflection activity;
  }

  @Test
  void aJavaClientOfOthersWorks() throws Exception {
    ObjectMapper mapper =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.NON_PRIVATE)
            .disable(
                com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    ResourceConverter client =
        new ResourceConverter(
            mapper, Theme.class, Principle.class, Reflection.class, LearnerCompletion.class);
    client.enableDeserializationOption(DeserializationFeature.ALLOW_UNKNOWN_INCLUSIONS);

    JSONAPIDocument<List<Theme>> themes =
        client.readDocumentCollection(
            bytes("/api/themes?include=principles&fields%5Bprinciples%5D=order"), Theme.class);
    assertThat(themes.get()).hasSize(4);
    assertThat(themes.get().get(2).title).isEqualTo("Tillid");
    assertThat(themes.get().get(2).principles).hasSizeGreaterThan(1);

    JSONAPIDocument<List<Principle>> page =
        client.readDocumentCollection(bytes("/api/principles?page%5Bsize%5D=2"), Principle.class);
    assertThat(page.get()).hasSize(2);
    assertThat(page.getLinks().getNext().getHref()).startsWith(SITE);

    assertThatThrownBy(() -> client.readDocument(bytes("/api/themes/tilid"), Theme.class))
        .isInstanceOf(ResourceParseException.class)
        .satisfies(
            refusal ->
                assertThat(
                        ((ResourceParseException) refusal).getErrors().getErrors().get(0).getCode())
                    .isEqualTo("unknown-entry"));

    LearnerCompletion completion = new LearnerCompletion();
    completion.durationSeconds = 60;
    completion.activity = new Reflection();
    completion.activity.id = "paa-fast-grund";
    HttpResponse<byte[]> created =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/api/completions"))
                .header("Authorization", "Bearer " + token("leder-786"))
                .header("Content-Type", "application/vnd.api+json")
                .POST(
                    BodyPublishers.ofByteArray(
                        client.writeDocument(new JSONAPIDocument<>(completion))))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(created.statusCode())
        .as(new String(created.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    LearnerCompletion recorded = client.readDocument(created.body(), LearnerCompletion.class).get();
    assertThat(recorded.durationSeconds).isEqualTo(60);
  }

  private static byte[] bytes(String path) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + path)).build(), BodyHandlers.ofByteArray())
        .body();
  }

  private static String previewToken() throws Exception {
    HttpResponse<String> made =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SITE + "/api/editor/previews"))
                .header("Authorization", "Bearer " + token("redaktoer"))
                .header("Content-Type", "application/vnd.api+json")
                .POST(BodyPublishers.ofString("{\"data\": {\"type\": \"previews\"}}"))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(made.body()).at("/data/attributes/token").asText();
  }

  private static List<Route> routes(JsonNode description) throws Exception {
    List<Route> routes = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      if (path.getKey().matches("/(health|metrics).*")) {
        continue;
      }
      String address =
          path.getKey()
              .replace("/api/releases/{number}", "/api/releases/1")
              .replace("{type}/{id}", "themes/tillid")
              .replace("{type}", "themes")
              .replace("{relationship}", "principles");
      if (address.contains("{id}")) {
        String list = address.substring(0, address.indexOf("/{"));
        if (!ids.containsKey(list)) {
          ids.put(list, id(list));
        }
        address = address.replace("{id}", ids.get(list));
      }
      if (address.contains("{token}")) {
        address = address.replace("{token}", previewToken());
      }
      String concrete = SITE + address.replace("{night}", "2026-01-01").replaceAll("\\{\\w+}", "x");
      path.getValue()
          .properties()
          .forEach(
              each ->
                  routes.add(new Route(each.getKey(), path.getKey(), concrete, each.getValue())));
    }
    return routes;
  }

  /** Of an entry, which must be there before its parameters are looked at. */
  private static String id(String list) throws Exception {
    HttpResponse<String> answer = send("GET", SITE + list, null);
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body()).at("/data/0/id").asText("x")
        : "x";
  }

  private static Set<String> parameters(JsonNode description, JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter =
          each.has("$ref") ? description.at(each.get("$ref").asText().substring(1)) : each;
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> allowed(HttpResponse<?> answer) {
    return new TreeSet<>(
        List.of(String.join(", ", answer.headers().allValues("Allow")).split(", *", -1)));
  }

  private static JsonNode description() throws Exception {
    return JSON.readTree(send("GET", SITE + "/openapi", null).body());
  }

  private static HttpResponse<String> send(String method, String address, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).method(method, BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String token(String person) throws Exception {
    return JSON.readTree(send("POST", SITE + "/demo/token?person=" + person, null).body())
        .path("access_token")
        .asText();
  }
}
