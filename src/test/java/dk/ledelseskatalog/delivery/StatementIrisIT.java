package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.openapi.DescribedClient;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Whoever finds one of our IRIs in a statement can follow it. */
@ArquillianTest
@RunAsClient
class StatementIrisIT {
  private static final String XAPI = "http://localhost:" + System.getProperty("it.port") + "/xapi/";
  private static final HttpClient HTTP =
      DescribedClient.of(
          HttpClient.newHttpClient(), "http://localhost:" + System.getProperty("it.port"));
  private static final ObjectMapper JSON = new ObjectMapper();

  @Deployment(testable = false)
  static WebArchive builtByMaven() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/dist/lib/ledelseskatalog.war"));
  }

  @Test
  void everyConceptAndVersionOfTheProfileIsFoundAtItsIri() throws Exception {
    HttpResponse<String> profile = get("profile", "*/*");
    assertThat(profile.headers().firstValue("Content-Type")).contains("application/ld+json");
    JsonNode json = JSON.readTree(profile.body());
    int followed = 0;
    for (JsonNode iri : json.findValues("id")) {
      String path = iri.asText().replace(XAPI, "");
      if (path.matches("profile/(verbs|activity-types|versions)/.*")) {
        assertThat(get(path, "*/*").statusCode()).as(path).isEqualTo(200);
        followed++;
      }
    }
    assertThat(followed).isGreaterThan(5);
    assertThat(get("profile/verbs/none", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("profile/versions/0.0.0", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void theProfileComesInTheFormAskedForAndIsNotSentTwice() throws Exception {
    HttpResponse<String> plain = get("profile", "application/json");
    assertThat(plain.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(plain.headers().allValues("Vary")).contains("Accept");
    assertThat(get("profile", "text/html").statusCode()).isEqualTo(406);

    HttpResponse<String> linked = get("profile/versions/1.0.0", "application/ld+json");
    String tag = linked.headers().firstValue("ETag").orElseThrow();
    assertThat(plain.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    HttpResponse<String> unchanged =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(XAPI + "profile/versions/1.0.0"))
                .header("If-None-Match", tag)
                .build(),
            BodyHandlers.ofString());
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
  }

  @Test
  void anActivityIsADefinitionForMachinesAndAPageForPeople() throws Exception {
    String path = "activities/reflections/tillid-dine-hegnspaele";

    HttpResponse<String> machine = get(path, "application/json");
    assertThat(machine.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode definition = JSON.readTree(machine.body());
    assertThat(definition.at("/name/da").asText()).contains("hegnspæle");
    assertThat(definition.get("type").asText())
        .isEqualTo(XAPI + "profile/activity-types/reflection");

    HttpResponse<String> person = get(path, "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(person.statusCode()).isEqualTo(303);
    assertThat(person.headers().firstValue("Location").orElse(""))
        .endsWith("/entries/reflections/tillid-dine-hegnspaele");
    assertThat(person.headers().allValues("Vary").toString()).contains("Accept");
  }

  @Test
  void whatIsNoActivityIsNotFound() throws Exception {
    for (String path :
        List.of("activities/reflections/none", "activities/principles/mod-til-at-handle")) {
      HttpResponse<String> answer = get(path, "*/*");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(JSON.readTree(answer.body()).at("/errors/0/code").asText())
          .isEqualTo("unknown-activity");
    }
  }

  private static HttpResponse<String> get(String path, String accept) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(XAPI + path))
            .header("Accept", accept)
            .timeout(Duration.ofSeconds(20))
            .build(),
        BodyHandlers.ofString());
  }
}
