package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A catalogue that is partly translated: each text is analysed as the language it is in. */
final class EnglishSearchTest {
  private static final SearchIndex INDEX =
      new Entries()
          .translated("trust", "Tillid er godt", "Trusting teams are growing confident")
          .translated("courage", "Mod til at handle", "Courage in difficult decisions")
          .inspiration("duck", "mod", "En and holder modet oppe i bakken")
          .inspiration("meeting", "mod", "Beslutninger på medarbejdermøder")
          .index();

  @Test
  void englishIsBentAsEnglish() {
    assertThat(english("trust")).containsExactly("trust");
    assertThat(english("grow confidently")).containsExactly("trust");
    assertThat(english("decision")).containsExactly("courage");
  }

  @Test
  void aMisspeltEnglishWordIsCorrectedToAnEnglishOne() {
    SearchResult result = search("en", "couragge");

    assertThat(result.correction()).contains("courage");
    assertThat(Entries.ids(result)).containsExactly("courage");
  }

  @Test
  void danishWordsFindInEnglishWhatIsShownInDanish() {
    assertThat(english("beslutning")).containsExactly("meeting");
    assertThat(english("medarbejder")).containsExactly("meeting");
    assertThat(english("tillid")).as("shown in English").isEmpty();
  }

  @Test
  void englishWordsFindNothingInDanish() {
    assertThat(danish("trust")).isEmpty();
    assertThat(danish("decisions")).isEmpty();
  }

  /** "and" says nothing in English and is a bird in Danish. */
  @Test
  void eachLanguageHasStopWordsOfItsOwn() {
    assertThat(danish("and")).containsExactly("duck");
    assertThat(english("courage and decisions")).containsExactly("courage");
  }

  /** "mod" is a core value; English cuts no "mod" out of "modern". */
  @Test
  void whatIsCutOutOfDanishCompoundsIsNotCutOutOfEnglishWords() {
    assertThat(danish("mod")).contains("courage");
    assertThat(english("confidence team")).containsExactly("trust");
    assertThat(english("fiction")).isEmpty();
  }

  private static List<String> english(String query) {
    return Entries.ids(search("en", query));
  }

  private static List<String> danish(String query) {
    return Entries.ids(search("da", query));
  }

  private static SearchResult search(String language, String query) {
    return INDEX.search(new SearchQuery(query, language, Map.of(), Optional.empty(), 0, 9, false));
  }
}
