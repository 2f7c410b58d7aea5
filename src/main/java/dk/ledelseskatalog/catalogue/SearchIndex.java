package dk.ledelseskatalog.catalogue;

import dk.ledelseskatalog.contentmodel.ContentModel;
import java.util.List;

/**
 * The full-text index of one release. Immutable and safe for any number of threads until it is
 * closed, which the {@link Snapshot} does after its last reader.
 */
public interface SearchIndex extends AutoCloseable {
  SearchResult search(SearchQuery query);

  /**
   * Frequent searches, titles and keywords that complete what was typed, best first.
   *
   * @param frequent what is searched for often, most often first
   */
  List<String> suggest(String typed, String language, List<String> frequent, int limit);

  @Override
  void close();

  /** Builds the index of a release. */
  interface Builder {
    /**
     * @param entries in catalogue order, which breaks ties between equal scores
     */
    SearchIndex build(ContentModel model, List<PublishedEntry> entries);

    /**
     * The same index, made sooner where most entries are those of another.
     *
     * @param before made by this builder, and open until this returns
     */
    default SearchIndex rebuild(
        ContentModel model, List<PublishedEntry> entries, SearchIndex before) {
      return build(model, entries);
    }
  }
}
