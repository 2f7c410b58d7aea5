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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the learning platform follows and fetches completions, in the built WAR. */
@ArquillianTest
@RunAsClient
class RecordsIT {
  private static final String SITE = "http://localhost:" + System.getProperty("it.port");
  private static final String LIST = SITE + "/api/completions";
  private static final HttpClient HTTP = DescribedClient.of(HttpClient.newHttpClient(), SITE);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void thePlatformFollowsEveryCompletionOnceWhileLeadersComplete() throws Exception {
    String platform = token("platform");
    String next = LIST + "?page%5Bafter%5D=&page%5Bsize%5D=7";
    Set<String> made = new HashSet<>();
    List<String> read = new ArrayList<>();
    ExecutorService leaders = Executors.newFixedThreadPool(5);
    try {
      List<Future<List<String>>> writing = new ArrayList<>();
      for (int leader = 101; leader <= 105; leader++) {
        String token = token("leder-" + leader);
        writing.add(
            leaders.submit(
                () -> {
                  List<String> ids = new ArrayList<>();
                  for (int i = 0; i < 10; i++) {
                    ids.add(complete(token));
                  }
                  return ids;
                }));
      }
      boolean all = false;
      while (true) {
        JsonNode page = JSON.readTree(get(next, platform, "application/vnd.api+json").body());
        page.path("data").forEach(completion -> read.add(completion.path("id").asText()));
        next = page.at("/links/next").asText();
        if (!page.at("/meta/more").asBoolean()) {
          if (all) {
            break;
          }
          all = writing.stream().allMatch(Future::isDone);
        }
      }
      for (Future<List<String>> leader : writing) {
        made.addAll(leader.get());
      }
    } finally {
      leaders.shutdownNow();
    }

    assertThat(made).hasSize(50);
    assertThat(read).containsAll(made).doesNotHaveDuplicates();
  }

  @Test
  void anExportAndTheListBehindItAreTheSameRecords() throws Exception {
    String leader = token("leder-106");
    String first = complete(leader);

    HttpResponse<String> csv = get(LIST, leader, "text/csv");
    HttpResponse<String> ndjson = get(LIST, leader, "application/x-ndjson");
    String second = complete(leader);
    String link = csv.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith(">; rel=\"next\"");
    HttpResponse<String> later =
        get(link.substring(1, link.indexOf('>')), leader, "application/x-ndjson");

    assertThat(csv.headers().firstValue("Content-Type"))
        .contains("text/csv; charset=utf-8; header=present");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"completions.csv\"");
    assertThat(csv.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(csv.headers().allValues("Vary").toString()).contains("Accept", "Authorization");
    assertThat(csv.body().split("\r\n"))
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines[0])
                  .isEqualTo(
                      "id,activityType,activity,theme,status,completedAt,durationSeconds,"
                          + "registration,release,recordedAt,statement,statementState,"
                          + "correction,replacedBy,replaces");
              assertThat(lines[1])
                  .startsWith(
                      first + ",reflections,paa-fast-grund,det-personlige-lederskab,valid,");
            });
    assertThat(ndjson.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(JSON.readTree(ndjson.body()).path("id").asText()).isEqualTo(first);
    assertThat(ndjson.body()).endsWith("}\n").doesNotContain("\"person\"");
    assertThat(JSON.readTree(later.body()).path("id").asText()).isEqualTo(second);
    assertThat(get(LIST, token("platform"), "text/csv").body())
        .startsWith("id,person,activityType");
  }

  @Test
  void headSendsNothingButTheHeaders() throws Exception {
    for (String type : List.of("text/csv", "application/x-ndjson", "application/vnd.api+json")) {
      HttpResponse<String> answer =
          HTTP.send(
              request(LIST, token("platform"), type)
                  .method("HEAD", BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "page%5Bafter%5D=bm9wZQ,page[after]",
    "page%5Bafter%5D=&page%5Bnumber%5D=1,page[number]",
    "page%5Bafter%5D=&page%5Bsize%5D=1000,page[size]",
    "filter%5Bfrom%5D=now,filter[from]",
    "filter%5Bperson%5D=leder,filter[person]",
    "filter%5Bperson%5D=%27%20or%201%3D1--,filter[person]",
    "filter%5Btype%5D=x%27,filter[type]",
    "filter%5Bplace%5D=x,filter[place]"
  })
  void aWrongParameterIsNamedInEveryForm(String query, String parameter) throws Exception {
    for (String type : List.of("text/csv", "application/x-ndjson", "application/vnd.api+json")) {
      HttpResponse<String> answer = get(LIST + "?" + query, token("platform"), type);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
      assertThat(JSON.readTree(answer.body()).at("/errors/0/source/parameter").asText())
          .isEqualTo(parameter);
    }
  }

  @Test
  void aFormThatThereIsNotIsRefusedNamingThoseThereAre() throws Exception {
    HttpResponse<String> answer = get(LIST, token("platform"), "text/html");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.body())
        .contains("application/vnd.api+json", "application/x-ndjson", "text/csv");
  }

  private static String complete(String token) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(LIST))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/vnd.api+json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"data": {"type": "completions", "attributes": {"registration": "%s"},
                         "relationships": {"activity": {"data":
                           {"type": "reflections", "id": "paa-fast-grund"}}}}}"""
                            .formatted(UUID.randomUUID())))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).at("/data/id").asText();
  }

  private static HttpResponse<String> get(String address, String token, String accept)
      throws Exception {
    return HTTP.send(request(address, token, accept).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String address, String token, String accept) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Authorization", "Bearer " + token)
        .header("Accept", accept);
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
