package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.w3c.dom.NodeList;

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
        .contains("<id>" + SITE + "api/themes/mod</id>", "href=\"" + SITE + "entries/themes/mod\"")
        .contains("<updated>2026-11-23T09:00:00Z</updated>");
  }

  @ParameterizedTest
  @CsvSource({"entries/themes/mod", "#themes-mod", "api/themes/mod", "xapi/activities/themes/mod"})
  void everyAddressOfAPageIsEmbedded(String place) throws Exception {
    JsonNode embedded = embed(SITE + place, null, "300", "9000");
    assertThat(embedded.get("type").asText()).isEqualTo("rich");
    assertThat(embedded.get("title").asText()).isEqualTo("Mod");
    assertThat(embedded.get("width").intValue()).isEqualTo(300);
    assertThat(embedded.get("height").intValue()).isEqualTo(400);
    assertThat(embedded.get("html").asText())
        .startsWith("<blockquote")
        .contains("til at turde", "href=\"" + SITE + "entries/themes/mod\"");
  }

  @Test
  void theFrontPageIsTheCatalogue() throws Exception {
    assertThat(embed(SITE, "json", null, null).get("html").asText())
        .contains("/entries/catalogues/");
  }

  @Test
  void everyEntryHasAPageThatSaysWhereItIsEmbeddedFrom() throws Exception {
    Pattern discovery = Pattern.compile("href=\"([^\"]+)\" type=\"([^\"]+)\\+oembed\"");
    for (String type : List.of("themes", "principles", "reflections", "pages", "catalogues")) {
      for (JsonNode entry : catalogue.json("/" + type).path("data")) {
        EntryId id = new EntryId(type, entry.path("id").asText());
        Answer page = new EntryPage(catalogue.representations()).answer(PLAIN, id);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html;charset=utf-8");
        Matcher links = discovery.matcher(new String(page.body(), StandardCharsets.UTF_8));
        List<String> types = new ArrayList<>();
        while (links.find()) {
          QueryParameters query =
              QueryParameters.parse(
                  URI.create(links.group(1).replace("&amp;", "&")).getRawQuery(),
                  Set.of("format", "url"));
          Answer embedded =
              new OEmbed(catalogue.representations())
                  .answer(
                      PLAIN,
                      query.value("url").orElseThrow(),
                      query.value("format").orElseThrow(),
                      null,
                      null);
          assertThat(embedded.headers()).containsEntry("Content-Type", links.group(2));
          assertThat(new String(embedded.body(), StandardCharsets.UTF_8))
              .contains(SITE + "entries/" + id);
          types.add(links.group(2));
        }
        assertThat(types).as(id.toString()).containsExactly("application/json", "text/xml");
      }
    }
  }

  @Test
  void thePageOfWhatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () ->
                new EntryPage(catalogue.representations())
                    .answer(PLAIN, new EntryId("themes", "findes-ikke")))
        .isInstanceOfSatisfying(
            JsonApiException.class,
            refusal -> assertThat(refusal.errors().get(0).code()).isEqualTo("unknown-entry"));
  }

  @Test
  void xmlSaysTheSameAsJson() throws Exception {
    JsonNode json = embed(SITE + "#themes-mod", "json", "300", null);
    Answer answer =
        new OEmbed(catalogue.representations())
            .answer(PLAIN, SITE + "#themes-mod", "xml", "300", null);
    assertThat(answer.headers()).containsEntry("Content-Type", "text/xml");
    NodeList members =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.body()))
            .getDocumentElement()
            .getChildNodes();
    Map<String, String> said = new LinkedHashMap<>();
    for (int i = 0; i < members.getLength(); i++) {
      said.put(members.item(i).getNodeName(), members.item(i).getTextContent());
    }
    Map<String, String> expected = new LinkedHashMap<>();
    json.properties().forEach(each -> expected.put(each.getKey(), each.getValue().asText()));
    assertThat(said).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, 400, missing-url",
        "https://evil.example/#themes-mod, -, -, 404, unknown-page",
        "https://ledelse.example.dk.evil.example/, -, -, 404, unknown-page",
        "https://ledelse.example.dk/#themes-findes-ikke, -, -, 404, unknown-page",
        "https://ledelse.example.dk/, yaml, -, 501, unknown-format",
        "https://ledelse.example.dk/, '', -, 501, unknown-format",
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
