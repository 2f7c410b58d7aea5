package dk.ledelseskatalog.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody searches for.
 *
 * @param text what was typed; empty to browse everything
 * @param language {@code da} or {@code en}
 * @param filters facet name ({@code type}, {@code theme}, {@code audience}) to the values allowed;
 *     a facet that is absent allows all
 * @param minutes how long an entry may take; empty for any time, and for entries without one
 * @param offset hits to skip
 * @param limit hits to return at most
 * @param verbatim whether the typed words are insisted on, so that spelling is not corrected
 */
public record SearchQuery(
    String text,
    String language,
    Map<String, List<String>> filters,
    Optional<MinutesRange> minutes,
    int offset,
    int limit,
    boolean verbatim) {
  public SearchQuery {
    filters = Map.copyOf(filters);
  }

  /** A search for a text alone. */
  public static SearchQuery of(String text, String language, int limit) {
    return new SearchQuery(text, language, Map.of(), Optional.empty(), 0, limit, false);
  }
}
