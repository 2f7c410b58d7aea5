package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.openapi.DescribedClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The content API from outside: what HTTP and the container make of it. */
@ArquillianTest
@RunAsClient
class ContentApiIT {
  private static final int LONGEST_REQUEST_LINE = 8192;
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void everyLinkFromTheIndexOnLeadsToALawfulDocument() throws Exception {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(SITE + "/api"));
    while (!open.isEmpty() && seen.size() < 600) {
      String address = open.remove();
      if (seen.add(address)) {
        HttpResponse<byte[]> answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.api+json");
        JsonNode document = JSON.readTree(answer.body());
        JsonApiRules.check(document);
        assertThat(document.at("/links/describedby").asText()).isEqualTo(SITE + "/openapi");
        for (JsonNode links : document.findValues("links")) {
          for (JsonNode link : links) {
            open.add(link.isObject() ? link.path("href").asText() : link.asText());
          }
        }
        open.remove(SITE + "/openapi");
      }
    }
    assertThat(seen).hasSizeGreaterThan(300).allMatch(address -> address.startsWith(SITE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/themes/tillid", "/api/inspirations", "/xapi/profile"})
  void headHasTheHeadersOfGetAndNoBody(String path) throws Exception {
    HttpResponse<byte[]> get = get(SITE + path);
    HttpResponse<byte[]> head =
        send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : Set.of("ETag", "Content-Type", "Cache-Control", "Content-Language")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
    }
    assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(get.body().length));
  }

