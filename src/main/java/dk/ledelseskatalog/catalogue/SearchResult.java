package dk.ledelseskatalog.catalogue;

import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of hits, best first, then in catalogue order.
 *
 * @param total all hits, over every page
 * @param hits this page
 * @param facets facet name to value to count; each facet ignores its own filter
 * @param correction what was searched for instead of what was typed, if that was misspelt
 * @param suggestions near words to offer when nothing was found
 * @param words how each typed word was read, in order
 */
public record SearchResult(
    int total,
    List<Hit> hits,
    Map<String, Map<String, Integer>> facets,
    Optional<String> correction,
    List<String> suggestions,
    List<Word> words) {
  public SearchResult {
    hits = List.copyOf(hits);
    suggestions = List.copyOf(suggestions);
    words = List.copyOf(words);
  }

  /** Nothing found and nothing to offer. */
  public static SearchResult none() {
    return new SearchResult(0, List.of(), Map.of(), Optional.empty(), List.of(), List.of());
  }

  /**
   * A word of the query.
   *
   * @param sought the word that was looked for instead, such as {@code feedback} for {@code
   *     feedbak}
   * @param as why, by the name of a rung ({@code joined}, {@code letters}, {@code spelling}, {@code
   *     compound}); empty for a word that was sought as it was typed
   */
  public record Word(String typed, String sought, Optional<String> as) {}

  /**
   * One entry found.
   *
   * @param score comparable within one result only
   * @param rung the best rung of the ladder that matched, such as {@code exact} or {@code stem};
   *     {@code pinned} for an entry that editors put first, {@code browse} when nothing was typed
   * @param highlights attribute name to HTML fragments: text escaped, whole words that matched
   *     inside {@code <mark>}
   * @param matches the words that matched, each attribute's own once
   * @param weight what editors let its score be multiplied by; 1 for most
   */
  public record Hit(
      EntryId id,
      float score,
      String rung,
      Map<String, List<String>> highlights,
      List<Match> matches,
      float weight) {
    public Hit {
      matches = List.copyOf(matches);
    }
  }

  /** A word of an entry and the rung on which it matched. */
  public record Match(String attribute, String word, String rung) {}
}
