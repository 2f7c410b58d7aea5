package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An index made from the one before is the one that would be made of the same entries alone. */
final class RebuiltIndexTest {
  private static final List<SearchQuality.Judged> JUDGED = SearchQuality.judged();

  /** Some of each category. */
  private static final List<String> QUERIES =
      IntStream.range(0, 50).mapToObj(at -> JUDGED.get(7 * at).query()).toList();

  @Test
  void whateverChangesItAnswersLikeOneMadeAnew() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<PublishedEntry> entries = new ArrayList<>(RealCatalogue.entries());
    SearchIndex index = Danish.BUILDER.build(entries);
    for (int release = 2; release <= 6; release++) {
      change(entries, random);
      SearchIndex next = Danish.BUILDER.rebuild(entries, (LuceneSearchIndex) index);
      index.close();
      index = next;
      assertSame(index, entries, "seed " + seed + ", release " + release);
    }
  }

  @Test
  void aChangedHeadingIsFoundInAllThatStandsBelow() {
    List<PublishedEntry> entries = new ArrayList<>(RealCatalogue.entries());
    SearchIndex before = Danish.BUILDER.build(entries);
    int theme = 0;
    while (!entries.get(theme).id().toString().equals("themes/helhed")) {
      theme++;
    }
    entries.set(theme, with(entries.get(theme), "tagline", "Sammenhængskraft"));

    SearchIndex after = Danish.BUILDER.rebuild(entries, (LuceneSearchIndex) before);

    assertThat(after.search(Entries.query("sammenhængskraft")).total()).isGreaterThan(5);
    assertSame(after, entries, "a changed heading");
  }

  private static void change(List<PublishedEntry> entries, Random random) {
    for (int change = 0; change < 4; change++) {
      int at = random.nextInt(entries.size());
      PublishedEntry entry = entries.get(at);
      switch (random.nextInt(3)) {
        case 0 -> {
          if (!entry.id().type().equals("themes")) {
            entries.remove(at);
          }
        }
        case 1 -> entries.add(random.nextInt(entries.size()), entries.remove(at));
        default -> {
          String attribute = entry.attributes().has("text") ? "text" : "title";
          if (entry.attributes().has(attribute)) {
            entries.set(at, with(entry, attribute, text(random)));
          }
        }
      }
    }
  }

  /** Words of the queries, so that they find something else than before. */
  private static String text(Random random) {
    return QUERIES.get(random.nextInt(QUERIES.size()))
        + " "
        + QUERIES.get(random.nextInt(QUERIES.size()));
  }

  private static PublishedEntry with(PublishedEntry entry, String attribute, String text) {
    ObjectNode attributes = entry.attributes().deepCopy();
    attributes.putObject(attribute).put("da", text);
    return new PublishedEntry(
        entry.id(),
        entry.type(),
        entry.version() + 1,
        2,
        entry.changedAt(),
        attributes,
        entry.related());
  }

  private static void assertSame(SearchIndex index, List<PublishedEntry> entries, String when) {
    SearchIndex fresh = Danish.BUILDER.build(entries);
    for (String query : QUERIES) {
      SearchQuery sought = new SearchQuery(query, "da", Map.of(), Optional.empty(), 0, 40, false);
      assertThat(index.search(sought)).as("%s, %s", when, query).isEqualTo(fresh.search(sought));
      String beginning = query.substring(0, Math.min(3, query.length()));
      assertThat(index.suggest(beginning, "da", List.of(), 8))
          .as("%s, %s", when, beginning)
          .isEqualTo(fresh.suggest(beginning, "da", List.of(), 8));
    }
    fresh.close();
  }
}
