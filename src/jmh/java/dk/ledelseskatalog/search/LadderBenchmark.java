package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one search costs, by one thread and without HTTP, in milliseconds, beside a bare query of
 * Lucene for one of the same words. No two queries are alike, so that no memory answers one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class LadderBenchmark {
  private static final int QUERIES = 200_000;
  private static final int PAGE = 10;

  /** Entries of the catalogue. */
  @Param({"50", "5000", "100000"})
  int size;

  private SearchIndex index;
  private DirectoryReader reader;
  private IndexSearcher bare;
  private List<String> queries = List.of();
  private List<String> misspelt = List.of();
  private List<String> beginnings = List.of();
  private int next;

  @Setup(Level.Trial)
  public void generate() throws Exception {
    Path folder = Files.createTempDirectory("ladder");
    GeneratedCatalogue.main(
        new String[] {folder.toString(), Integer.toString(size), Integer.toString(QUERIES)});
    Path files = folder.resolve("content-model");
    ContentModel model = ContentModel.read(files);
    LuceneSearchIndex built =
        (LuceneSearchIndex)
            new LuceneSearchIndexBuilder()
                .build(RealCatalogue.of(model, new CatalogueFiles(files, model).read()));
    index = built;
    reader = DirectoryReader.open(built.directory());
    bare = new IndexSearcher(reader);
    bare.setQueryCache(null);
    queries = lines(folder.resolve("queries"));
    beginnings = lines(folder.resolve("beginnings"));
    misspelt = misspelt(queries);
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(URLDecoder.decode(line, StandardCharsets.UTF_8));
    }
    return lines;
  }

  /** Single words with two neighbouring letters in the wrong order. */
  private static List<String> misspelt(List<String> queries) {
    return queries.stream()
        .filter(query -> query.length() > 6 && query.indexOf(' ') < 0)
        .map(word -> word.substring(0, 3) + word.charAt(4) + word.charAt(3) + word.substring(5))
        .distinct()
        .toList();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    reader.close();
    index.close();
  }

  private String next(List<String> texts) {
    next = next == Integer.MAX_VALUE ? 0 : next + 1;
    return texts.get(next % texts.size());
  }

  @Benchmark
  public SearchResult ladder() {
    return index.search(SearchQuery.of(next(queries), "da", PAGE));
  }

  @Benchmark
  public SearchResult misspelt() {
    return index.search(SearchQuery.of(next(misspelt), "da", PAGE));
  }

  @Benchmark
  public List<String> suggestions() {
    return index.suggest(next(beginnings), "da", List.of(), PAGE);
  }

  @Benchmark
  public TopDocs term() throws IOException {
    String query = next(queries);
    int space = query.indexOf(' ');
    Term term = new Term(View.SURFACE.field("da"), space < 0 ? query : query.substring(0, space));
    return bare.search(new TermQuery(term), PAGE);
  }
}
