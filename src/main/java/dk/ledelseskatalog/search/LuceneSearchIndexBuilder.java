package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.search.ViewTokenStream.PlacedTerm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Builds the index of a release in memory. Thread-safe; make one and keep it, for it holds what the
 * languages know.
 */
public final class LuceneSearchIndexBuilder implements SearchIndex.Builder {
  static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, .4f);

  /** Between two texts of an entry, so that no phrase begins in one and ends in the other. */
  private static final int GAP = 100;

  private static final FieldType WITH_POSITIONS = new FieldType(TextField.TYPE_NOT_STORED);
  private static final FieldType WITHOUT_POSITIONS = new FieldType(TextField.TYPE_NOT_STORED);

  static {
    WITH_POSITIONS.freeze();
    WITHOUT_POSITIONS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WITHOUT_POSITIONS.freeze();
  }

  /** A longer title is a sentence, whose words are not all what the entry is about. */
  private static final int SHORT_TITLE = 40;

  private final Map<String, WordAnalysis> analyses;
  private final EntryTexts texts = new EntryTexts();

  /**
   * Reads the spelling dictionary, which takes about a second.
   *
   * @throws UncheckedIOException if the build left it out
   */
  public LuceneSearchIndexBuilder() {
    try {
      WordAnalysis danish = new DanishWords(SpellingDictionary.load());
      WordAnalysis english = new EnglishWords();
      analyses = Map.of("da", danish, "en", english);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public SearchIndex build(ContentModel model, List<PublishedEntry> entries) {
    return build(entries);
  }

  /** Every entry carries its type, so the model is not needed. */
  SearchIndex build(List<PublishedEntry> all) {
    Steered steered = Steered.of(all);
    List<PublishedEntry> entries = steered.found();
    Map<String, Vocabulary> vocabularies = new HashMap<>();
    analyses.forEach((language, analysis) -> vocabularies.put(language, new Vocabulary(analysis)));
    Map<EntryId, PublishedEntry> byId = new HashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    Map<String, List<String>> offered = new HashMap<>();
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    // Documents keep the order they are added in: their numbers are catalogue order.
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setSimilarity(SIMILARITY)
            .setMergePolicy(new LogDocMergePolicy())
            .setRAMBufferSizeMB(64);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (PublishedEntry entry : entries) {
        writer.addDocument(document(entry, byId, vocabularies, offered));
      }
      Map<String, Synonyms> synonyms = new HashMap<>();
      analyses.forEach(
          (language, analysis) ->
              synonyms.put(
                  language,
                  new Synonyms(analysis, steered.synonyms().getOrDefault(language, List.of()))));
      vocabularies.forEach(
          (language, vocabulary) -> {
            Synonyms rules = synonyms.get(language);
            if (rules != null) {
              rules.words().forEach(vocabulary::addCorrect);
            }
          });
      writer.forceMerge(1);
      writer.commit();
      Map<String, Suggestions> suggestions = new HashMap<>();
      offered.forEach(
          (language, offers) -> {
            WordAnalysis analysis = analyses.get(language);
            if (analysis != null) {
              suggestions.put(language, new Suggestions(offers, analysis));
            }
          });
      return new LuceneSearchIndex(
          DirectoryReader.open(directory),
          directory,
          steered,
          new Facets(entries),
          vocabularies,
          synonyms,
          suggestions,
          texts);
    } catch (IOException e) {
      throw new UncheckedIOException("The search index could not be built in memory", e);
    }
  }

  private Document document(
      PublishedEntry entry,
      Map<EntryId, PublishedEntry> byId,
      Map<String, Vocabulary> vocabularies,
      Map<String, List<String>> offered) {
    Document document = new Document();
    boolean translated = false;
    for (Map.Entry<String, Vocabulary> language : vocabularies.entrySet()) {
      List<EntryText> own = texts.read(entry, language.getKey());
      boolean written = own.stream().anyMatch(text -> text.language().equals(language.getKey()));
      if (written) {
        translated |= language.getKey().equals("en");
        add(
            document,
            entry,
            own,
            headings(entry, byId, language.getKey()),
            language.getKey(),
            vocabularies,
            offered);
      }
    }
    if (!translated) {
      document.add(new StringField(IndexFields.UNTRANSLATED, "yes", Field.Store.NO));
    }
    return document;
  }

  private void add(
      Document document,
      PublishedEntry entry,
      List<EntryText> own,
      List<EntryText> headings,
      String language,
      Map<String, Vocabulary> vocabularies,
      Map<String, List<String>> offered) {
    Map<View, List<PlacedTerm>> terms = new HashMap<>();
    place(own, false, vocabularies, terms);
    place(headings, true, vocabularies, terms);
    terms.forEach(
        (view, placed) -> {
          boolean positions = view == View.SURFACE || view == View.STEM;
          document.add(
              new Field(
                  view.field(language),
                  new ViewTokenStream(placed),
                  positions ? WITH_POSITIONS : WITHOUT_POSITIONS));
        });
    for (EntryText text : own) {
      if (text.role() == SearchRole.TITLE || text.role() == SearchRole.KEYWORDS) {
        offered.computeIfAbsent(language, l -> new ArrayList<>()).add(text.text());
      }
      if (text.role() == SearchRole.TITLE) {
        String name = name(text, vocabularies);
        document.add(new StringField(IndexFields.name(language), name, Field.Store.NO));
        if (entry.id().type().equals("themes")) {
          document.add(new StringField(IndexFields.themeName(language), name, Field.Store.NO));
        }
      }
    }
  }

  private static void place(
      List<EntryText> texts,
      boolean headings,
      Map<String, Vocabulary> vocabularies,
      Map<View, List<PlacedTerm>> terms) {
    int offset = 0;
    for (EntryText text : texts) {
      Vocabulary vocabulary = vocabularies.get(text.language());
      int last = offset;
      if (vocabulary != null) {
        for (AnalysedText.Word word : vocabulary.add(text.text()).words()) {
          last = offset + word.token().position();
          for (View view : View.values()) {
            if (view.ofHeading() == headings) {
              for (String term : view.indexed(word.views())) {
                terms.computeIfAbsent(view, v -> new ArrayList<>()).add(new PlacedTerm(term, last));
              }
            }
          }
        }
        if (text.role() == SearchRole.KEYWORDS
            || (text.role() == SearchRole.TITLE && text.text().length() <= SHORT_TITLE)) {
          vocabulary.addProminent(text.text());
        }
      }
      offset = last + GAP;
    }
  }

  private static String name(EntryText title, Map<String, Vocabulary> vocabularies) {
    Vocabulary vocabulary = vocabularies.get(title.language());
    List<String> stems = new ArrayList<>();
    for (Token token : Tokens.of(title.text())) {
      if (vocabulary != null
          && !token.whole()
          && !vocabulary.analysis().isStopWord(token.surface())) {
        stems.add(vocabulary.views(token.surface()).stems().get(0));
      }
    }
    return String.join(" ", stems);
  }

  /** What a passage stands under: the short texts of its theme. */
  private List<EntryText> headings(
      PublishedEntry entry, Map<EntryId, PublishedEntry> byId, String language) {
    List<EntryText> headings = new ArrayList<>();
    for (EntryId id : entry.related("theme")) {
      PublishedEntry theme = byId.get(id);
      if (theme != null) {
        headings.addAll(texts.headings(theme, language));
      }
    }
    return headings;
  }
}
