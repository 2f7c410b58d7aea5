package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What editors let search do, by entries of their own. */
final class SteeringTest {
  private static Entries passages() {
    return new Entries()
        .inspiration("ros", "tillid", "Titel", "Vis anerkendelse.")
        .inspiration("tryghed", "tillid", "Titel", "Skab tryghed og vis anerkendelse hver dag.")
        .inspiration("kontrol", "tillid", "Titel", "Kontrol er ikke det modsatte.");
  }

  private static SearchResult search(Entries entries, String typed) {
    try (SearchIndex index = entries.index()) {
      return index.search(Entries.query(typed));
    }
  }

  @Test
  void synonymsAreSoughtForEachOther() {
    Entries entries = passages().synonyms(List.of("anerkendelse", "kudos"), List.of());

    assertThat(Entries.ids(search(entries, "kudos"))).containsExactly("ros", "tryghed");
  }

  @Test
  void whatATermMeansIsNotSoughtTheOtherWayRound() {
    Entries entries = passages().synonyms(List.of("tryghed"), List.of("kontrol"));

    assertThat(Entries.ids(search(entries, "tryghed"))).contains("kontrol");
    assertThat(Entries.ids(search(entries, "kontrol"))).containsExactly("kontrol");
  }

  @Test
  void wordsThatMeanSomethingTogetherAreNotCorrectedOneByOne() {
    Entries entries =
        passages()
            .inspiration("chance", "tillid", "Titel", "Det er en chance.")
            .synonyms(List.of("change management"), List.of("tryghed"));
    SearchResult result = search(entries, "change management");

    assertThat(result.correction()).isEmpty();
    assertThat(Entries.ids(result)).containsExactly("tryghed");
  }

  @Test
  void aTermOfTooManyWordsIsLeftOut() {
    Entries entries = passages().synonyms(List.of("et to tre fire fem"), List.of("kontrol"));

    assertThat(Entries.ids(search(entries, "fire fem"))).isEmpty();
  }

  @Test
  void pinnedEntriesComeFirstInTheirOrderWhetherTheyMatchOrNot() {
    Entries entries = passages().pin("da", "vis anerkendelse", "kontrol", "tryghed");

    assertThat(Entries.ids(search(entries, "Viser anerkendelsen")))
        .containsExactly("kontrol", "tryghed", "ros");
  }

  @Test
  void aPinnedEntryIsMarkedAndScoresDoNotRise() {
    SearchResult result = search(passages().pin("da", "anerkendelse", "kontrol"), "anerkendelse");

    assertThat(result.hits()).extracting(SearchResult.Hit::rung).startsWith("pinned", "exact");
    assertThat(result.hits().get(0).score()).isGreaterThanOrEqualTo(result.hits().get(1).score());
    assertThat(result.total()).isEqualTo(3);
  }

  @Test
  void aPinIsForTheWholeQueryOnly() {
    assertThat(
            Entries.ids(
                search(passages().pin("da", "anerkendelse", "kontrol"), "anerkendelse og tryghed")))
        .doesNotContain("kontrol");
  }

  @Test
  void aMisspeltQueryIsPinnedToo() {
    SearchResult result = search(passages().pin("da", "anerkendelse", "kontrol"), "anerkndelse");

    assertThat(Entries.ids(result)).startsWith("kontrol");
  }

  @Test
  void pinsObeyFiltersAndPages() {
    try (SearchIndex index = passages().pin("da", "anerkendelse", "kontrol").index()) {
      SearchResult filtered =
          index.search(Entries.query("anerkendelse", Map.of("theme", List.of("mod"))));
      SearchResult second =
          index.search(
              new SearchQuery("anerkendelse", "da", Map.of(), Optional.empty(), 1, 1, false));

      assertThat(filtered.hits()).isEmpty();
      assertThat(Entries.ids(second)).containsExactly("ros");
    }
  }

  @Test
  void aBoostChangesTheOrder() {
    assertThat(Entries.ids(search(passages(), "anerkendelse"))).containsExactly("ros", "tryghed");
    assertThat(Entries.ids(search(passages().boost(3, "tryghed"), "anerkendelse")))
        .containsExactly("tryghed", "ros");
    assertThat(Entries.ids(search(passages().boost(.2, "ros"), "anerkendelse")))
        .containsExactly("tryghed", "ros");
  }

  @Test
  void whatSteersSearchIsNotFoundByIt() {
    Entries entries =
        passages()
            .synonyms(List.of("kudos"), List.of("anerkendelse"))
            .pin("da", "anerkendelse", "ros")
            .boost(2, "ros");
    SearchResult everything = search(entries, "");

    assertThat(Entries.ids(everything)).containsExactly("ros", "tryghed", "kontrol");
    assertThat(everything.facets().get("type")).containsOnlyKeys("inspirations");
    try (SearchIndex index = entries.index()) {
      assertThat(index.suggest("kud", "da", List.of(), 5)).isEmpty();
    }
  }

  @Test
  void eachHitTellsWhichWordMatchedOnWhichRung() {
    SearchResult result =
        search(passages().synonyms(List.of("kudos"), List.of("anerkendelse")), "kudos");

    assertThat(result.hits().get(0).matches())
        .containsExactly(new SearchResult.Match("text", "anerkendelse", "synonym"));
    assertThat(search(passages(), "anerkndelse").words())
        .containsExactly(
            new SearchResult.Word("anerkndelse", "anerkendelse", Optional.of("spelling")));
  }
}
