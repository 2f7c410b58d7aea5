package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.SearchResult.Hit;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.search.Facets.Count;
import dk.ledelseskatalog.search.QueryLadder.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The index of one release. Lucene finds numbers; what is shown comes from the entries. */
final class LuceneSearchIndex implements SearchIndex {
  private static final Term UNTRANSLATED = new Term(IndexFields.UNTRANSLATED, "yes");

  /** How many words to offer when nothing was found. */
  private static final int NEAR = 5;

  /** Of how many entries the analysed texts are remembered: some megabytes. */
  private static final int SHOWN = 2_000;

  private final DirectoryReader reader;
  private final Directory directory;
  private final IndexSearcher searcher;
  private final List<PublishedEntry> entries;
  private final Facets facets;
  private final QueryLadder danish;
  private final QueryLadder english;
  private final Map<String, Suggestions> suggestions;
  private final EntryTexts texts;
  private final boolean anyTranslated;
  private final Map<String, Vocabulary> vocabularies;
  private final Map<String, Frequent> frequent = new ConcurrentHashMap<>();

  /** The number of the entry, by that of Lucene's document. */
  private final int[] numbers;

  /** The texts that were shown last, as a reader of each language sees them. */
  private final Map<String, Recent<Integer, List<AnalysedEntryText>>> shown =
      Map.of("da", new Recent<>(SHOWN), "en", new Recent<>(SHOWN));

  /** By language, then by the name of a query: the numbers of the entries that come first. */
  private final Map<String, Map<String, List<Integer>>> pins = new HashMap<>();

  /** By the number of the entry. */
  private final float[] weights;

  LuceneSearchIndex(
      DirectoryReader reader,
      Directory directory,
      Steered steered,
      Facets facets,
      Map<String, Vocabulary> vocabularies,
      Map<String, Synonyms> synonyms,
      Map<String, Suggestions> suggestions,
      EntryTexts texts)
      throws IOException {
    this.reader = reader;
    this.directory = directory;
    this.entries = steered.found();
    this.facets = facets;
    this.suggestions = Map.copyOf(suggestions);
    this.texts = texts;
    this.vocabularies = Map.copyOf(vocabularies);
    this.searcher = new IndexSearcher(reader);
    searcher.setSimilarity(LuceneSearchIndexBuilder.SIMILARITY);
    searcher.setQueryCache(null);
    this.danish = ladder(searcher, "da", vocabularies, synonyms);
    this.english = ladder(searcher, "en", vocabularies, synonyms);
    this.anyTranslated = reader.docFreq(UNTRANSLATED) < entries.size();
    Map<EntryId, Integer> byId = new HashMap<>();
    weights = new float[entries.size()];
    for (int number = 0; number < entries.size(); number++) {
      EntryId id = entries.get(number).id();
      byId.put(id, number);
      weights[number] = steered.weights().getOrDefault(id, 1f);
    }
    numbers = numbers(reader, byId);
    pins.put("da", pins(danish, steered.pins().getOrDefault("da", List.of()), byId));
    pins.put("en", pins(english, steered.pins().getOrDefault("en", List.of()), byId));
  }

  private static int[] numbers(DirectoryReader reader, Map<EntryId, Integer> byId)
      throws IOException {
    Map<String, Integer> byName = new HashMap<>();
    byId.forEach((id, number) -> byName.put(id.toString(), number));
    int[] numbers = new int[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      BinaryDocValues names = leaf.reader().getBinaryDocValues(IndexFields.ID);
      while (names.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        Integer number = byName.get(names.binaryValue().utf8ToString());
        if (number == null) {
          throw new IllegalStateException("The index has an entry that the release has not");
        }
        numbers[leaf.docBase + names.docID()] = number;
      }
    }
    return numbers;
  }

  List<PublishedEntry> entries() {
    return entries;
  }

  Directory directory() {
    return directory;
  }

  Map<String, Vocabulary> vocabularies() {
    return vocabularies;
  }

  private static Map<String, List<Integer>> pins(
      QueryLadder ladder, List<Steered.Pin> pins, Map<EntryId, Integer> numbers) {
    Map<String, List<Integer>> byName = new HashMap<>();
    for (Steered.Pin pin : pins) {
      byName.putIfAbsent(
          ladder.name(TypedQuery.of(pin.query())),
          pin.entries().stream().flatMap(id -> Stream.ofNullable(numbers.get(id))).toList());
    }
    return byName;
  }

  @Override
  public SearchResult search(SearchQuery query) {
    if (query.text().isBlank()) {
      return browse(query);
    }
    try {
      Read read = read(query, TypedQuery.of(query.text()));
      Plan plan = read.plan();
      Count count = facets.count(query.filters(), query.minutes());
      List<Ranking.Found> page =
          Ranking.page(
              searcher,
              plan.query(),
              read.pinned(),
              numbers,
              weights,
              count,
              query.offset(),
              query.limit());
      List<Hit> hits = new ArrayList<>();
      for (Ranking.Found found : page) {
        hits.add(hit(found, query.language(), plan.matching()));
      }
      return new SearchResult(
          count.total(),
          hits,
          count.toMap(),
          count.matches() == 0 ? Optional.empty() : plan.correction(),
          count.matches() == 0 ? near(query) : List.of(),
          plan.words());
    } catch (IOException e) {
      throw new UncheckedIOException("The search index in memory could not be read", e);
    }
  }

  /** A query as it was read, and the entries that come first for it. */
  private record Read(Plan plan, List<Integer> pinned) {}

