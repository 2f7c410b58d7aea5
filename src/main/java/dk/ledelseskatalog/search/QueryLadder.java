package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.search.WordAnalysis.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Turns what was typed into a Lucene query. Each word climbs the ladder as it was typed; if the
 * index has it in no way, it may belong to its neighbour, lack its Danish letters, or be misspelt.
 */
final class QueryLadder {
  private static final int REMEMBERED = 10_000;
  private static final float PHRASE_WEIGHT = 1.5f;
  private static final int PHRASE_SLOP = 6;
  private static final int SHORTEST_PART = 4;
  private static final float LIGHT_WEIGHT = .3f;

  /** Enough to put the entry that carries the typed name before others that mention it. */
  private static final float NAME_WEIGHT = 8f;

  private static final float THEME_WEIGHT = 100f;

  /** What stands between the parts of a compound; an e at the end of the first may give way. */
  private static final List<String> LINKS = List.of("", "s", "e");

  /**
   * What is sought.
   *
   * @param correction the words as they are sought, if one was misspelt
   * @param words how each was read
   * @param name what pins know the query by
   */
  record Plan(
      Optional<Query> query,
      Matching matching,
      Optional<String> correction,
      List<SearchResult.Word> words,
      String name) {}

  /** One word as it is sought. */
  private record Sought(String typed, String surface, Optional<Rung> as) {
    static Sought asTyped(String word) {
      return new Sought(word, word, Optional.empty());
    }

    Sought instead(String surface, Rung as) {
      return new Sought(typed, surface, Optional.of(as));
    }

    SearchResult.Word toWord() {
      return new SearchResult.Word(typed, surface, as.map(Rung::label));
    }
  }

  private final IndexTerms terms;
  private final String language;
  private final Vocabulary vocabulary;
  private final Spelling spelling;
  private final WordLadder ladder;

  /** Whether the index has a word in any way; asked several times of each typed word. */
  private final Recent<String, Boolean> found = new Recent<>(REMEMBERED);

  QueryLadder(
      IndexSearcher searcher,
      String language,
      Vocabulary vocabulary,
      Synonyms synonyms,
      Spelling spelling) {
    this.terms = new IndexTerms(searcher, language);
    this.language = language;
    this.vocabulary = vocabulary;
    this.spelling = spelling;
    this.ladder = new WordLadder(terms, vocabulary, synonyms);
  }

  Plan plan(TypedQuery typed, boolean verbatim) {
    Matching matching = new Matching();
    List<Sought> sought = new ArrayList<>();
    List<Sought> words = joined(typed.words());
    Set<String> together = knownTogether(words);
    for (Sought word : words) {
      if (together.contains(word.surface())) {
        sought.add(word);
      } else {
        sought.addAll(resolve(word, verbatim));
      }
    }
    boolean corrected =
        sought.stream().anyMatch(word -> word.as().equals(Optional.of(Rung.SPELLING)));
    Optional<String> correction =
        corrected
            ? Optional.of(sought.stream().map(Sought::surface).collect(Collectors.joining(" ")))
            : Optional.empty();
    return new Plan(
        query(sought, typed.phrases(), matching),
        matching,
        correction,
        sought.stream().map(Sought::toWord).toList(),
        name(sought, typed.phrases()));
  }

  /** The words that synonyms know in a run ("change management"), so that none is corrected. */
  private Set<String> knownTogether(List<Sought> typed) {
    List<Sought> content = content(typed);
    List<WordViews> words = analysed(content);
    Set<String> known = new HashSet<>();
    for (int at = 0; at < words.size(); at++) {
      for (int end = at + 2; end <= Math.min(words.size(), at + Synonyms.LONGEST); end++) {
        if (ladder.climbTogether(words.subList(at, end), new Matching()).isPresent()) {
          content.subList(at, end).forEach(word -> known.add(word.surface()));
        }
      }
    }
    return known;
  }

  /** Joins two typed words that the index has as one, where one of them says nothing alone. */
  private List<Sought> joined(List<String> typed) {
    List<Sought> words = new ArrayList<>();
    int at = 0;
    while (at < typed.size()) {
      Optional<String> whole =
          at + 1 < typed.size() && (isIdle(typed.get(at)) || isIdle(typed.get(at + 1)))
              ? whole(typed.get(at), typed.get(at + 1))
              : Optional.empty();
      if (whole.isPresent()) {
        words.add(
            new Sought(
                typed.get(at) + ' ' + typed.get(at + 1), whole.get(), Optional.of(Rung.JOINED)));
        at += 2;
      } else {
        words.add(Sought.asTyped(typed.get(at)));
        at++;
      }
    }
    return words;
  }

