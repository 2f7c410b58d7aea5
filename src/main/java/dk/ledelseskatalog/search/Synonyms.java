package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What people call things that the catalogue calls otherwise, in one language. Immutable. */
final class Synonyms {
  /** Words of a term at most, stop words apart; a longer one is left out. */
  static final int LONGEST = 3;

  /**
   * One entry of the editors'.
   *
   * @param terms what is typed
   * @param means what is sought for each of them; empty to seek them for each other
   */
  record Rule(List<String> terms, List<String> means) {}

  private final WordAnalysis analysis;
  private final Map<String, Set<List<String>>> meant = new HashMap<>();
  private final Set<String> words = new LinkedHashSet<>();

  Synonyms(WordAnalysis analysis, List<Rule> rules) {
    this.analysis = analysis;
    for (Rule rule : rules) {
      List<List<String>> from = terms(rule.terms());
      List<List<String>> to = rule.means().isEmpty() ? from : terms(rule.means());
      to.forEach(words::addAll);
      for (List<String> term : from) {
        words.addAll(term);
        for (List<String> other : to) {
          if (!other.equals(term)) {
            keys(term, key -> meant.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(other));
          }
        }
      }
    }
  }

  private List<List<String>> terms(List<String> texts) {
    List<List<String>> terms = new ArrayList<>();
    for (String term : texts) {
      List<String> content = new ArrayList<>();
      for (Token token : Tokens.of(term)) {
        if (!token.whole() && !analysis.isStopWord(token.surface())) {
          content.add(token.surface());
        }
      }
      if (!content.isEmpty() && content.size() <= LONGEST) {
        terms.add(content);
      }
    }
    return terms;
  }

  private void keys(List<String> term, Consumer<String> each) {
    List<WordViews> views = term.stream().map(analysis::analyse).toList();
    each.accept(stems(views));
    if (views.size() == 1) {
      views.get(0).roots().forEach(root -> each.accept(rootKey(root)));
    }
  }

  private static String stems(List<WordViews> words) {
    return String.join(" ", words.stream().map(word -> word.stems().get(0)).toList());
  }

  /** Apart from stems, which may look the same. */
  private static String rootKey(String root) {
    return "=" + root;
  }

  /** What else to seek for a run of typed words, each a word or several that stand together. */
  Set<List<String>> of(List<WordViews> words) {
    Set<List<String>> others = new LinkedHashSet<>(meant.getOrDefault(stems(words), Set.of()));
    if (words.size() == 1) {
      others.addAll(ofWord(words.get(0).stems(), words.get(0).roots()));
    }
    return others;
  }

  /** The same for one word or one part of a compound. */
  Set<List<String>> ofWord(List<String> stems, List<String> roots) {
    Set<List<String>> others = new LinkedHashSet<>();
    stems.forEach(stem -> others.addAll(meant.getOrDefault(stem, Set.of())));
    if (others.isEmpty()) {
      roots.forEach(root -> others.addAll(meant.getOrDefault(rootKey(root), Set.of())));
    }
    return others;
  }

  /** Every word of a rule. */
  Set<String> words() {
    return words;
  }
}
