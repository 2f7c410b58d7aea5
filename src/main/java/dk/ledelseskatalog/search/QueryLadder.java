package dk.ledelseskatalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Turns typed words into a Lucene query: each word is looked for in every view, and counts with the
 * best one it is found in.
 */
final class QueryLadder {
  /** How much the views beside the best one add. */
  private static final float TIE = .1f;

  private static final float PHRASE_WEIGHT = 1.5f;
  private static final int PHRASE_SLOP = 6;

  /** Enough to put the entry that carries the typed name before every other. */
  private static final float NAME_WEIGHT = 8f;

  private static final float THEME_WEIGHT = 100f;

  private final IndexReader reader;
  private final String language;
  private final WordAnalysis analysis;

  QueryLadder(IndexReader reader, String language, WordAnalysis analysis) {
    this.reader = reader;
    this.language = language;
    this.analysis = analysis;
  }

  /** Empty if no word that was typed is to be found. */
  Optional<Query> build(TypedQuery typed, Matching matching) throws IOException {
    List<WordViews> words = contentWords(typed.words());
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    int found = 0;
    for (WordViews word : words) {
      Optional<Query> clause = clause(word, matching);
      if (clause.isPresent()) {
        query.add(clause.get(), Occur.SHOULD);
        found++;
      }
    }
    int needed = words.size() >= 3 ? (words.size() + 1) / 2 : Math.min(1, words.size());
    if (found < needed || (found == 0 && typed.phrases().isEmpty())) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (needed > 0) {
      all.add(query.setMinimumNumberShouldMatch(needed).build(), Occur.MUST);
    }
    for (List<String> phrase : typed.phrases()) {
      all.add(phrase(phrase, matching), Occur.MUST);
    }
    if (words.size() > 1) {
      all.add(new BoostQuery(nearEachOther(words), PHRASE_WEIGHT), Occur.SHOULD);
    }
    name(words).forEach(bonus -> all.add(bonus, Occur.SHOULD));
    return Optional.of(all.build());
  }

  private List<WordViews> contentWords(List<String> typed) {
    Set<String> words = new LinkedHashSet<>(typed);
    Set<String> content = new LinkedHashSet<>(words);
    content.removeIf(analysis::isStopWord);
    return (content.isEmpty() ? words : content).stream().map(analysis::analyse).toList();
  }

  private Optional<Query> clause(WordViews word, Matching matching) throws IOException {
    List<Query> alternatives = new ArrayList<>();
    float best = 0;
    for (View view : View.values()) {
      for (String text : new LinkedHashSet<>(view.terms(word))) {
        Term term = new Term(view.field(language), text);
        if (reader.docFreq(term) > 0) {
          alternatives.add(new BoostQuery(new TermQuery(term), view.weight()));
          matching.add(view, text, view.rung());
          best = Math.max(best, view.weight());
        }
      }
    }
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    // Without this a word that is found as typed would drown one that is only found by its root.
    return Optional.of(
        new BoostQuery(new DisjunctionMaxQuery(alternatives, TIE), View.SURFACE.weight() / best));
  }

  private Query phrase(List<String> words, Matching matching) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (String word : words) {
      phrase.add(new Term(View.SURFACE.field(language), word));
      matching.add(View.SURFACE, word, Rung.EXACT);
    }
    return phrase.build();
  }

  private Query nearEachOther(List<WordViews> words) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(PHRASE_SLOP);
    words.forEach(word -> phrase.add(new Term(View.STEM.field(language), word.stems().get(0))));
    return phrase.build();
  }

  private List<Query> name(List<WordViews> words) {
    String name = String.join(" ", words.stream().map(word -> word.stems().get(0)).toList());
    return List.of(
        bonus(new Term(IndexFields.name(language), name), NAME_WEIGHT),
        bonus(new Term(IndexFields.themeName(language), name), THEME_WEIGHT));
  }

  private static Query bonus(Term term, float weight) {
    return new BoostQuery(new ConstantScoreQuery(new TermQuery(term)), weight);
  }
}
