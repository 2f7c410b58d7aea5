package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of the indexed entries, each analysed once. Filled while the index is built, read by
 * any number of threads afterwards.
 */
final class Vocabulary {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzæøå";

  private final WordAnalysis analysis;
  private final Map<String, WordViews> words;

  /** How often entries have each word; zero for one that only synonyms have. */
  private final TreeMap<String, Integer> frequencies;

  /** What each of the words may be typed as, to the words; the lists are never changed. */
  private final Map<String, List<String>> typings;

  /** Stems and roots of titles and keywords, and how many words of them have each. */
  private final Map<String, Integer> prominent;

  private Set<String> correct = Set.of();

  /** One object of each stem and root: the same few belong to most words. */
  private final Map<String, String> terms = new HashMap<>();

  Vocabulary(WordAnalysis analysis) {
    this.analysis = analysis;
    words = new HashMap<>();
    frequencies = new TreeMap<>();
    typings = new HashMap<>();
    prominent = new HashMap<>();
  }

  /** Begins with what the entries of another index have, synonyms apart. */
  Vocabulary(Vocabulary before) {
    analysis = before.analysis;
    words = new HashMap<>(before.words);
    frequencies = new TreeMap<>(before.frequencies);
    typings = new HashMap<>(before.typings);
    prominent = new HashMap<>(before.prominent);
    before.correct.stream().filter(word -> !has(word)).forEach(this::forget);
  }

  /**
   * Has words at hand before entries bring them, so that each is only counted then. Words that none
   * brings are dropped at the end.
   *
   * @param known words of another index of the same language
   * @param texts what the entries are about to bring
   */
  void prepare(Map<String, WordViews> known, Stream<String> texts) {
    words.putAll(known);
    texts
        .flatMap(text -> Tokens.of(text).stream().map(Token::surface))
        .filter(surface -> !words.containsKey(surface))
        .collect(Collectors.toSet())
        .parallelStream()
        .map(analysis::analyse)
        .toList()
        .forEach(views -> words.put(views.surface(), views.sharing(this::shared)));
  }

  /** The words analysed so far. */
  Map<String, WordViews> words() {
    return Collections.unmodifiableMap(words);
  }

  WordAnalysis analysis() {
    return analysis;
  }

  /** The words of an entry's text. */
  AnalysedText add(String text) {
    return AnalysedText.of(text, analysis, this::addWord);
  }

  /** Takes back what {@link #add} counted. */
  void remove(String text) {
    for (Token token : Tokens.of(text)) {
      if (frequencies.merge(token.surface(), -1, Integer::sum) <= 0) {
        forget(token.surface());
      }
    }
  }

  /** The words of a title or a keyword: what the entry is about, not only what it mentions. */
  void addProminent(String text) {
    for (Token token : Tokens.of(text)) {
      addWord(token.surface());
    }
    prominentTerms(text).forEach(term -> prominent.merge(term, 1, Integer::sum));
  }

  /** Takes back what {@link #addProminent} counted. */
  void removeProminent(String text) {
    prominentTerms(text).forEach(term -> prominent.compute(term, (t, count) -> oneLess(count)));
    remove(text);
  }

  private List<String> prominentTerms(String text) {
    List<String> terms = new ArrayList<>();
    for (Token token : Tokens.of(text)) {
      if (!analysis.isStopWord(token.surface())) {
        WordViews views = views(token.surface());
        terms.addAll(views.stems());
        terms.addAll(views.roots());
      }
    }
    return terms;
  }

  private static @Nullable Integer oneLess(@Nullable Integer count) {
    return count == null || count <= 1 ? null : count - 1;
  }

  /** Words of synonyms: to be corrected to, though no entry has them. Called once, at the end. */
  void setCorrect(Set<String> synonyms) {
    words.keySet().retainAll(frequencies.keySet());
    correct = Set.copyOf(synonyms);
    for (String word : correct) {
      if (frequencies.putIfAbsent(word, 0) == null) {
        addTypings(word);
      }
    }
  }

  private WordViews addWord(String surface) {
    if (frequencies.merge(surface, 1, Integer::sum) == 1) {
      words.computeIfAbsent(surface, word -> analysis.analyse(word).sharing(this::shared));
      addTypings(surface);
    }
    return views(surface);
  }

  private String shared(String term) {
    return terms.computeIfAbsent(term, same -> same);
  }

  private void addTypings(String word) {
    for (String typing : Letters.typings(word)) {
      typings.merge(
          typing,
          List.of(word),
          (known, one) -> Stream.concat(known.stream(), one.stream()).toList());
    }
  }

  private void forget(String word) {
    words.remove(word);
    frequencies.remove(word);
    for (String typing : Letters.typings(word)) {
      typings.computeIfPresent(
          typing,
          (t, known) ->
              known.size() == 1
                  ? null
                  : known.stream().filter(other -> !other.equals(word)).toList());
    }
  }

  WordViews views(String surface) {
    WordViews known = words.get(surface);
    return known != null ? known : analysis.analyse(surface);
  }

  boolean has(String surface) {
    return frequencies.getOrDefault(surface, 0) > 0;
  }

  /** Whether entries or synonyms have it. */
  boolean isKnown(String surface) {
    return frequencies.containsKey(surface);
  }

  /** A known word that lacks nothing but its first letter. */
  Optional<String> endingAfterOneLetter(String ending) {
    return LETTERS
        .chars()
        .mapToObj(letter -> (char) letter + ending)
        .filter(this::isKnown)
        .findFirst();
  }

  /** Whether one of these stems or roots is of a word of a title or a keyword. */
  boolean isProminent(List<String> terms) {
    return terms.stream().anyMatch(prominent::containsKey);
  }

  /**
   * The words that somebody may mean who types this one without æ, ø and å, most frequent first.
   */
  List<String> meantByLetters(String typed) {
    List<String> meant = typings.getOrDefault(typed, List.of());
    return meant.size() < 2
        ? meant
        : meant.stream()
            .sorted(
                Comparator.comparing((String word) -> -frequencies.getOrDefault(word, 0))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
  }

  /** Every word that begins with a letter, and how often entries have it. */
  Map<String, Integer> beginningWith(char letter) {
    return frequencies.subMap(String.valueOf(letter), String.valueOf((char) (letter + 1)));
  }
}
