package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.search.SearchQuality.Figures;
import dk.ledelseskatalog.search.SearchQuality.Judged;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the figures of bench/search-quality from falling. */
final class SearchQualityTest {
  private static final List<Judged> JUDGED = SearchQuality.judged();
  private static final Figures FIGURES =
      SearchQuality.measure(
          JUDGED, SearchQuality.ours(Danish.BUILDER.build(RealCatalogue.entries())));

  @Test
  void theBestAnswersComeFirst() {
    assertThat(FIGURES.ndcg()).isGreaterThan(.91);
    assertThat(FIGURES.mrr()).isGreaterThan(.95);
    assertThat(FIGURES.recall()).isGreaterThan(.92);
  }

  @Test
  void whatHasAnAnswerIsAnsweredAndNothingElse() {
    assertThat(FIGURES.withoutHit()).isLessThan(.02);
    assertThat(FIGURES.falseHits()).isLessThan(.03);
  }

  @Test
  void everyJudgedEntryExists() {
    Set<String> ids = new HashSet<>();
    RealCatalogue.entries().forEach(entry -> ids.add(entry.id().toString()));

    assertThat(JUDGED).hasSizeGreaterThan(300);
    assertThat(JUDGED).allSatisfy(query -> assertThat(ids).containsAll(query.grades().keySet()));
  }
}
