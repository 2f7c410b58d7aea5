package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words of the indexed entries, each analysed once. Filled while the index is built, read by
 * any number of threads afterwards.
 */
final class Vocabulary {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzæøå";

  private final WordAnalysis analysis;
  private final Map<String, WordViews> words = new HashMap<>();
  private final TreeMap<String, Integer> frequencies = new TreeMap<>();
  private final Map<String, List<String>> withoutDanishLetters = new HashMap<>();
  private final Set<String> prominent = new HashSet<>();

  Vocabulary(WordAnalysis analysis) {
    this.analysis = analysis;
  }

  WordAnalysis analysis() {
    return analysis;
  }

  /** The words of an entry's text. */
  AnalysedText add(String text) {
    return AnalysedText.of(text, analysis, this::addWord);
  }

  /** The words of a title or a keyword: what the entry is about, not only what it mentions. */
  void addProminent(String text) {
    for (Token token : Tokens.of(text)) {
      WordViews views = addWord(token.surface());
      if (!analysis.isStopWord(token.surface())) {
        prominent.addAll(views.stems());
        prominent.addAll(views.roots());
      }
    }
  }

  /** Words of synonyms: to be corrected to, though no entry has them. */
  void addCorrect(String surface) {
    if (frequencies.putIfAbsent(surface, 0) == null) {
      addTypings(surface);
    }
  }

  private void addTypings(String surface) {
    for (String typed : Letters.typings(surface)) {
      withoutDanishLetters.computeIfAbsent(typed, t -> new ArrayList<>()).add(surface);
    }
  }

  private WordViews addWord(String surface) {
    WordViews views = words.get(surface);
    if (views == null) {
      views = analysis.analyse(surface);
      words.put(surface, views);
      addTypings(surface);
    }
    frequencies.merge(surface, 1, Integer::sum);
    return views;
  }

  WordViews views(String surface) {
    WordViews known = words.get(surface);
    return known != null ? known : analysis.analyse(surface);
  }

  boolean has(String surface) {
    return words.containsKey(surface);
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
    return terms.stream().anyMatch(prominent::contains);
  }

  /** The indexed words that somebody may mean who types this word without æ, ø and å. */
  List<String> meantByLetters(String typed) {
    return withoutDanishLetters.getOrDefault(typed, List.of());
  }

  /** Every word that begins with a letter, and how often entries have it. */
  Map<String, Integer> beginningWith(char letter) {
    return frequencies.subMap(String.valueOf(letter), String.valueOf((char) (letter + 1)));
  }
}
