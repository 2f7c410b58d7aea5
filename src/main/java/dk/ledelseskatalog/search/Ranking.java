package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.Facets.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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
  /** An entry, by its number in catalogue order. */
  record Found(int document, float score) {}

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparingDouble((Found found) -> -found.score()).thenComparingInt(Found::document);

  private Ranking() {}

  /** Counts every match; the page holds those that the filters of the count let through. */
  static List<Found> page(IndexSearcher searcher, Query query, Count count, int offset, int limit)
      throws IOException {
    long reach = Math.min(Math.max(0L, offset) + Math.max(0L, limit), Integer.MAX_VALUE);
    PriorityQueue<Found> best = new PriorityQueue<>(BEST_FIRST.reversed());
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      BulkScorer scorer = weight.bulkScorer(leaf);
      if (scorer != null) {
        scorer.score(
            new Collector(leaf.docBase, count, reach, best),
            null,
            0,
            DocIdSetIterator.NO_MORE_DOCS);
      }
    }
    List<Found> found = new ArrayList<>(best);
    Collections.sort(found, BEST_FIRST);
    return found.subList(Math.min(Math.max(0, offset), found.size()), found.size());
  }

  private static final class Collector implements LeafCollector {
    private final int docBase;
    private final Count count;
    private final long reach;
    private final PriorityQueue<Found> best;
    private @Nullable Scorable scorer;

    Collector(int docBase, Count count, long reach, PriorityQueue<Found> best) {
      this.docBase = docBase;
      this.count = count;
      this.reach = reach;
      this.best = best;
    }

    @Override
    public void setScorer(Scorable scorer) {
      this.scorer = scorer;
    }

    @Override
    public void collect(int document) throws IOException {
      if (!count.add(docBase + document) || scorer == null) {
        return;
      }
      float score = scorer.score();
      Found worst = best.peek();
      if (best.size() < reach) {
        best.add(new Found(docBase + document, score));
      } else if (worst != null && score > worst.score()) {
        best.poll();
        best.add(new Found(docBase + document, score));
      }
    }
  }
}
