package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.SearchResult.Hit;
import dk.ledelseskatalog.search.Facets.Count;
import dk.ledelseskatalog.search.QueryLadder.Plan;
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
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The index of one release. Lucene finds numbers; what is shown comes from the entries. */
final class LuceneSearchIndex implements SearchIndex {
  private static final Term UNTRANSLATED = new Term(IndexFields.UNTRANSLATED, "yes");

  /** How many words to offer when nothing was found. */
  private static final int NEAR = 5;

  private final DirectoryReader reader;
  private final Directory directory;
  private final IndexSearcher searcher;
  private final List<PublishedEntry> entries;
  private final Facets facets;
  private final QueryLadder danish;
  private final QueryLadder english;
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
      Map<String, Synonyms> synonyms,
      Map<String, Suggestions> suggestions,
      EntryTexts texts)
      throws IOException {
    this.reader = reader;
    this.directory = directory;
    this.entries = List.copyOf(entries);
    this.facets = facets;
    this.danish = ladder(reader, "da", vocabularies, synonyms);
    this.english = ladder(reader, "en", vocabularies, synonyms);
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
      Plan plan = plan(query, TypedQuery.of(query.text()));
      Count count = facets.count(query.filters());
      List<Ranking.Found> page =
          plan.query().isPresent()
              ? Ranking.page(searcher, plan.query().get(), count, query.offset(), query.limit())
              : List.of();
      List<Hit> hits = new ArrayList<>();
      for (Ranking.Found found : page) {
        hits.add(hit(found, query.language(), plan.matching()));
      }
      return new SearchResult(
          count.total(),
          List.copyOf(hits),
          count.toMap(),
          count.matches() == 0 ? Optional.empty() : plan.correction(),
          count.matches() == 0 ? near(query) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("The search index in memory could not be read", e);
    }
  }

  private Plan plan(SearchQuery query, TypedQuery typed) throws IOException {
    Plan fallback = danish.plan(typed, query.verbatim());
    if (!query.language().equals("en") || !anyTranslated) {
      return fallback;
    }
    // An entry is found by the words its reader is shown: the English ones where there are any.
    Plan shown = english.plan(typed, query.verbatim());
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    shown.query().ifPresent(lucene -> either.add(lucene, Occur.SHOULD));
    fallback
        .query()
        .ifPresent(
            lucene ->
                either.add(
                    new BooleanQuery.Builder()
                        .add(lucene, Occur.MUST)
                        .add(new TermQuery(UNTRANSLATED), Occur.FILTER)
                        .build(),
                    Occur.SHOULD));
    shown.matching().addAll(fallback.matching());
    return new Plan(Optional.of(either.build()), shown.matching(), shown.correction());
  }

  private List<String> near(SearchQuery query) {
    List<String> near = new ArrayList<>(suggest(query.text(), query.language(), NEAR));
    QueryLadder ladder = query.language().equals("en") && anyTranslated ? english : danish;
    near.addAll(ladder.near(TypedQuery.of(query.text()), NEAR));
    return near.stream().distinct().limit(NEAR).toList();
  }

  private static QueryLadder ladder(
      DirectoryReader reader,
      String language,
      Map<String, Vocabulary> vocabularies,
      Map<String, Synonyms> synonyms) {
    Vocabulary vocabulary = vocabularies.get(language);
    Synonyms ofLanguage = synonyms.get(language);
    if (vocabulary == null || ofLanguage == null) {
      throw new IllegalArgumentException("No analysis for language " + language);
    }
    return new QueryLadder(reader, language, vocabulary, ofLanguage, new Spelling(vocabulary));
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
