package dk.ledelseskatalog.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/**
 * The terms of one language that an index has. A typed word is looked for in every view, mostly in
 * vain, and what is found is scored at once: each term is looked up once for both. Thread-safe.
 */
final class IndexTerms {
  private static final int REMEMBERED = 20_000;

  private final IndexSearcher searcher;

  /** By the view; put together once, since they are asked for a hundred times a search. */
  private final Map<View, String> fields = new EnumMap<>(View.class);

  private final Recent<Term, TermStates> states = new Recent<>(REMEMBERED);

  IndexTerms(IndexSearcher searcher, String language) {
    this.searcher = searcher;
    for (View view : View.values()) {
      fields.put(view, view.field(language));
    }
  }

  boolean has(View view, String text) {
    return states(term(view, text)).docFreq() > 0;
  }

  /** Empty if no entry has the term. */
  Optional<TermQuery> query(View view, String text) {
    Term term = term(view, text);
    TermStates found = states(term);
    return found.docFreq() > 0 ? Optional.of(new TermQuery(term, found)) : Optional.empty();
  }

  Term term(View view, String text) {
    return new Term(fields.getOrDefault(view, ""), text);
  }

  private TermStates states(Term term) {
    return states.get(term, this::lookUp);
  }

  private TermStates lookUp(Term term) {
    try {
      return TermStates.build(searcher, term, true);
    } catch (IOException e) {
      throw new UncheckedIOException("The search index in memory could not be read", e);
    }
  }
}
