package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.Snapshot;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchDocumentsTest {
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
  void hitsAreEntriesWithScoreAndHighlightsBestFirst() {
    JsonNode document = catalogue.json("/search?filter[q]=tillid&include=theme");

    double last = Double.MAX_VALUE;
    for (JsonNode hit : document.get("data")) {
      JsonNode search = hit.at("/meta/search");
      assertThat(search.get("score").doubleValue()).isLessThanOrEqualTo(last);
      assertThat(search.get("rung").isTextual()).isTrue();
      last = search.get("score").doubleValue();
    }
    assertThat(document.at("/data/0/id").asText()).isEqualTo("tillid");
    assertThat(document.get("data").toString()).contains("<mark>");
    assertThat(document.at("/meta/total").intValue()).isGreaterThan(5);
  }

  @Test
  void facetsAreCountedAndNamed() {
    JsonNode facets = catalogue.json("/search?filter[q]=tillid").at("/meta/facets");
    assertThat(facets.get("type").findValuesAsText("label")).contains("temaer");
    assertThat(facets.get("theme").findValuesAsText("label")).contains("Tillid");
    assertThat(facets.at("/type/0/count").intValue()).isPositive();
  }

  @Test
  void whoAsksIsToldWhyAnEntryWasFound() {
    JsonNode document = catalogue.json("/search?filter[q]=feedbak&meta[explain]=true");

    assertThat(document.at("/meta/explain/words/0/sought").asText()).isEqualTo("feedback");
    assertThat(document.at("/meta/explain/words/0/as").asText()).isEqualTo("spelling");
    assertThat(document.at("/data/0/meta/search/explain/matches/0/rung").asText())
        .isEqualTo("spelling");
    assertThat(document.at("/data/0/meta/search/explain/weight").doubleValue()).isEqualTo(1);
    assertThat(catalogue.json("/search?filter[q]=feedback").at("/meta").has("explain")).isFalse();
  }

  @Test
  void whatSteersSearchIsNoHit() {
    for (JsonNode value : catalogue.json("/search").at("/meta/facets/type")) {
      assertThat(value.get("value").asText()).isNotIn("synonyms", "pins", "boosts");
    }
  }

  @Test
  void nothingTypedBrowsesEverything() {
    JsonNode all = catalogue.json("/search");
    assertThat(all.at("/meta/total").intValue()).isGreaterThan(40);
    assertThat(all.get("data")).hasSize(20);
    assertThat(all.at("/data/0/meta/search/rung").asText()).isEqualTo("browse");
    assertThat(catalogue.json("/search?filter[q]=").at("/meta/total"))
        .isEqualTo(all.at("/meta/total"));
  }

  /** Of the port, not of Lucene: what a correction looks like to a caller. */
  @Test
  void aCorrectionSaysSoAndLinksToWhatWasTyped() throws Exception {
    Catalogue corrected = new Catalogue();
    corrected.publish(
        new Snapshot(
            new ReleaseInfo(1, Instant.EPOCH, "test", ""),
            PublishedCatalogue.model(),
            List.of(),
            new Correcting()));
    SearchDocuments documents =
        new SearchDocuments(
            new Representations(
                corrected,
                URI.create("https://ledelse.example.dk"),
                CachePolicy.DEFAULT,
                1_000_000),
            FrequentSearches.NONE);

    Answer answer =
        documents.search(
            new ReadRequest("filter[q]=tilldi&page[number]=2", null, null, null, null));
    JsonNode correction = PublishedCatalogue.JSON.readTree(answer.body()).at("/meta/correction");

    assertThat(correction.get("typed").asText()).isEqualTo("tilldi");
    assertThat(correction.get("shown").asText()).isEqualTo("tillid");
    assertThat(correction.get("text").asText()).isEqualTo("Viser resultater for tillid");
    URI verbatim = URI.create(correction.get("verbatim").asText());
    assertThat(verbatim.getQuery()).isEqualTo("filter[q]=tilldi&filter[verbatim]=true");
    Answer insisted =
        documents.search(new ReadRequest(verbatim.getRawQuery(), null, null, null, null));
    assertThat(PublishedCatalogue.JSON.readTree(insisted.body()).get("meta").has("correction"))
        .isFalse();
  }

  private static final class Correcting implements SearchIndex {
    @Override
    public SearchResult search(SearchQuery query) {
      return new SearchResult(
          0,
          List.of(),
          Map.of(),
          query.verbatim() ? Optional.empty() : Optional.of("tillid"),
          List.of(),
          List.of());
    }

    @Override
    public List<String> suggest(String typed, String language, List<String> frequent, int limit) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void suggestionsCompleteWhatIsTypedAndLinkToTheirSearch() {
    JsonNode document = catalogue.json("/suggestions?filter[q]=til&page[size]=3");
    assertThat(document.get("data")).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    JsonNode first = document.at("/data/0");
    assertThat(first.get("id")).isEqualTo(first.at("/attributes/text"));
    assertThat(first.at("/meta/search").asText()).contains("/api/search?filter%5Bq%5D=");
    assertThat(catalogue.json("/suggestions").get("data")).isEmpty();
  }
}
