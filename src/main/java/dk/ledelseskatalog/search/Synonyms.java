package dk.ledelseskatalog.search;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What people call things that the catalogue calls otherwise. One rule a line: {@code a, b, c} are
 * sought for each other; {@code a, b => c, d} seeks c and d for a or b. Immutable.
 */
final class Synonyms {
  static final int LONGEST = 3;

  private final WordAnalysis analysis;
  private final Map<String, Set<List<String>>> meant = new HashMap<>();
  private final Set<String> words = new LinkedHashSet<>();

  Synonyms(WordAnalysis analysis, List<String> lines) {
    this.analysis = analysis;
    for (String line : lines) {
      String rule = line.strip();
      int arrow = rule.indexOf("=>");
      if (rule.isEmpty() || rule.startsWith("#")) {
        continue;
      }
      List<List<String>> from = terms(arrow < 0 ? rule : rule.substring(0, arrow));
      List<List<String>> to = arrow < 0 ? from : terms(rule.substring(arrow + 2));
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

  static Synonyms load(WordAnalysis analysis, String resource) throws IOException {
    try (InputStream stream = Synonyms.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException(resource + " is not on the class path");
      }
      return new Synonyms(
          analysis,
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
              .lines()
              .toList());
    }
  }

  private List<List<String>> terms(String text) {
    List<List<String>> terms = new ArrayList<>();
    for (String term : text.split(",", -1)) {
      List<String> content = new ArrayList<>();
      for (Token token : Tokens.of(term)) {
        if (!token.whole() && !analysis.isStopWord(token.surface())) {
          content.add(token.surface());
        }
      }
      if (!content.isEmpty()) {
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

  /** Every word a rule begins with. */
  Set<String> words() {
    return words;
  }
}
