package dk.ledelseskatalog.search;

import java.util.HashMap;
import java.util.Map;

/**
 * The words of the indexed entries, each analysed once. Filled while the index is built, read by
 * any number of threads afterwards.
 */
final class Vocabulary {
  private final WordAnalysis analysis;
  private final Map<String, WordViews> words = new HashMap<>();

  Vocabulary(WordAnalysis analysis) {
    this.analysis = analysis;
  }

  WordAnalysis analysis() {
    return analysis;
  }

  WordViews add(String surface) {
    return words.computeIfAbsent(surface, analysis::analyse);
  }

  WordViews views(String surface) {
    WordViews known = words.get(surface);
    return known != null ? known : analysis.analyse(surface);
  }
}
