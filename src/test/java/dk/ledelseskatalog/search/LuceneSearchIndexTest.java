package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dk.ledelseskatalog.catalogue.MinutesRange;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LuceneSearchIndexTest {
  private static SearchIndex values() {
    return new Entries()
        .theme("mod", "Mod", "til at turde")
        .theme("tillid", "Tillid", "i relationerne")
        .inspiration("svaert", "mod", "Du udfordrer dig selv og tør gøre noget, der er svært.")
        .inspiration("kontrol", "tillid", "Kontrol er ikke en modsætning til **tillid**.")
        .inspiration("beslutninger", "mod", "Mod til at træffe beslutninger, også de svære.")
        .reflection("hvem", "individual", "Hvem er du som leder?")
        .reflection("moede", "team", "Hvad gør I på jeres møder for at vise tillid?")
        .index();
  }

  private static SearchResult search(String text) {
    return search(Entries.query(text));
  }

  private static SearchResult search(SearchQuery query) {
    try (SearchIndex index = values()) {
      return index.search(query);
    }
  }

  @Test
  void theCoreValueModIsAWordToSearchFor() {
    assertThat(Entries.ids(search("mod"))).startsWith("mod", "beslutninger");
  }

  @Test
  void aWordThatNamesAThemePutsTheThemeFirst() {
    assertThat(Entries.ids(search("tillid"))).startsWith("tillid");
  }

  @Test
  void anInflectedWordFindsItsOtherForms() {
    SearchResult result = search("beslutning");

    assertThat(Entries.ids(result)).containsExactly("beslutninger");
    assertThat(result.hits().get(0).rung()).isEqualTo("stem");
  }

  @Test
  void danishLettersAreLettersOfTheirOwn() {
    assertThat(Entries.ids(search("tor"))).isEmpty();
    assertThat(Entries.ids(search("tør"))).containsExactly("svaert");
  }

  @Test
  void accentsDoNotMatter() {
    try (SearchIndex index =
        new Entries().inspiration("evaluer", "mod", "Afprøv og evaluér").index()) {
      assertThat(Entries.ids(index.search(Entries.query("evaluer")))).containsExactly("evaluer");
      assertThat(Entries.ids(index.search(Entries.query("evalue\u0301r"))))
          .containsExactly("evaluer");
    }
  }

  @Test
  void aPassageIsFoundByTheHeadingItStandsUnder() {
    SearchResult result = search("turde");

    assertThat(Entries.ids(result)).startsWith("mod").contains("svaert");
  }

  @Test
  void aQueryOfStopWordsKeepsThemAll() {
    assertThat(Entries.ids(search("hvem er du"))).startsWith("hvem");
  }

  @Test
  void aQuotedPhraseStandsAsItIsQuoted() {
    assertThat(Entries.ids(search("\"træffe beslutninger\""))).containsExactly("beslutninger");
    assertThat(Entries.ids(search("\"beslutninger træffe\""))).isEmpty();
    assertThat(Entries.ids(search("”ikke en modsætning”"))).containsExactly("kontrol");
  }

  @Test
  void wholeWordsAreHighlightedAndMarkupIsEscaped() {
    try (SearchIndex index =
        new Entries()
            .inspiration("farlig", "mod", "Tillid <script>alert('&')</script> og tilliden")
            .index()) {
      SearchResult result = index.search(Entries.query("tillid"));

      assertThat(result.hits().get(0).highlights())
          .containsExactly(
              entry(
                  "text",
                  List.of(
                      "<mark>Tillid</mark> &lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"
                          + " og <mark>tilliden</mark>")));
    }
  }

  @Test
  void markdownIsSearchedAndShownAsPlainText() {
    assertThat(search("modsætning").hits().get(0).highlights())
        .containsExactly(
            entry("text", List.of("Kontrol er ikke en <mark>modsætning</mark> til tillid.")));
  }

  @Test
  void eachFacetIgnoresItsOwnFilter() {
    SearchResult result = search(Entries.query("tillid", Map.of("type", List.of("reflections"))));

    assertThat(Entries.ids(result)).containsExactly("moede");
    assertThat(result.total()).isEqualTo(1);
    assertThat(result.facets().get("type"))
        .containsExactly(entry("themes", 1), entry("inspirations", 1), entry("reflections", 1));
    assertThat(result.facets().get("theme")).isEmpty();
    assertThat(result.facets().get("audience")).containsExactly(entry("team", 1));
  }

  @Test
  void aRangeOfMinutesLetsThroughWhatTakesThatLong() {
    try (SearchIndex index =
        new Entries()
            .reflection("kort", "team", 5, "Hvad er tillid?")
            .reflection("laengere", "team", 20, "Hvad er tillid for dig?")
            .reflection("uden", "team", "Hvad er tillid for os?")
            .index()) {
      assertThat(Entries.ids(minutes(index, 0, 10))).containsExactly("kort");
      assertThat(Entries.ids(minutes(index, 5, 20))).containsExactly("kort", "laengere");
      assertThat(minutes(index, 0, 10).facets().get("minutes"))
          .containsExactly(entry("..5", 1), entry("16..30", 1));
      assertThat(minutes(index, 0, 10).facets().get("audience")).containsExactly(entry("team", 1));
    }
  }

  private static SearchResult minutes(SearchIndex index, int from, int to) {
    return index.search(
        new SearchQuery(
            "tillid", "da", Map.of(), Optional.of(new MinutesRange(from, to)), 0, 9, false));
  }

  @Test
  void aThemeCountsAsItsOwnTheme() {
    assertThat(search("").facets().get("theme"))
        .containsExactly(entry("mod", 3), entry("tillid", 2));
  }

  @Test
  void anEmptyQueryBrowsesInCatalogueOrder() {
    SearchResult result =
        search(new SearchQuery(" ", "da", Map.of(), Optional.empty(), 1, 2, false));

    assertThat(Entries.ids(result)).containsExactly("tillid", "svaert");
    assertThat(result.total()).isEqualTo(7);
    assertThat(result.hits()).extracting(SearchResult.Hit::rung).containsOnly("browse");
  }

  @Test
  void equalScoresKeepCatalogueOrder() {
    Entries entries = new Entries();
    for (int number = 0; number < 30; number++) {
      entries.inspiration("nummer-" + number, "mod", "Titel", "De samme ord i hver af dem");
    }
    try (SearchIndex index = entries.index()) {
      SearchResult result =
          index.search(
              new SearchQuery("samme ord", "da", Map.of(), Optional.empty(), 10, 3, false));

      assertThat(Entries.ids(result)).containsExactly("nummer-10", "nummer-11", "nummer-12");
      assertThat(result.total()).isEqualTo(30);
    }
  }

  @Test
  void anUnknownFacetLetsNothingThrough() {
    assertThat(search(Entries.query("tillid", Map.of("farve", List.of("blå")))).total()).isZero();
  }

  @Test
  void anEnglishTextIsFoundInEnglishAndADanishOneOnlyWhereItIsShown() {
    try (SearchIndex index =
        new Entries()
            .translated("tillid", "Tillid er godt", "Growing confidence")
            .inspiration("mod", "mod", "Tilliden vokser")
            .index()) {
      assertThat(
              Entries.ids(
                  index.search(
                      new SearchQuery("grow", "en", Map.of(), Optional.empty(), 0, 9, false))))
          .containsExactly("tillid");
      assertThat(
              Entries.ids(
                  index.search(
                      new SearchQuery("tillid", "en", Map.of(), Optional.empty(), 0, 9, false))))
          .containsExactly("mod");
      assertThat(Entries.ids(index.search(Entries.query("confidence")))).isEmpty();
    }
  }
}
