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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
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
import org.apache.lucene.index.Term;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.BytesRef;

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

  /** If more than this part of the entries is new, starting anew is sooner done. */
  private static final int WORTH_REBUILDING = 4;

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
      analyses =
          Map.of("da", new RememberedAnalysis(danish), "en", new RememberedAnalysis(english));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public SearchIndex build(ContentModel model, List<PublishedEntry> entries) {
    return build(entries);
  }

  @Override
  public SearchIndex rebuild(ContentModel model, List<PublishedEntry> entries, SearchIndex before) {
    return before instanceof LuceneSearchIndex known ? rebuild(entries, known) : build(entries);
  }

  /** Every entry carries its type, so the model is not needed. */
  SearchIndex build(List<PublishedEntry> entries) {
    return new Building(Steered.of(entries)).fromNothing(Map.of());
  }

  SearchIndex rebuild(List<PublishedEntry> entries, LuceneSearchIndex before) {
    Steered steered = Steered.of(entries);
    Building building = new Building(steered);
    IndexDifference difference = IndexDifference.between(before.entries(), building.byId);
    return difference.gone().size() + difference.come().size() > entries.size() / WORTH_REBUILDING
        ? building.fromNothing(before.vocabularies())
        : building.from(before, difference);
  }

  /** One index while it is made. */
  private final class Building {
    private final Steered steered;
    private final Map<EntryId, PublishedEntry> byId;
    private final Map<String, Vocabulary> vocabularies = new HashMap<>();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();

    Building(Steered steered) {
      this.steered = steered;
      this.byId = IndexDifference.byId(steered.found());
    }

    /**
     * @param before the words of another index, which need not be analysed again
     */
    SearchIndex fromNothing(Map<String, Vocabulary> before) {
      analyses.forEach(
          (language, analysis) -> {
            Vocabulary vocabulary = new Vocabulary(analysis);
            Vocabulary known = before.get(language);
            vocabulary.prepare(known == null ? Map.of() : known.words(), textsIn(language));
            vocabularies.put(language, vocabulary);
          });
      try (IndexWriter writer = writer()) {
        for (PublishedEntry entry : steered.found()) {
          writer.addDocument(document(entry));
        }
        return finish(writer);
      } catch (IOException e) {
        throw inMemory(e);
      }
    }

    private Stream<String> textsIn(String language) {
      return steered.found().stream()
          .filter(entry -> texts.writtenIn(entry, language))
          .flatMap(entry -> texts.read(entry, language).stream())
          .filter(text -> text.language().equals(language))
          .map(EntryText::text);
    }

    SearchIndex from(LuceneSearchIndex before, IndexDifference difference) {
      before
          .vocabularies()
          .forEach(
              (language, vocabulary) -> vocabularies.put(language, new Vocabulary(vocabulary)));
      try {
        for (String file : before.directory().listAll()) {
          directory.copyFrom(before.directory(), file, file, IOContext.READONCE);
        }
        try (IndexWriter writer = writer()) {
          for (PublishedEntry entry : difference.gone()) {
            forget(entry, difference.before());
            writer.deleteDocuments(new Term(IndexFields.ID, entry.id().toString()));
          }
          for (PublishedEntry entry : difference.come()) {
            writer.addDocument(document(entry));
          }
          return finish(writer);
        }
      } catch (IOException e) {
        throw inMemory(e);
      }
    }

    private IndexWriter writer() throws IOException {
      return new IndexWriter(
          directory,
          new IndexWriterConfig()
              .setSimilarity(SIMILARITY)
              .setMergePolicy(new LogDocMergePolicy())
              .setRAMBufferSizeMB(64));
    }

    private SearchIndex finish(IndexWriter writer) throws IOException {
      // Another thread merges while this one collects what is offered.
      writer.forceMerge(1, false);
      Map<String, Synonyms> synonyms = new HashMap<>();
      Map<String, Suggestions> suggestions = new HashMap<>();
      vocabularies.forEach(
          (language, vocabulary) -> {
            List<Synonyms.Rule> rules = steered.synonyms().getOrDefault(language, List.of());
            Synonyms ofLanguage = new Synonyms(vocabulary.analysis(), rules);
            synonyms.put(language, ofLanguage);
            vocabulary.setCorrect(ofLanguage.words());
            List<String> names =
                steered.found().stream()
                    .filter(entry -> texts.writtenIn(entry, language))
                    .flatMap(entry -> texts.names(entry, language).stream())
                    .toList();
            if (!names.isEmpty()) {
              suggestions.put(language, new Suggestions(names, vocabulary.analysis()));
            }
          });
      writer.forceMerge(1);
      writer.commit();
      return new LuceneSearchIndex(
          DirectoryReader.open(directory),
          directory,
          steered,
          new Facets(steered.found()),
          vocabularies,
          synonyms,
          suggestions,
          texts);
    }

    private Document document(PublishedEntry entry) {
      Document document = new Document();
      String id = entry.id().toString();
      document.add(new StringField(IndexFields.ID, id, Field.Store.NO));
      document.add(new BinaryDocValuesField(IndexFields.ID, new BytesRef(id)));
      for (String language : vocabularies.keySet()) {
        if (texts.writtenIn(entry, language)) {
          add(document, entry, language);
        }
      }
      if (!texts.writtenIn(entry, "en")) {
        document.add(new StringField(IndexFields.UNTRANSLATED, "yes", Field.Store.NO));
      }
      return document;
    }

    private void add(Document document, PublishedEntry entry, String language) {
      List<EntryText> own = texts.read(entry, language);
      Map<View, List<PlacedTerm>> terms = new EnumMap<>(View.class);
      place(own, false, terms);
      place(headings(entry, byId, language), true, terms);
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
        if (text.role() == SearchRole.TITLE) {
          String name = name(text, vocabularies);
          document.add(new StringField(IndexFields.name(language), name, Field.Store.NO));
          if (entry.id().type().equals("themes")) {
            document.add(new StringField(IndexFields.themeName(language), name, Field.Store.NO));
          }
        }
      }
    }

    private void place(List<EntryText> texts, boolean headings, Map<View, List<PlacedTerm>> terms) {
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
                  terms
                      .computeIfAbsent(view, v -> new ArrayList<>())
                      .add(new PlacedTerm(term, last));
                }
              }
            }
          }
          if (isProminent(text)) {
            vocabulary.addProminent(text.text());
          }
        }
        offset = last + GAP;
      }
    }

    /** Takes back what an entry's texts have counted in the vocabularies. */
    private void forget(PublishedEntry entry, Map<EntryId, PublishedEntry> before) {
      for (String language : vocabularies.keySet()) {
        if (texts.writtenIn(entry, language)) {
          forget(texts.read(entry, language));
          forget(headings(entry, before, language));
        }
      }
    }

    private void forget(List<EntryText> texts) {
      for (EntryText text : texts) {
        Vocabulary vocabulary = vocabularies.get(text.language());
        if (vocabulary != null) {
          vocabulary.remove(text.text());
          if (isProminent(text)) {
            vocabulary.removeProminent(text.text());
          }
        }
      }
    }
  }

  private static boolean isProminent(EntryText text) {
    return text.role() == SearchRole.KEYWORDS
        || (text.role() == SearchRole.TITLE && text.text().length() <= SHORT_TITLE);
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("The search index could not be built in memory", e);
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
    for (EntryId id : entry.related(EntryTexts.ABOVE)) {
      PublishedEntry theme = byId.get(id);
      if (theme != null) {
        headings.addAll(texts.headings(theme, language));
      }
    }
    return headings;
  }
}
