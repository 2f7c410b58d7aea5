package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.SearchIndex;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
  private final Suggestions suggestions =
      new Suggestions(
          List.of(
              "Tillid",
              "psykologisk tryghed",
              "Prioritering",
              "samarbejde",
              "Øvelse",
              "samarbejde"),
          Danish.WORDS);

  @Test
  void theFirstLetterIsEnough() {
    assertThat(suggestions.complete("p", 10))
        .containsExactly("psykologisk tryghed", "Prioritering");
  }

  @Test
  void anyWordOfASuggestionMayBeBegun() {
    assertThat(suggestions.complete("tryg", 10)).containsExactly("psykologisk tryghed");
    assertThat(suggestions.complete("tryg psyk", 10)).containsExactly("psykologisk tryghed");
  }

  @Test
  void whatIsOfferedMoreOftenComesFirstAndOnce() {
    assertThat(suggestions.complete("s", 10)).containsExactly("samarbejde");
  }

  @Test
  void oneTypingErrorIsForgivenFromTheFourthLetter() {
    assertThat(suggestions.complete("smar", 10)).containsExactly("samarbejde");
    assertThat(suggestions.complete("sma", 10)).isEmpty();
    assertThat(suggestions.complete("priri", 10)).containsExactly("Prioritering");
  }

  @Test
  void danishLettersMayBeTypedWithoutThem() {
    assertThat(suggestions.complete("oev", 10)).containsExactly("Øvelse");
    assertThat(suggestions.complete("øv", 10)).containsExactly("Øvelse");
  }

  @Test
  void bareLettersStandForDanishOnes() {
    assertThat(suggestions.complete("ovel", 10)).containsExactly("Øvelse");
    assertThat(suggestions.complete("ovl", 10)).isEmpty();
  }

  @Test
  void theFirstLetterMayBeWrongToo() {
    assertThat(suggestions.complete("zamar", 10)).containsExactly("samarbejde");
    assertThat(suggestions.complete("asmar", 10)).containsExactly("samarbejde");
  }

  @Test
  void frequentSearchesComeFirstAndTitlesAsTheyAreWritten() {
    try (SearchIndex index =
        new Entries()
            .inspiration("a", "tillid", "Tillid i teamet", "Tekst")
            .inspiration("b", "tillid", "Tillid", "Tekst")
            .index()) {
      List<String> frequent = List.of("tillid og kontrol", "tillid");

      assertThat(index.suggest("till", "da", frequent, 10))
          .containsExactly("tillid og kontrol", "Tillid", "Tillid i teamet");
      assertThat(index.suggest("till", "da", List.of(), 10))
          .containsExactly("Tillid i teamet", "Tillid");
    }
  }

  @Test
  void nothingTypedSuggestsNothing() {
    assertThat(suggestions.complete(" ", 10)).isEmpty();
    assertThat(suggestions.complete("t", 0)).isEmpty();
  }
}
