package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** What other systems show of the catalogue: the reflection of the day, the feed, embedding. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassingOnTest {
  private static final ReadRequest PLAIN = new ReadRequest(null, null, null, null, null);
  private static final String SITE = "https://ledelse.example.dk/";

  private PublishedCatalogue catalogue;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    catalogue = PublishedCatalogue.real(folder);
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @Test
  void aReflectionIsOfTheDayFromMidnightToMidnightInDenmark() throws Exception {
    String first = today("2026-11-23T23:00:00Z");
    assertThat(today("2026-11-24T22:59:59Z")).isEqualTo(first);
    assertThat(today("2026-11-24T23:00:00Z")).isNotEqualTo(first);
  }

  @Test
  void everyReflectionHasItsDay() throws Exception {
    Set<String> seen = new HashSet<>();
    int all = catalogue.json("/reflections").at("/meta/total").intValue();
    for (int day = 0; day < all; day++) {
      seen.add(today(Instant.parse("2026-11-24T12:00:00Z").plusSeconds(86_400L * day).toString()));
    }
    assertThat(seen).hasSize(all);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T12:00:00Z, 'public, max-age=60, stale-while-revalidate=600'",
    "2026-11-24T22:58:00Z, 'public, max-age=60, stale-while-revalidate=60'",
    "2026-11-24T22:59:50Z, 'public, max-age=10, stale-while-revalidate=0'",
  })
  void nobodyKeepsAReflectionPastItsDay(String now, String cacheControl) {
    assertThat(answerAt(now).headers()).containsEntry("Cache-Control", cacheControl);
  }

  @Test
  void theFeedIsAtomWithIdsThatStay() throws Exception {
    Answer answer = new AtomFeed(catalogue.representations()).answer(PLAIN);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/atom+xml");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document feed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));

    String atom = "http://www.w3.org/2005/Atom";
    assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo(atom);
    int entries = feed.getElementsByTagNameNS(atom, "entry").getLength();
    assertThat(entries).isGreaterThan(30);
    for (String name : Set.of("id", "title", "updated")) {
      assertThat(feed.getElementsByTagNameNS(atom, name).getLength()).isEqualTo(entries + 1);
    }
    assertThat(feed.getElementsByTagNameNS(atom, "name").getLength()).isEqualTo(1);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("<id>" + SITE + "api/themes/mod</id>", "href=\"" + SITE + "#themes-mod\"")
        .contains("<updated>2026-11-23T09:00:00Z</updated>");
  }

  @ParameterizedTest
  @CsvSource({"#themes-mod", "api/themes/mod", "xapi/activities/themes/mod"})
  void everyAddressOfAPageIsEmbedded(String place) throws Exception {
    JsonNode embedded = embed(SITE + place, null, "300", "9000");
    assertThat(embedded.get("type").asText()).isEqualTo("rich");
    assertThat(embedded.get("title").asText()).isEqualTo("Mod");
    assertThat(embedded.get("width").intValue()).isEqualTo(300);
    assertThat(embedded.get("height").intValue()).isEqualTo(400);
    assertThat(embedded.get("html").asText())
        .startsWith("<blockquote")
        .contains("til at turde", "href=\"" + SITE + "#themes-mod\"");
  }

  @Test
  void theFrontPageIsTheCatalogue() throws Exception {
    assertThat(embed(SITE, "json", null, null).get("html").asText()).contains("#catalogues-");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, 400, missing-url",
        "https://evil.example/#themes-mod, -, -, 404, unknown-page",
        "https://ledelse.example.dk.evil.example/, -, -, 404, unknown-page",
        "https://ledelse.example.dk/#themes-findes-ikke, -, -, 404, unknown-page",
        "https://ledelse.example.dk/, xml, -, 501, unknown-format",
        "https://ledelse.example.dk/, -, 0, 400, invalid-size",
        "https://ledelse.example.dk/, -, x, 400, invalid-size",
      })
  void whatCannotBeEmbeddedIsSaidSo(
      @Nullable String url,
      @Nullable String format,
      @Nullable String maxWidth,
      int status,
      String code) {
    assertThatThrownBy(
            () ->
                new OEmbed(catalogue.representations()).answer(PLAIN, url, format, maxWidth, null))
        .isInstanceOfSatisfying(
            JsonApiException.class,
            refusal -> {
              assertThat(refusal.errors().get(0).status()).isEqualTo(status);
              assertThat(refusal.errors().get(0).code()).isEqualTo(code);
            });
  }

  private JsonNode embed(
      String url, @Nullable String format, @Nullable String maxWidth, @Nullable String maxHeight)
      throws Exception {
    Answer answer =
        new OEmbed(catalogue.representations()).answer(PLAIN, url, format, maxWidth, maxHeight);
    return PublishedCatalogue.JSON.readTree(answer.body());
  }

  private String today(String now) throws Exception {
    return PublishedCatalogue.JSON.readTree(answerAt(now).body()).at("/data/id").asText();
  }

  private Answer answerAt(String now) {
    return new TodaysReflection(
            catalogue.representations(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
        .answer(PLAIN);
  }
}
