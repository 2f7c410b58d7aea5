package dk.ledelseskatalog.search;

import dk.ledelseskatalog.spelling.EditDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Completes what is being typed with titles and keywords. Each typed word must begin some word of a
 * suggestion, so "tryg" offers "psykologisk tryghed"; from four letters on, one typing error is
 * forgiven. Immutable.
 */
final class Suggestions {
  private static final int FORGIVEN_FROM = 4;
  private static final int LONGEST = 80;

  private final WordAnalysis analysis;
  private final List<String> texts;

  /** The same, as they are compared. */
  private final List<String> comparable;

  private final String[] words;
  private final int[][] textsOfWord;

  /**
   * @param offered titles and keywords; what is offered more often comes first, then what came
   *     first
   */
  Suggestions(List<String> offered, WordAnalysis analysis) {
    this.analysis = analysis;
    Map<String, String> spelling = new LinkedHashMap<>();
    Map<String, Integer> frequency = new HashMap<>();
    for (String text : offered) {
      String compared = compared(Tokens.of(text));
      if (!compared.isEmpty() && text.length() <= LONGEST) {
        spelling.putIfAbsent(compared, text.strip());
        frequency.merge(compared, 1, Integer::sum);
      }
    }
    comparable = new ArrayList<>(spelling.keySet());
    comparable.sort(Comparator.comparing(text -> -frequency.getOrDefault(text, 0)));
    texts = comparable.stream().map(compared -> spelling.getOrDefault(compared, "")).toList();
    TreeMap<String, List<Integer>> index = new TreeMap<>();
    for (int text = 0; text < comparable.size(); text++) {
      for (Token token : Tokens.of(texts.get(text))) {
        index.computeIfAbsent(token.surface(), word -> new ArrayList<>()).add(text);
      }
    }
    words = index.keySet().toArray(String[]::new);
    textsOfWord =
        index.values().stream()
            .map(numbers -> numbers.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  private static String compared(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> !token.whole())
        .map(Token::surface)
        .collect(Collectors.joining(" "));
  }

  List<String> complete(String typed, int limit) {
    TypedQuery query = TypedQuery.of(typed);
    List<String> typedWords = new ArrayList<>(query.words());
    query.phrases().forEach(typedWords::addAll);
    if (typedWords.isEmpty() || limit <= 0) {
      return List.of();
    }
    BitSet fitting = new BitSet();
    fitting.set(0, texts.size());
    for (String word : typedWords) {
      fitting.and(fitting(word));
    }
    String beginning = String.join(" ", typedWords);
    List<String> suggestions = new ArrayList<>();
    collect(fitting, text -> comparable.get(text).startsWith(beginning), limit, suggestions);
    collect(fitting, text -> !comparable.get(text).startsWith(beginning), limit, suggestions);
    return suggestions;
  }

  private void collect(
      BitSet fitting, Predicate<Integer> wanted, int limit, List<String> suggestions) {
    for (int text = fitting.nextSetBit(0);
        text >= 0 && suggestions.size() < limit;
        text = fitting.nextSetBit(text + 1)) {
      if (wanted.test(text)) {
        suggestions.add(texts.get(text));
      }
    }
  }

  /** The suggestions with a word that the typed one begins, as typed or nearly. */
  private BitSet fitting(String typed) {
    BitSet fitting = beginningWith(typed);
    if (fitting.isEmpty()) {
      fitting = beginningWith(Letters.danish(typed));
    }
    if (fitting.isEmpty() && typed.length() >= FORGIVEN_FROM) {
      fitting = nearly(typed);
    }
    if (fitting.isEmpty() && typed.length() >= FORGIVEN_FROM) {
      fitting = beginningWith(analysis.analyse(typed).stems().get(0));
    }
    return fitting;
  }

  private BitSet beginningWith(String beginning) {
    BitSet found = new BitSet();
    int at = Arrays.binarySearch(words, beginning);
    for (int word = at < 0 ? -at - 1 : at;
        word < words.length && words[word].startsWith(beginning);
        word++) {
      add(word, found);
    }
    return found;
  }

  private BitSet nearly(String typed) {
    BitSet found = new BitSet();
    String first = typed.substring(0, 1);
    int at = Arrays.binarySearch(words, first);
    for (int word = at < 0 ? -at - 1 : at;
        word < words.length && words[word].startsWith(first);
        word++) {
      if (EditDistance.toBeginning(typed, words[word], 1) <= 1) {
        add(word, found);
      }
    }
    return found;
  }

  private void add(int word, BitSet found) {
    for (int text : textsOfWord[word]) {
      found.set(text);
    }
  }
}