  private Read read(SearchQuery query, TypedQuery typed) {
    if (!query.language().equals("en") || !anyTranslated) {
      Plan plan = danish.plan(typed, query.verbatim());
      return new Read(plan, pinned("da", plan));
    }
    // A word that one language has is no spelling mistake of the other.
    Plan shown = english.plan(typed, true);
    Plan fallback = danish.plan(typed, true);
    if (!query.verbatim() && shown.query().isEmpty() && fallback.query().isEmpty()) {
      shown = english.plan(typed, false);
      fallback = danish.plan(typed, shown.query().isPresent());
    }
    List<Integer> pinned = pinned("en", shown);
    return new Read(either(shown, fallback), pinned.isEmpty() ? pinned("da", fallback) : pinned);
  }

  private List<Integer> pinned(String language, Plan plan) {
    return pins.getOrDefault(language, Map.of()).getOrDefault(plan.name(), List.of());
  }

  /** An entry is found by the words its reader is shown: the English ones where there are any. */
  private static Plan either(Plan shown, Plan fallback) {
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
    return new Plan(
        Optional.of(either.build()),
        shown.matching(),
        shown.correction().or(fallback::correction),
        shown.query().isPresent() ? shown.words() : fallback.words(),
        shown.name());
  }

  private List<String> near(SearchQuery query) {
    List<String> near = new ArrayList<>(complete(query.text(), query.language(), NEAR));
    QueryLadder ladder = query.language().equals("en") && anyTranslated ? english : danish;
    near.addAll(ladder.near(TypedQuery.of(query.text()), NEAR));
    return near.stream().distinct().limit(NEAR).toList();
  }

  private WordAnalysis analysis(String language) {
    Vocabulary vocabulary = vocabularies.get(language);
    if (vocabulary == null) {
      throw new IllegalArgumentException("No analysis for language " + language);
    }
    return vocabulary.analysis();
  }

  private static QueryLadder ladder(
      IndexSearcher searcher,
      String language,
      Map<String, Vocabulary> vocabularies,
      Map<String, Synonyms> synonyms) {
    Vocabulary vocabulary = vocabularies.get(language);
    Synonyms ofLanguage = synonyms.get(language);
    if (vocabulary == null || ofLanguage == null) {
      throw new IllegalArgumentException("No analysis for language " + language);
    }
    return new QueryLadder(searcher, language, vocabulary, ofLanguage, new Spelling(vocabulary));
  }

  private Hit hit(Ranking.Found found, String language, Matching matching) {
    PublishedEntry entry = entries.get(found.document());
    Highlighter.Result marked = Highlighter.highlight(shown(found.document(), language), matching);
    Rung rung = found.isPinned() ? Rung.PINNED : marked.rung().orElse(Rung.HEADING);
    return new Hit(
        entry.id(),
        found.score(),
        rung.label(),
        marked.fragments(),
        marked.matches(),
        weights[found.document()]);
  }

  private List<AnalysedEntryText> shown(int number, String language) {
    Recent<Integer, List<AnalysedEntryText>> recent = shown.get(language);
    if (recent == null) {
      throw new IllegalArgumentException("No analysis for language " + language);
    }
    return recent.get(number, n -> analysed(texts.read(entries.get(n), language)));
  }

  private List<AnalysedEntryText> analysed(List<EntryText> texts) {
    List<AnalysedEntryText> analysed = new ArrayList<>();
    for (EntryText text : texts) {
      Vocabulary vocabulary = vocabularies.get(text.language());
      if (vocabulary != null) {
        analysed.add(
            new AnalysedEntryText(
                text.attribute(),
                text.text(),
                AnalysedText.of(text.text(), vocabulary.analysis(), vocabulary::views).words()));
      }
    }
    return analysed;
  }

  private SearchResult browse(SearchQuery query) {
    Count count = facets.count(query.filters(), query.minutes());
    List<Hit> hits = new ArrayList<>();
    for (int document = 0; document < entries.size(); document++) {
      if (count.add(document) && count.total() > query.offset() && hits.size() < query.limit()) {
        hits.add(
            new Hit(
                entries.get(document).id(),
                0,
                Rung.BROWSE.label(),
                Map.of(),
                List.of(),
                weights[document]));
      }
    }
    return new SearchResult(
        count.total(), hits, count.toMap(), Optional.empty(), List.of(), List.of());
  }

  @Override
  public List<String> suggest(String typed, String language, List<String> frequent, int limit) {
    List<String> found = complete(typed, language, limit);
    List<String> often = often(language, frequent).complete(typed, Math.max(0, limit / 2));
    if (often.isEmpty()) {
      return found;
    }
    // Half the places at most: what the catalogue calls things is to be learnt here, too.
    Map<String, String> all = new LinkedHashMap<>();
    List<String> offered = new ArrayList<>(often);
    offered.addAll(found);
    offered.forEach(text -> all.putIfAbsent(text.toLowerCase(Locale.ROOT), text));
    // A title is written as its author wrote it.
    found.forEach(text -> all.replace(text.toLowerCase(Locale.ROOT), text));
    return all.values().stream().limit(limit).toList();
  }

  private List<String> complete(String typed, String language, int limit) {
    Suggestions ofLanguage = suggestions.get(language);
    Suggestions danish = suggestions.get("da");
    if (ofLanguage == null) {
      ofLanguage = danish;
    }
    List<String> found = ofLanguage == null ? List.of() : ofLanguage.complete(typed, limit);
    return found.isEmpty() && danish != null ? danish.complete(typed, limit) : found;
  }

  /** Prepared once for as long as the same list is given. */
  private Suggestions often(String language, List<String> frequent) {
    Frequent known = this.frequent.get(language);
    if (known == null || known.list() != frequent) {
      known = new Frequent(frequent, new Suggestions(frequent, analysis(language)));
      this.frequent.put(language, known);
    }
    return known.suggestions();
  }

  private record Frequent(List<String> list, Suggestions suggestions) {}

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
