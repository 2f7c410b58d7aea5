package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.SearchResult.Hit;
import dk.ledelseskatalog.search.Facets.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The index of one release. Lucene finds numbers; what is shown comes from the entries. */
final class LuceneSearchIndex implements SearchIndex {
  private final DirectoryReader reader;
  private final Directory directory;
  private final IndexSearcher searcher;
  private final List<PublishedEntry> entries;
  private final Facets facets;
  private final Map<String, Vocabulary> vocabularies;
  private final Map<String, Suggestions> suggestions;
  private final EntryTexts texts;
  private final Highlighter highlighter;
  private final boolean anyTranslated;

  LuceneSearchIndex(
      DirectoryReader reader,
      Directory directory,
      List<PublishedEntry> entries,
      Facets facets,
      Map<String, Vocabulary> vocabularies,
      Map<String, Suggestions> suggestions,
      EntryTexts texts)
      throws IOException {
    this.reader = reader;
    this.directory = directory;
    this.entries = List.copyOf(entries);
    this.facets = facets;
    this.vocabularies = Map.copyOf(vocabularies);
    this.suggestions = Map.copyOf(suggestions);
    this.texts = texts;
    this.highlighter = new Highlighter(vocabularies);
    this.searcher = new IndexSearcher(reader);
    searcher.setSimilarity(LuceneSearchIndexBuilder.SIMILARITY);
    searcher.setQueryCache(null);
    this.anyTranslated = reader.docFreq(new Term(IndexFields.UNTRANSLATED, "yes")) < entries.size();
  }

  @Override
  public SearchResult search(SearchQuery query) {
    if (query.text().isBlank()) {
      return browse(query);
    }
    try {
      Matching matching = new Matching();
      Optional<Query> lucene = lucene(query, TypedQuery.of(query.text()), matching);
      Count count = facets.count(query.filters());
      List<Ranking.Found> page =
          lucene.isPresent()
              ? Ranking.page(searcher, lucene.get(), count, query.offset(), query.limit())
              : List.of();
      List<Hit> hits = new ArrayList<>();
      for (Ranking.Found found : page) {
        hits.add(hit(found, query.language(), matching));
      }
      return new SearchResult(
          count.total(), List.copyOf(hits), count.toMap(), Optional.empty(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("The search index in memory could not be read", e);
    }
  }

  private Optional<Query> lucene(SearchQuery query, TypedQuery typed, Matching matching)
      throws IOException {
    boolean english = query.language().equals("en") && anyTranslated;
    Optional<Query> danish = ladder("da").build(typed, matching);
    if (!english) {
      return danish;
    }
    // An entry is found by the words its reader is shown: the English ones where there are any.
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    ladder("en").build(typed, matching).ifPresent(shown -> either.add(shown, Occur.SHOULD));
    danish.ifPresent(
        fallback ->
            either.add(
                new BooleanQuery.Builder()
                    .add(fallback, Occur.MUST)
                    .add(new TermQuery(new Term(IndexFields.UNTRANSLATED, "yes")), Occur.FILTER)
                    .build(),
                Occur.SHOULD));
    return Optional.of(either.build());
  }

  private QueryLadder ladder(String language) {
    Vocabulary vocabulary = vocabularies.get(language);
    if (vocabulary == null) {
      throw new IllegalArgumentException("No analysis for language " + language);
    }
    return new QueryLadder(reader, language, vocabulary.analysis());
  }

  private Hit hit(Ranking.Found found, String language, Matching matching) {
    PublishedEntry entry = entries.get(found.document());
    Highlighter.Result shown = highlighter.highlight(texts.read(entry, language), matching);
    return new Hit(
        entry.id(), found.score(), shown.rung().orElse(Rung.HEADING).label(), shown.fragments());
  }

  private SearchResult browse(SearchQuery query) {
    Count count = facets.count(query.filters());
    List<Hit> hits = new ArrayList<>();
    for (int document = 0; document < entries.size(); document++) {
      if (count.add(document) && count.total() > query.offset() && hits.size() < query.limit()) {
        hits.add(new Hit(entries.get(document).id(), 0, Rung.BROWSE.label(), Map.of()));
      }
    }
    return new SearchResult(
        count.total(), List.copyOf(hits), count.toMap(), Optional.empty(), List.of());
  }

  @Override
  public List<String> suggest(String typed, String language, int limit) {
    Suggestions ofLanguage = suggestions.get(language);
    Suggestions danish = suggestions.get("da");
    if (ofLanguage == null) {
      ofLanguage = danish;
    }
    List<String> found = ofLanguage == null ? List.of() : ofLanguage.complete(typed, limit);
    return found.isEmpty() && danish != null ? danish.complete(typed, limit) : found;
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The search index in memory could not be closed", e);
    }
  }
}