  private Optional<String> whole(String first, String second) {
    for (String link : LINKS) {
      for (String beginning :
          first.endsWith("e")
              ? List.of(first, first.substring(0, first.length() - 1))
              : List.of(first)) {
        String whole = beginning + link + second;
        if (whole.length() <= Tokens.LONGEST_WORD
            && (vocabulary.has(whole)
                || vocabulary.analysis().stems(whole).stream()
                    .anyMatch(stem -> terms.has(View.STEM, stem)))) {
          return Optional.of(whole);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isIdle(String word) {
    return vocabulary.analysis().isStopWord(word) || !isFound(word);
  }

  private boolean isFound(String word) {
    return found.get(word, this::climbs);
  }

  private boolean climbs(String word) {
    return ladder.climb(vocabulary.views(word), Optional.empty(), new Matching()).isPresent();
  }

  private List<Sought> resolve(Sought word, boolean verbatim) {
    String typed = word.surface();
    if (word.as().isPresent() || vocabulary.analysis().isStopWord(typed)) {
      return List.of(word);
    }
    boolean listed = vocabulary.analysis().standing(typed) == Standing.LISTED;
    if (!listed && !vocabulary.isKnown(typed)) {
      for (String meant : vocabulary.meantByLetters(typed)) {
        return List.of(word.instead(meant, Rung.LETTERS));
      }
    }
    if (isFound(typed)) {
      return List.of(word);
    }
    // "pa" is a word, but beside others it is more likely "på", which says nothing.
    for (String meant : vocabulary.meantByLetters(typed)) {
      if (vocabulary.analysis().isStopWord(meant)) {
        return List.of(word.instead(meant, Rung.LETTERS));
      }
    }
    if (!listed) {
      for (String reading : Letters.readings(typed)) {
        if (isFound(reading)) {
          return List.of(word.instead(reading, Rung.LETTERS));
        }
      }
      List<Sought> parts = knownParts(word);
      if (!parts.isEmpty()) {
        return parts;
      }
      if (!verbatim) {
        // Spelling errors and missing letters come together, too: "anerkaendelse".
        Optional<String> correct = spelling.correct(typed);
        if (correct.isEmpty()) {
          correct = spelling.correct(Letters.danish(typed));
        }
        return List.of(correct.map(c -> word.instead(c, Rung.SPELLING)).orElse(word));
      }
    }
    return List.of(word);
  }

  /** A compound of words that no word list has: "coachingforløb". */
  private List<Sought> knownParts(Sought word) {
    String typed = word.surface();
    for (int end = typed.length() - SHORTEST_PART; end >= SHORTEST_PART; end--) {
      String last = typed.substring(end);
      for (String link : LINKS) {
        String first = typed.substring(0, end);
        if (first.endsWith(link)) {
          first = first.substring(0, first.length() - link.length());
          if (first.length() >= SHORTEST_PART
              && vocabulary.isKnown(first)
              && (vocabulary.isKnown(last)
                  || vocabulary.analysis().standing(last) == Standing.LISTED)) {
            return List.of(word.instead(first, Rung.COMPOUND), word.instead(last, Rung.COMPOUND));
          }
        }
      }
    }
    return List.of();
  }

  private Optional<Query> query(
      List<Sought> sought, List<List<String>> phrases, Matching matching) {
    List<Sought> content = content(sought);
    List<WordViews> words = analysed(content);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    boolean[] light = light(content);
    BooleanQuery.Builder beside = new BooleanQuery.Builder();
    int total = 0;
    int found = 0;
    List<WordViews> heavy = new ArrayList<>();
    for (int word = 0; word < light.length; word++) {
      if (!light[word]) {
        heavy.add(words.get(word));
      }
    }
    int at = 0;
    while (at < words.size()) {
      Optional<Query> together = Optional.empty();
      int length = Math.min(Synonyms.LONGEST, words.size() - at);
      while (length > 1 && together.isEmpty()) {
        together = ladder.climbTogether(words.subList(at, at + length), matching);
        length -= together.isEmpty() ? 1 : 0;
      }
      int run = Math.max(1, length);
      List<Query> single = new ArrayList<>();
      for (int word = at; word < at + run; word++) {
        ladder.climb(words.get(word), content.get(word).as(), matching).ifPresent(single::add);
      }
      if (together.isEmpty() && light[at]) {
        single.forEach(clause -> beside.add(new BoostQuery(clause, LIGHT_WEIGHT), Occur.SHOULD));
      } else {
        if (together.isPresent()) {
          any.add(together.get(), Occur.SHOULD);
          found++;
        }
        // Words that are only known together count as one.
        total += single.size() < run ? 1 : run;
        single.forEach(clause -> any.add(clause, Occur.SHOULD));
        found += single.size();
      }
      at += run;
    }
    int needed = total >= 3 ? (total + 1) / 2 : Math.min(1, total);
    if (found < needed || (found == 0 && phrases.isEmpty())) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (needed > 0) {
      all.add(any.setMinimumNumberShouldMatch(needed).build(), Occur.MUST);
    }
    for (List<String> phrase : phrases) {
      all.add(phrase(phrase, matching), Occur.MUST);
    }
    if (words.size() > 1) {
      all.add(new BoostQuery(nearEachOther(words), PHRASE_WEIGHT), Occur.SHOULD);
    }
    if (!words.isEmpty()) {
      all.add(beside.build(), Occur.SHOULD);
      name(words).forEach(bonus -> all.add(bonus, Occur.SHOULD));
      if (heavy.size() < words.size()) {
        name(heavy).forEach(bonus -> all.add(bonus, Occur.SHOULD));
      }
    }
    return Optional.of(all.build());
  }

  private List<Sought> content(List<Sought> sought) {
    Set<Sought> words = new LinkedHashSet<>(sought);
    Set<Sought> content = new LinkedHashSet<>(words);
    content.removeIf(word -> vocabulary.analysis().isStopWord(word.surface()));
    return List.copyOf(content.isEmpty() ? words : content);
  }

  /** Which words say little beside the others; none where all of them do. */
  private boolean[] light(List<Sought> words) {
    boolean[] light = new boolean[words.size()];
    boolean all = true;
    for (int word = 0; word < light.length; word++) {
      light[word] = vocabulary.analysis().isLight(words.get(word).surface());
      all &= light[word];
    }
    return all ? new boolean[light.length] : light;
  }

  private List<WordViews> analysed(List<Sought> words) {
    return AnalysedText.of(
        words.stream().map(Sought::surface).toList(), vocabulary.analysis(), vocabulary::views);
  }

  private Query phrase(List<String> words, Matching matching) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (String word : words) {
      phrase.add(terms.term(View.SURFACE, word));
      matching.add(View.SURFACE, word, Rung.EXACT);
    }
    return phrase.build();
  }

  private Query nearEachOther(List<WordViews> words) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(PHRASE_SLOP);
    words.forEach(word -> phrase.add(terms.term(View.STEM, word.stems().get(0))));
    return phrase.build();
  }

  /** What a query is known by that an editor wrote: its words without inflection. */
  String name(TypedQuery typed) {
    return name(typed.words().stream().map(Sought::asTyped).toList(), typed.phrases());
  }

  private String name(List<Sought> words, List<List<String>> phrases) {
    List<Sought> all = new ArrayList<>(words);
    phrases.forEach(phrase -> phrase.forEach(word -> all.add(Sought.asTyped(word))));
    return stems(analysed(content(all)));
  }

  private static String stems(List<WordViews> words) {
    return String.join(" ", words.stream().map(word -> word.stems().get(0)).toList());
  }

  private List<Query> name(List<WordViews> words) {
    String name = stems(words);
    return List.of(
        bonus(new Term(IndexFields.name(language), name), NAME_WEIGHT),
        bonus(new Term(IndexFields.themeName(language), name), THEME_WEIGHT));
  }

  private static Query bonus(Term term, float weight) {
    return new BoostQuery(new ConstantScoreQuery(new TermQuery(term)), weight);
  }

  /** Words of the catalogue that begin or look like what was typed, for a page without hits. */
  List<String> near(TypedQuery typed, int limit) {
    Set<String> near = new LinkedHashSet<>();
    for (String word : typed.words()) {
      if (word.length() >= 4 && !vocabulary.analysis().isStopWord(word)) {
        spelling.near(word, 2).stream()
            .filter(vocabulary::has)
            .filter(other -> !vocabulary.analysis().isStopWord(other))
            .limit(limit)
            .forEach(near::add);
      }
    }
    return near.stream().limit(limit).toList();
  }
}
