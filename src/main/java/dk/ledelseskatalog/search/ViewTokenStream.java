package dk.ledelseskatalog.search;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Hands analysed words to Lucene. */
final class ViewTokenStream extends TokenStream {
  /** A term and the number of the word it stands for; words come in order. */
  record PlacedTerm(String term, int position) {}

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);
  private final List<PlacedTerm> terms;
  private int next;

  ViewTokenStream(List<PlacedTerm> terms) {
    this.terms = terms;
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (next == terms.size()) {
      return false;
    }
    PlacedTerm placed = terms.get(next);
    term.append(placed.term());
    increment.setPositionIncrement(
        placed.position() - (next == 0 ? -1 : terms.get(next - 1).position()));
    next++;
    return true;
  }

  @Override
  public void reset() {
    next = 0;
  }
}
