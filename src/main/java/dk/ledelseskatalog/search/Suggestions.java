package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Completes what is being typed with titles and keywords. Each typed word must begin some word of a
 * suggestion, so "tryg" offers "psykologisk tryghed"; from four letters on, one typing error is
 * forgiven. Immutable.
 */
final class Suggestions {
  private static final int FORGIVEN_FROM = 4;
  private static final int FORGIVEN_TO = 24;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzæøå";
  private static final int LONGEST = 80;

  private final WordAnalysis analysis;
  private final List<String> texts;

  /** The same, as they are compared. */
  private final List<String> comparable;

  /** The words as they are written, and as they are typed without æ, ø and å. */
  private final Words words;

  private final Words typings;

  /** Words in alphabetical order, each with the numbers of the texts that have it. */
  private static final class Words {
    private final String[] words;
    private final int[][] texts;

    Words(Map<String, List<Integer>> index) {
      words = index.keySet().toArray(String[]::new);
      Arrays.sort(words);
      texts =
          Arrays.stream(words)
              .map(word -> index.getOrDefault(word, List.of()))
              .map(numbers -> numbers.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
    }

    BitSet beginningWith(String beginning) {
      BitSet found = new BitSet();
      add(beginning, found);
      return found;
    }

    /** Looks up every way to type the beginning rightly: far fewer than there may be words. */
    BitSet beginningNearly(String typed) {
      BitSet found = new BitSet();
      for (int at = 0; at < typed.length(); at++) {
        String before = typed.substring(0, at);
        String after = typed.substring(at + 1);
        add(before + after, found);
        if (!after.isEmpty()) {
          add(before + after.charAt(0) + typed.charAt(at) + after.substring(1), found);
        }
        for (int letter = 0; letter < LETTERS.length(); letter++) {
          add(before + LETTERS.charAt(letter) + after, found);
          add(before + LETTERS.charAt(letter) + typed.charAt(at) + after, found);
        }
      }
      return found;
    }

    private void add(String beginning, BitSet found) {
      int at = Arrays.binarySearch(words, beginning);
      for (int word = at < 0 ? -at - 1 : at;
          word < words.length && words[word].startsWith(beginning);
          word++) {
        for (int text : texts[word]) {
          found.set(text);
        }
      }
    }
  }

  /**
   * @param offered titles and keywords; what is offered more often comes first, then what came
   *     first
   */
  Suggestions(List<String> offered, WordAnalysis analysis) {
    this.analysis = analysis;
    Map<String, Offer> offers = new LinkedHashMap<>();
    for (String text : offered) {
      if (text.length() <= LONGEST) {
        List<Token> tokens = Tokens.of(text);
        String compared = compared(tokens);
        if (!compared.isEmpty()) {
          offers.computeIfAbsent(compared, c -> new Offer(c, text.strip(), tokens)).times++;
        }
      }
    }
    List<Offer> ordered = new ArrayList<>(offers.values());
    ordered.sort(Comparator.comparingInt((Offer offer) -> -offer.times));
    comparable = ordered.stream().map(offer -> offer.compared).toList();
    texts = ordered.stream().map(offer -> offer.text).toList();
    Map<String, List<Integer>> index = new HashMap<>();
    Map<String, List<Integer>> otherwise = new HashMap<>();
    for (int text = 0; text < ordered.size(); text++) {
      for (Token token : ordered.get(text).tokens) {
        index.computeIfAbsent(token.surface(), word -> new ArrayList<>(2)).add(text);
        for (String typing : Letters.typings(token.surface())) {
          otherwise.computeIfAbsent(typing, word -> new ArrayList<>(2)).add(text);
        }
      }
    }
    words = new Words(index);
    typings = new Words(otherwise);
  }

  /** A text that is offered, as it is written first. */
  private static final class Offer {
    private final String compared;
    private final String text;
    private final List<Token> tokens;
    private int times;

    Offer(String compared, String text, List<Token> tokens) {
      this.compared = compared;
      this.text = text;
      this.tokens = tokens;
    }
  }

  private static String compared(List<Token> tokens) {
    StringBuilder compared = new StringBuilder();
    for (Token token : tokens) {
      if (!token.whole()) {
        compared.append(compared.isEmpty() ? "" : " ").append(token.surface());
      }
    }
    return compared.toString();
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
    BitSet fitting = words.beginningWith(typed);
    if (fitting.isEmpty()) {
      fitting = words.beginningWith(Letters.danish(typed));
    }
    if (fitting.isEmpty()) {
      fitting = typings.beginningWith(typed);
    }
    if (typed.length() >= FORGIVEN_FROM && typed.length() <= FORGIVEN_TO) {
      if (fitting.isEmpty()) {
        fitting = words.beginningNearly(typed);
      }
      if (fitting.isEmpty()) {
        fitting = typings.beginningNearly(typed);
      }
    }
    if (fitting.isEmpty() && typed.length() >= FORGIVEN_FROM) {
      fitting = words.beginningWith(analysis.analyse(typed).stems().get(0));
    }
    return fitting;
  }
}
