package dk.ledelseskatalog.search;

import java.util.List;

/** What one language knows of words. Thread-safe. */
interface WordAnalysis {
  /**
   * @param surface a word as {@link Tokens} makes it
   */
  WordViews analyse(String surface);

  /** Whether a typed word says too little to be searched for. */
  boolean isStopWord(String surface);

  /** Whether it is a word of the language, so that it can be no spelling mistake. */
  boolean isValid(String surface);

  /**
   * The roots of the verb that a word makes with one that follows ("følge … op" → "opfølge").
   *
   * @param adjacent whether nothing stands between the two
   */
  List<String> phrasalRoots(String verb, String particle, boolean adjacent);
}
