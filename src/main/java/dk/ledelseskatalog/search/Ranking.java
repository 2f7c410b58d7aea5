package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.Facets.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Picks a page of the entries that match, best first, then in catalogue order. */
final class Ranking {
  /**
   * An entry, by its number in catalogue order.
   *
   * @param pinned its place among those that come first whatever they score; {@link #NOT_PINNED}
   *     for most
   */
  record Found(int document, float score, int pinned) {
    static final int NOT_PINNED = Integer.MAX_VALUE;

    boolean isPinned() {
      return pinned != NOT_PINNED;
    }
  }

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparingInt(Found::pinned)
          .thenComparing(Comparator.comparingDouble(Found::score).reversed())
          .thenComparingInt(Found::document);

  private Ranking() {}

  /**
   * Counts every match; the page holds those that the filters of the count let through.
   *
   * @param pinned entries that come first, in this order, and are found whether they match or not
   * @param numbers by Lucene's document; the number of the entry
   * @param weights by the entry's number; what its score is multiplied by
   */
  static List<Found> page(
      IndexSearcher searcher,
      Optional<Query> query,
      List<Integer> pinned,
      int[] numbers,
      float[] weights,
      Count count,
      int offset,
      int limit)
      throws IOException {
    long reach = Math.min(Math.max(0L, offset) + Math.max(0L, limit), Integer.MAX_VALUE);
    PriorityQueue<Found> best = new PriorityQueue<>(BEST_FIRST.reversed());
    Set<Integer> first = new HashSet<>();
    for (int place = 0; place < pinned.size(); place++) {
      int document = pinned.get(place);
      if (first.add(document) && count.add(document) && best.size() < reach) {
        best.add(new Found(document, 0, place));
      }
    }
    if (query.isPresent()) {
      score(searcher, query.get(), new Collector(first, numbers, weights, count, reach, best));
    }
    List<Found> found = new ArrayList<>(best);
    Collections.sort(found, BEST_FIRST);
    return scored(found.subList(Math.min(Math.max(0, offset), found.size()), found.size()));
  }

  /** Gives those that come first the score of the best that does not, so that scores only fall. */
  private static List<Found> scored(List<Found> found) {
    float top = found.stream().map(Found::score).max(Float::compare).orElse(0f);
    return found.stream()
        .map(each -> each.isPinned() ? new Found(each.document(), top, each.pinned()) : each)
        .toList();
  }

  private static void score(IndexSearcher searcher, Query query, Collector collector)
      throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      BulkScorer scorer = weight.bulkScorer(leaf);
      if (scorer != null) {
        collector.docBase = leaf.docBase;
        scorer.score(collector, null, 0, DocIdSetIterator.NO_MORE_DOCS);
      }
    }
  }

  private static final class Collector implements LeafCollector {
    private final Set<Integer> pinned;
    private final int[] numbers;
    private final float[] weights;
    private final Count count;
    private final long reach;
    private final PriorityQueue<Found> best;
    private int docBase;
    private @Nullable Scorable scorer;

    Collector(
        Set<Integer> pinned,
        int[] numbers,
        float[] weights,
        Count count,
        long reach,
        PriorityQueue<Found> best) {
      this.pinned = pinned;
      this.numbers = numbers;
      this.weights = weights;
      this.count = count;
      this.reach = reach;
      this.best = best;
    }

    @Override
    public void setScorer(Scorable scorer) {
      this.scorer = scorer;
    }

    @Override
    public void collect(int leafDocument) throws IOException {
      int document = numbers[docBase + leafDocument];
      if ((!pinned.isEmpty() && pinned.contains(document))
          || !count.add(document)
          || scorer == null) {
        return;
      }
      float score = scorer.score() * weights[document];
      Found worst = best.peek();
      if (best.size() < reach) {
        best.add(new Found(document, score, Found.NOT_PINNED));
      } else if (worst != null
          && !worst.isPinned()
          && (score > worst.score() || (score == worst.score() && document < worst.document()))) {
        best.poll();
        best.add(new Found(document, score, Found.NOT_PINNED));
      }
    }
  }
}
