package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Measures search by the judged queries in {@code bench/search-quality}: over the real catalogue,
 * the first ten hits, for our chain and for Lucene's DanishAnalyzer beside it.
 */
final class SearchQuality {
  private static final int DEPTH = 10;

  /** One query and what answers it. */
  record Judged(String half, String category, String query, Map<String, Integer> grades) {
    boolean answerable() {
      return !grades.isEmpty();
    }
  }

  /** Means over the queries that have an answer; false hits are a share of those that have none. */
  record Figures(
      int queries, double ndcg, double mrr, double recall, double withoutHit, double falseHits) {}

  private SearchQuality() {}

  static List<Judged> judged() {
    try {
      return Files.readAllLines(Path.of("bench/search-quality/judged-da.tsv")).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(fields -> new Judged(fields[0], fields[1], fields[2], grades(fields[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> grades(String text) {
    Map<String, Integer> grades = new HashMap<>();
    for (String grade : text.split(" ", -1)) {
      int equals = grade.indexOf('=');
      if (equals > 0) {
        grades.put(grade.substring(0, equals), Integer.valueOf(grade.substring(equals + 1)));
      }
    }
    return grades;
  }

  static Figures measure(List<Judged> queries, Function<String, List<String>> search) {
    double ndcg = 0;
    double mrr = 0;
    double recall = 0;
    int without = 0;
    int falseHits = 0;
    int answerable = 0;
    for (Judged judged : queries) {
      List<String> hits = search.apply(judged.query());
      if (!judged.answerable()) {
        falseHits += hits.isEmpty() ? 0 : 1;
        continue;
      }
      answerable++;
      without += hits.isEmpty() ? 1 : 0;
      List<Integer> gains = hits.stream().map(hit -> judged.grades().getOrDefault(hit, 0)).toList();
      ndcg += dcg(gains) / dcg(best(judged));
      mrr += reciprocalRank(gains);
      recall +=
          (double) gains.stream().filter(gain -> gain > 0).count()
              / Math.min(DEPTH, judged.grades().size());
    }
    int count = Math.max(1, answerable);
    return new Figures(
        queries.size(),
        ndcg / count,
        mrr / count,
        recall / count,
        (double) without / count,
        (double) falseHits / Math.max(1, queries.size() - answerable));
  }

  private static List<Integer> best(Judged judged) {
    return judged.grades().values().stream().sorted(Comparator.reverseOrder()).toList();
  }

  private static double dcg(List<Integer> gains) {
    double sum = 0;
    for (int rank = 0; rank < Math.min(DEPTH, gains.size()); rank++) {
      sum += ((1 << gains.get(rank)) - 1) / (Math.log(rank + 2) / Math.log(2));
    }
    return sum;
  }

  private static double reciprocalRank(List<Integer> gains) {
    for (int rank = 0; rank < gains.size(); rank++) {
      if (gains.get(rank) > 0) {
        return 1.0 / (rank + 1);
      }
    }
    return 0;
  }

  static Function<String, List<String>> ours(SearchIndex index) {
    return text ->
        index
            .search(new SearchQuery(text, "da", Map.of(), Optional.empty(), 0, DEPTH, false))
            .hits()
            .stream()
            .map(hit -> hit.id().toString())
            .toList();
  }

  /** What one gets from Lucene without doing anything. */
  static Function<String, List<String>> danishAnalyzer(List<PublishedEntry> entries)
      throws IOException {
    Analyzer analyzer = new DanishAnalyzer();
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    EntryTexts texts = new EntryTexts();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (PublishedEntry entry : entries) {
        String text =
            texts.read(entry, "da").stream().map(EntryText::text).collect(Collectors.joining("\n"));
        Document document = new Document();
        document.add(new TextField("text", text, Field.Store.NO));
        writer.addDocument(document);
      }
    }
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
    return text -> {
      try {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream tokens = analyzer.tokenStream("text", text)) {
          CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
          tokens.reset();
          while (tokens.incrementToken()) {
            query.add(new TermQuery(new Term("text", term.toString())), Occur.SHOULD);
          }
        }
        List<String> ids = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query.build(), DEPTH).scoreDocs) {
          ids.add(entries.get(hit.doc).id().toString());
        }
        return ids;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Prints the figures; with "-v" also each tuning query that is answered badly. */
  public static void main(String[] arguments) throws IOException {
    List<PublishedEntry> entries = RealCatalogue.entries();
    List<Judged> judged = judged();
    Function<String, List<String>> ours = ours(Danish.BUILDER.build(entries));
    Function<String, List<String>> theirs = danishAnalyzer(entries);
    print(judged, "all", query -> true, ours, theirs);
    print(judged, "tuning half", query -> query.half().equals("tuning"), ours, theirs);
    print(judged, "report half", query -> query.half().equals("report"), ours, theirs);
    Map<String, List<Judged>> categories =
        judged.stream()
            .collect(
                Collectors.groupingBy(Judged::category, LinkedHashMap::new, Collectors.toList()));
    categories.forEach((category, queries) -> print(queries, category, q -> true, ours, theirs));
    if (arguments.length > 0) {
      for (Judged query : judged) {
        Figures figures = measure(List.of(query), ours);
        if (query.half().equals("tuning")
            && (query.answerable() ? figures.ndcg() < .8 : figures.falseHits() > 0)) {
          System.out.printf(
              Locale.ROOT,
              "%n%.2f %s%n  sought %s%n  found  %s%n",
              figures.ndcg(),
              query.query(),
              query.grades(),
              ours.apply(query.query()));
        }
      }
    }
  }

  private static void print(
      List<Judged> judged,
      String title,
      Predicate<Judged> wanted,
      Function<String, List<String>> ours,
      Function<String, List<String>> theirs) {
    List<Judged> queries = judged.stream().filter(wanted).toList();
    System.out.printf(Locale.ROOT, "%s (%d queries)%n", title, queries.size());
    line("ours", measure(queries, ours));
    line("DanishAnalyzer", measure(queries, theirs));
  }

  private static void line(String name, Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "  %-15s nDCG@10 %.2f  MRR %.2f  recall@10 %.2f  no hit %3.0f%%  false hits %3.0f%%%n",
        name,
        figures.ndcg(),
        figures.mrr(),
        figures.recall(),
        100 * figures.withoutHit(),
        100 * figures.falseHits());
  }
}
