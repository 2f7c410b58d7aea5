package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.WordViews.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Lets one typed word climb the rungs: every way in which the index has it becomes a query. */
final class WordLadder {
  /** How much the ways beside the best one add. */
  private static final float TIE = .1f;

  private static final float SYNONYM = .7f;
  private static final float ONLY_SYNONYM = 1.2f;
  private static final float ALL_PARTS = 1f;
  private static final float ONE_PART = .25f;
  private static final float ONE_PART_HEAD = .35f;
  private static final int SYNONYM_SLOP = 2;

  private final IndexTerms terms;
  private final Vocabulary vocabulary;
  private final Synonyms synonyms;

  WordLadder(IndexTerms terms, Vocabulary vocabulary, Synonyms synonyms) {
    this.terms = terms;
    this.vocabulary = vocabulary;
    this.synonyms = synonyms;
  }

  /** The alternatives of one word while they are gathered. */
  private static final class Ways {
    private final List<Query> queries = new ArrayList<>();
    private float best;

    void add(Query query, float weight) {
      queries.add(new BoostQuery(query, weight));
      best = Math.max(best, weight);
    }
  }

  /**
   * Empty if the index has the word in no way.
   *
   * @param as the rung to tell instead of the one it is found on, for a word that was not typed so
   */
  Optional<Query> climb(WordViews word, Optional<Rung> as, Matching matching) {
    Ways ways = new Ways();
    addViews(word.surface(), word.stems(), word.roots(), as, 1, ways, matching);
    addSynonyms(synonyms.of(List.of(word)), as, ways, matching);
    addCompound(word, as, ways, matching);
    return query(ways);
  }

  /** Looks only for what several words together mean. */
  Optional<Query> climbTogether(List<WordViews> words, Matching matching) {
    Ways ways = new Ways();
    addSynonyms(synonyms.of(words), Optional.empty(), ways, matching);
    return query(ways);
  }

  private static Optional<Query> query(Ways ways) {
    if (ways.queries.isEmpty()) {
      return Optional.empty();
    }
    // Without this a word that is found as typed would drown one that is only found by its root.
    // A mere part of a compound is no match for a word, though, and stays small.
    float scale = View.SURFACE.weight() / Math.max(ways.best, ONLY_SYNONYM / 2);
    return Optional.of(new BoostQuery(new DisjunctionMaxQuery(ways.queries, TIE), scale));
  }

  private void addViews(
      String surface,
      List<String> stems,
      List<String> roots,
      Optional<Rung> as,
      float weight,
      Ways ways,
      Matching matching) {
    for (View view : View.values()) {
      for (String text : view.soughtBy(surface, stems, roots)) {
        Optional<TermQuery> query = terms.query(view, text);
        if (query.isPresent()) {
          ways.add(query.get(), weight * view.weight());
          matching.add(view, text, as.orElse(view.rung()));
        }
      }
    }
  }

  private void addSynonyms(
      Collection<List<String>> others, Optional<Rung> as, Ways ways, Matching matching) {
    // As much as a stem of its own would weigh, times the weight of synonyms.
    float weight = (ways.queries.isEmpty() ? ONLY_SYNONYM : SYNONYM) / View.SURFACE.weight();
    for (List<String> other : others) {
      List<WordViews> words = other.stream().map(vocabulary::views).toList();
      Optional<Rung> rung = Optional.of(as.orElse(Rung.SYNONYM));
      if (words.size() == 1) {
        WordViews word = words.get(0);
        addViews(word.surface(), word.stems(), word.roots(), rung, weight, ways, matching);
      } else {
        addTogether(words, rung.get(), View.STEM.weight() * weight, ways, matching);
      }
    }
  }

  private void addTogether(
      List<WordViews> words, Rung rung, float weight, Ways ways, Matching matching) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(SYNONYM_SLOP);
    for (WordViews word : words) {
      String stem = word.stems().get(0);
      if (!terms.has(View.STEM, stem)) {
        return;
      }
      phrase.add(terms.term(View.STEM, stem));
    }
    ways.add(phrase.build(), weight);
    words.forEach(word -> matching.add(View.STEM, word.stems().get(0), rung));
  }

  /** Of a compound's head, which says what it is, a word of the same root will do. */
  private boolean isProminent(Part part) {
    return vocabulary.isProminent(part.stems())
        || (part.head() && vocabulary.isProminent(part.roots()));
  }

  private void addCompound(WordViews word, Optional<Rung> as, Ways ways, Matching matching) {
    List<Part> parts = word.outermostParts();
    if (parts.size() < 2) {
      return;
    }
    Optional<Rung> rung = Optional.of(as.orElse(Rung.COMPOUND));
    boolean whole = !ways.queries.isEmpty();
    List<Query> found = new ArrayList<>();
    List<Part> missing = new ArrayList<>();
    List<Part> present = new ArrayList<>();
    List<Boolean> asThemselves = new ArrayList<>();
    for (Part part : parts) {
      Ways ofPart = new Ways();
      Matching highlighted = new Matching();
      addViews("", part.stems(), part.roots(), rung, 1, ofPart, highlighted);
      boolean asItself = !ofPart.queries.isEmpty();
      addSynonyms(synonyms.ofWord(part.stems(), part.roots()), rung, ofPart, highlighted);
      if (ofPart.queries.isEmpty()) {
        missing.add(part);
      } else {
        present.add(part);
        asThemselves.add(asItself);
        found.add(new DisjunctionMaxQuery(ofPart.queries, TIE));
        matching.addAll(highlighted);
      }
    }
    if (missing.isEmpty()) {
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      found.forEach(part -> all.add(part, Occur.MUST));
      ways.add(new BoostQuery(all.build(), 1 / View.STEM.weight()), ALL_PARTS);
    }
    if (whole) {
      return;
    }
    boolean whollyAbout = !missing.isEmpty() && missing.stream().allMatch(Part::vague);
    for (int number = 0; number < present.size(); number++) {
      Part part = present.get(number);
      // What the catalogue is about may stand for a compound it does not know ("ledelsesstil");
      // what it merely mentions may not: a parking space is no workplace.
      if (whollyAbout || (asThemselves.get(number) && isProminent(part))) {
        ways.add(
            new BoostQuery(found.get(number), 1 / View.STEM.weight()),
            part.head() ? ONE_PART_HEAD : ONE_PART);
      }
    }
  }
}
