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
 */
public record SearchResult(
    int total,
    List<Hit> hits,
    Map<String, Map<String, Integer>> facets,
    Optional<String> correction,
    List<String> suggestions) {

  /**
   * One entry found.
   *
   * @param score comparable within one result only
   * @param rung the best rung of the ladder that matched, such as {@code exact} or {@code stem};
   *     {@code browse} when nothing was typed
   * @param highlights attribute name to HTML fragments: text escaped, whole words that matched
   *     inside {@code <mark>}
   */
  public record Hit(EntryId id, float score, String rung, Map<String, List<String>> highlights) {}
}