  /** The first time JAX-RS answers, the second time what it said is given again at the door. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/api/themes/tillid, GET, -, -, -",
        "/api/themes/tillid?include=principles%2Cinspirations, GET, gzip, en, -",
        "/api/inspirations, HEAD, -, da, https://intranet.example.dk",
        "/api/inspirations, HEAD, gzip, -, https://evil.example",
        "/api/search?filter%5Bq%5D=tillid, GET, -, en, https://intranet.example.dk",
        "/api/releases/1/themes, GET, gzip, -, -",
      })
  void anAnswerGivenAgainIsTheSameByteForByteAndHeaderForHeader(
      String path,
      String method,
      @Nullable String coding,
      @Nullable String language,
      @Nullable String origin)
      throws Exception {
    // Nobody has asked in these words before.
    String accept = "application/vnd.api+json, text/x-" + UUID.randomUUID();
    HttpRequest.Builder asked =
        request(path).method(method, HttpRequest.BodyPublishers.noBody()).header("Accept", accept);
    if (coding != null) {
      asked.header("Accept-Encoding", coding);
    }
    if (language != null) {
      asked.header("Accept-Language", language);
    }
    if (origin != null) {
      asked.header("Origin", origin);
    }
    HttpResponse<byte[]> rendered = send(asked);
    HttpResponse<byte[]> again = send(asked);
    assertThat(rendered.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(rendered.body());
    assertThat(headers(again)).isEqualTo(headers(rendered)).containsKey("content-length");

    asked.header("If-None-Match", header(rendered, "ETag"));
    asked.setHeader("Accept", accept + "2");
    HttpResponse<byte[]> unchanged = send(asked);
    HttpResponse<byte[]> unchangedAgain = send(asked);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchangedAgain.statusCode()).isEqualTo(304);
    assertThat(unchangedAgain.body()).isEmpty();
    assertThat(headers(unchangedAgain)).isEqualTo(headers(unchanged));
  }

  @Test
  void aTokenIsJudgedAlsoWhereTheAnswerIsKnown() throws Exception {
    get(SITE + "/api/themes");
    get(SITE + "/api/themes");
    assertThat(send(request("/api/themes").header("Authorization", "Bearer x")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void releasesAndChangesAreThere() throws Exception {
    JsonNode releases = JSON.readTree(get(SITE + "/api/releases").body());
    JsonApiRules.check(releases);
    JsonNode first = JSON.readTree(get(SITE + "/api/releases/1").body());
    assertThat(first.at("/data/attributes/publishedBy").asText()).isEqualTo("service");
    HttpResponse<byte[]> theme = get(SITE + "/api/releases/1/themes/mod");
    assertThat(header(theme, "Cache-Control")).contains("immutable");
    assertThat(get(SITE + "/api/releases/999/themes/mod").statusCode()).isEqualTo(404);
    JsonNode changes =
        JSON.readTree(get(SITE + "/api/changes?include=entry&page%5Bsize%5D=5").body());
    JsonApiRules.check(changes);
    assertThat(changes.get("included")).hasSize(5);
    assertThat(get(SITE + "/api/changes?page%5Bafter%5D=x").statusCode()).isEqualTo(400);
  }

  @Test
  void otherSystemsShowTheCatalogue() throws Exception {
    HttpResponse<byte[]> today = get(SITE + "/api/reflections/today");
    assertThat(today.statusCode()).isEqualTo(200);
    JsonApiRules.check(JSON.readTree(today.body()));
    for (String page : List.of("/", "/index.html", "/entries/themes/mod")) {
      HttpResponse<byte[]> html = get(SITE + page);
      assertThat(html.statusCode()).as(page).isEqualTo(200);
      assertThat(header(html, "Content-Type")).containsIgnoringCase("text/html;charset=utf-8");
      assertThat(header(html, "Content-Security-Policy")).contains("default-src 'self'");
      Matcher discovery =
          Pattern.compile("href=\"([^\"]+)\" type=\"[^\"]+\\+oembed\"")
              .matcher(new String(html.body(), StandardCharsets.UTF_8));
      for (int i = 0; i < 2; i++) {
        assertThat(discovery.find()).as(page).isTrue();
        assertThat(get(discovery.group(1).replace("&amp;", "&")).statusCode()).isEqualTo(200);
      }
      assertThat(send(request(page).header("If-None-Match", header(html, "ETag"))).statusCode())
          .isEqualTo(304);
    }
    assertThat(get(SITE + "/entries/themes/findes-ikke").statusCode()).isEqualTo(404);
    HttpResponse<byte[]> feed = get(SITE + "/api/feed.atom");
    assertThat(feed.statusCode()).isEqualTo(200);
    assertThat(header(feed, "Content-Type")).isEqualTo("application/atom+xml");
    String page = SITE.replace(":", "%3A").replace("/", "%2F") + "%2F%23themes-mod";
    assertThat(get(SITE + "/api/oembed?url=" + page).statusCode()).isEqualTo(200);
    assertThat(get(SITE + "/api/oembed?format=xml&url=" + page).statusCode()).isEqualTo(200);
    assertThat(get(SITE + "/api/oembed?format=yaml&url=" + page).statusCode()).isEqualTo(501);
    assertThat(get(SITE + "/api/oembed?url=https%3A%2F%2Fevil.example%2F").statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatIsKeptIsNotSentAgain() throws Exception {
    HttpResponse<byte[]> first = get(SITE + "/api/themes?include=principles");
    HttpResponse<byte[]> second =
        send(
            request("/api/themes?include=principles")
                .header("If-None-Match", header(first, "ETag")));

    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(header(second, "ETag")).isEqualTo(header(first, "ETag"));
  }

  @Test
  void gzipIsGivenToWhoAsks() throws Exception {
    byte[] plain = get(SITE + "/api/themes").body();
    HttpResponse<byte[]> gzip = send(request("/api/themes").header("Accept-Encoding", "gzip"));

    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void anAnswerVariesByEverythingItDependsOn() throws Exception {
    HttpResponse<byte[]> answer =
        send(request("/api/themes").header("Origin", "https://intranet.example.dk"));
    assertThat(String.join(", ", answer.headers().allValues("Vary")))
        .contains("Origin", "Accept", "Accept-Language", "Accept-Encoding");
    assertThat(header(answer, "Access-Control-Allow-Origin"))
        .isEqualTo("https://intranet.example.dk");

    HttpResponse<byte[]> other =
        send(request("/api/themes").header("Origin", "https://evil.example"));
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void refusalsAreJsonApiErrorsInTheCallersLanguage() throws Exception {
    HttpResponse<byte[]> danish = get(SITE + "/api/principles?filter%5Btema%5D=mod");
    assertThat(danish.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(danish.body()).at("/errors/0");
    assertThat(error.at("/source/parameter").asText()).isEqualTo("filter[tema]");
    assertThat(error.get("detail").asText()).contains("Mente du \"filter[theme]\"?");

    HttpResponse<byte[]> english =
        send(request("/api/theme/tillid").header("Accept-Language", "en"));
    assertThat(english.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(english.body()).at("/errors/0/detail").asText())
        .contains("Did you mean \"themes\"?");
    assertThat(send(request("/api/a/b/c/d/e/f")).statusCode()).isEqualTo(404);
  }

  @Test
  void negotiationFollowsTheSpecification() throws Exception {
    String type = "application/vnd.api+json";
    assertThat(accepting(type + ";charset=utf-8")).isEqualTo(406);
    assertThat(accepting(type + ";ext=\"https://example.org\"")).isEqualTo(406);
    assertThat(accepting(type + ";charset=utf-8, " + type)).isEqualTo(200);
    assertThat(accepting(type + ";profile=\"https://example.org\"")).isEqualTo(200);
    assertThat(accepting("text/html,application/xhtml+xml,*/*;q=0.8")).isEqualTo(200);
  }

  @Test
  void optionsAndWrongMethodsSayWhatIsAllowed() throws Exception {
    HttpResponse<byte[]> options =
        send(request("/api/themes").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(header(options, "Allow")).isEqualTo("GET, HEAD, OPTIONS");

    HttpResponse<byte[]> delete =
        send(request("/api/themes/tillid").method("DELETE", HttpRequest.BodyPublishers.noBody()));
    assertThat(delete.statusCode()).isEqualTo(405);
    assertThat(header(delete, "Allow")).contains("GET", "HEAD", "OPTIONS");
    assertThat(JSON.readTree(delete.body()).at("/errors/0/status").asText()).isEqualTo("405");
  }

  /** Java's client encodes everything; curl does not, so this speaks over a bare socket. */
  @Test
  void aQueryThatIsRawUtf8IsReadAndABrokenOneIsRefused() throws Exception {
    assertThat(raw("/api/search?filter[q]=hegnspæle&page[size]=1")).contains("hegnspæle");
    assertThat(raw("/api/themes?filter[title]=%zz")).contains("malformed-query");
    assertThat(raw("/api/themes?filter[title]=%C0%AF")).contains("malformed-query");
  }

  @Test
  void searchAnswersWithEntriesOfEveryType() throws Exception {
    JsonNode document =
        JSON.readTree(get(SITE + "/api/search?filter%5Bq%5D=tillid&include=theme").body());
    JsonApiRules.check(document);
    assertThat(document.at("/data/0/id").asText()).isEqualTo("tillid");
    assertThat(document.at("/meta/facets/type").size()).isGreaterThan(1);
  }

  @Test
  void whateverIsTypedIsAnsweredInJsonApi() throws Exception {
    Map<String, String> hostile = new LinkedHashMap<>();
    hostile.put("parentheses", "%28".repeat(10_000));
    hostile.put("nested parentheses", "(".repeat(120) + "tillid" + ")".repeat(120));
    hostile.put("a megabyte", "a".repeat(1_000_000));
    hostile.put("a regular expression", "/(a|aa)%2B$/");
    hostile.put("fields", "da.surface:tillid%20AND%20type:*%20OR%20[a%20TO%20b]~2^9");
    hostile.put("zero width", "til%E2%80%8Blid%EF%BB%BF");
    hostile.put("both directions", "%E2%80%AEtillid%E2%80%AC%E2%81%A6");
    hostile.put("right to left", "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7");
    hostile.put("half a surrogate pair", "%ED%A0%80");
    hostile.put("an emoji", "%F0%9F%98%80");
    hostile.put("zero", "til%00lid");
    hostile.put("a broken sequence", "%C3");
    hostile.put("SQL", "'%3B%20drop%20table%20release%3B--");
    hostile.put("HTML", "%3Cscript%3Ealert(1)%3C/script%3E");
    hostile.put("combining marks", "a" + "%CC%81".repeat(80));
    for (Map.Entry<String, String> typed : hostile.entrySet()) {
      for (String resource : List.of("search", "suggestions")) {
        String answer = raw("/api/" + resource + "?filter[q]=" + typed.getValue());
        if (answer.isEmpty() && typed.getValue().length() > LONGEST_REQUEST_LINE) {
          continue; // hung up on in the middle of the line, and the refusal was lost with it
        }
        assertThat(answer).as(typed.getKey()).matches("(?s)HTTP/1.1 (200|400|414|431) .*");
        if (answer.startsWith("HTTP/1.1 200")) {
          assertThat(answer).as(typed.getKey()).contains("\"jsonapi\"").doesNotContain("<script");
        }
      }
    }
  }

  @Test
  void aQueryInOneLanguageIsUnderstoodInTheOther() throws Exception {
    String tillid = "/api/search?filter%5Bq%5D=tillid&page%5Bsize%5D=1";
    for (String path : List.of(tillid, tillid + "&contentLanguage=en")) {
      HttpResponse<byte[]> answer = send(request(path).header("Accept-Language", "en"));
      JsonNode first = JSON.readTree(answer.body()).at("/data/0");
      assertThat(first.path("id").asText()).isEqualTo("tillid");
      assertThat(first.at("/meta/fallback").size()).isPositive();
      assertThat(header(answer, "Content-Language")).isEqualTo("da");
    }
  }

  @Test
  void editorsSeeWhatIsSoughtAndNobodyElseDoes() throws Exception {
    assertThat(send(request("/api/search-log")).statusCode()).isEqualTo(401);
    assertThat(send(as("leder", "/api/search-log")).statusCode()).isEqualTo(403);
    assertThat(send(as("platform", "/api/search-log")).statusCode()).isEqualTo(403);

    for (int time = 0; time < 3; time++) {
      get(SITE + "/api/search?filter%5Bq%5D=Forventningsafstemning");
      get(SITE + "/api/search?filter%5Bq%5D=kvitteringsblok");
      get(SITE + "/api/search?filter%5Bq%5D=anne.hansen%40halsnaes.dk");
      get(SITE + "/api/search?filter%5Bq%5D=Anne%20Hansen");
    }
    Map<String, Integer> all = Map.of();
    for (int wait = 0; wait < 60 && all.getOrDefault("kvitteringsblok", 0) < 3; wait++) {
      Thread.sleep(500);
      all = searches(as("redaktoer", "/api/search-log?page%5Bsize%5D=100"));
    }

    assertThat(all).containsEntry("forventningsafstemning", 3).containsEntry("kvitteringsblok", 3);
    assertThat(all.keySet()).noneMatch(query -> query.contains("hansen"));
    String withoutHits = "/api/search-log?filter%5BwithoutHits%5D=true&page%5Bsize%5D=100";
    assertThat(searches(as("administrator", withoutHits)))
        .containsKey("kvitteringsblok")
        .doesNotContainKey("forventningsafstemning");
    assertThat(header(send(as("redaktoer", "/api/search-log")), "Cache-Control"))
        .contains("no-store");
    assertThat(send(as("redaktoer", "/api/search-log?filter%5Bfrom%5D=i%20dag")).statusCode())
        .isEqualTo(400);
  }

  private static Map<String, Integer> searches(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode document = JSON.readTree(answer.body());
    JsonApiRules.check(document);
    Map<String, Integer> searches = new TreeMap<>();
    document
        .path("data")
        .forEach(
            each ->
                searches.put(
                    each.at("/attributes/query").asText(),
                    each.at("/attributes/searches").asInt()));
    return searches;
  }

  private static HttpRequest.Builder as(String person, String path) throws Exception {
    HttpRequest.Builder asking =
        request("/demo/token?person=" + person).POST(HttpRequest.BodyPublishers.noBody());
    String token = JSON.readTree(send(asking).body()).path("access_token").asText();
    return request(path).header("Authorization", "Bearer " + token);
  }

  private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  private static int accepting(String accept) throws Exception {
    return send(request("/api/themes").header("Accept", accept)).statusCode();
  }

  /** What is answered until the other side hangs up, which it may do before it has read it all. */
  private static String raw(String target) throws Exception {
    URI site = URI.create(SITE);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(site.getHost(), site.getPort())) {
      socket.setSoTimeout(10_000);
      byte[] request =
          ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8);
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // It has answered already.
      }
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8192];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        answer.write(part, 0, read);
      }
    } catch (SocketException e) {
      // It has read less than was sent, so the system resets the connection.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(SITE + path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
