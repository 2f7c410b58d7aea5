package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One test a rung. */
final class LadderTest {
  private static final SearchIndex INDEX =
      new Entries()
          .theme("tillid", "Tillid", "i relationerne")
          .inspiration(
              "samtaler", "tillid", "Titel", "Hold de årlige MU-samtaler med medarbejderne.")
          .inspiration("inddragelse", "tillid", "Titel", "Du kan styrke medarbejderinddragelsen.")
          .inspiration("opbakning", "tillid", "Titel", "Vi bakker hinanden op i teamet.")
          .inspiration("prioritere", "tillid", "Titel", "Helhed gør det legitimt at prioritere.")
          .inspiration("overblik", "tillid", "Titel", "Mød de pårørende og sæt tid af.")
          .inspiration("ros", "tillid", "Titel", "Vis anerkendelse.")
          .inspiration("kollegaer", "tillid", "Titel", "Spørg dine kollegaer til råds.")
          .synonyms(List.of("ros", "skulderklap"), List.of("anerkendelse"))
          .synonyms(List.of("MUS", "MU-samtale"), List.of())
          .index();

  private static void finds(String typed, String id, String rung) {
    SearchResult result = INDEX.search(Entries.query(typed));

    assertThat(result.hits()).as(typed).isNotEmpty();
    assertThat(result.hits().get(0).id().id()).as(typed).isEqualTo(id);
    assertThat(result.hits().get(0).rung()).as(typed).isEqualTo(rung);
  }

  @Test
  void exact() {
    finds("legitimt", "prioritere", "exact");
  }

  @Test
  void stem() {
    finds("medarbejderens", "samtaler", "stem");
  }

  @Test
  void irregularForms() {
    finds("kollega", "kollegaer", "stem");
  }

  @Test
  void aPartOfACompoundInTheEntry() {
    finds("inddragelse", "inddragelse", "parts");
  }

  @Test
  void aWordOfTheSameRoot() {
    finds("prioritering", "prioritere", "root");
    finds("anerkende", "ros", "root");
  }

  @Test
  void aVerbWhoseParticleStandsApart() {
    finds("opbakning", "opbakning", "root");
    finds("drage ind", "inddragelse", "root");
  }

  @Test
  void aSynonym() {
    finds("skulderklap", "ros", "synonym");
    finds("MUS", "samtaler", "synonym");
  }

  @Test
  void thePartsOfATypedCompound() {
    finds("medarbejdersamtaler", "samtaler", "compound");
  }

  @Test
  void aHyphenMayBeLeftOut() {
    finds("musamtaler", "samtaler", "exact");
    finds("mu samtaler", "samtaler", "exact");
  }

  @Test
  void twoTypedWordsThatAreOne() {
    finds("på rørende", "overblik", "joined");
  }

  @Test
  void danishLettersTypedWithoutThem() {
    finds("paaroerende", "overblik", "letters");
    finds("parorende", "overblik", "letters");
  }

  @Test
  void aMisspeltWordIsCorrectedAndTheResultSaysSo() {
    finds("legitmit", "prioritere", "spelling");
    assertThat(INDEX.search(Entries.query("legitmit")).correction()).contains("legitimt");
  }

  @Test
  void whoInsistsIsNotCorrected() {
    SearchResult result =
        INDEX.search(new SearchQuery("legitmit", "da", Map.of(), Optional.empty(), 0, 10, true));

    assertThat(result.hits()).isEmpty();
    assertThat(result.correction()).isEmpty();
    assertThat(result.suggestions()).contains("legitimt");
  }

  @Test
  void aValidWordIsNeverCorrected() {
    assertThat(INDEX.search(Entries.query("kontanter")).hits()).isEmpty();
    assertThat(INDEX.search(Entries.query("kontanter")).correction()).isEmpty();
  }

  @Test
  void whatTheCatalogueMerelyMentionsDoesNotAnswerForACompound() {
    assertThat(INDEX.search(Entries.query("helhedsvurderingsskema")).hits()).isEmpty();
  }

  @Test
  void ofThreeWordsHalfMustMatch() {
    assertThat(INDEX.search(Entries.query("legitimt kvantefysik lasagne")).hits()).isEmpty();
    assertThat(Entries.ids(INDEX.search(Entries.query("legitimt helhed lasagne"))))
        .containsExactly("prioritere");
  }

  @Test
  void aPartThatMatchedIsHighlightedAsAWholeWord() {
    SearchResult result = INDEX.search(Entries.query("inddragelse"));

    assertThat(result.hits().get(0).highlights().get("text"))
        .containsExactly("Du kan styrke <mark>medarbejderinddragelsen</mark>.");
  }
}
