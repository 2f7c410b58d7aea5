package dk.ledelseskatalog.search;

import java.util.List;

/** What one language knows of words. Thread-safe. */
interface WordAnalysis {
  /**
   * @param surface a word as {@link Tokens} makes it
   */
  WordViews analyse(String surface);

  /** The stems of a word alone, found sooner than all its views. */
  List<String> stems(String surface);

  /** Whether a typed word says too little to be searched for. */
  boolean isStopWord(String surface);

  /** Whether a typed word says little beside others, and something where it stands alone. */
  boolean isLight(String surface);

  Standing standing(String surface);

  /** Whether a word is one of the language. */
  enum Standing {
    /** It is in the word list, so it is no spelling mistake. */
    LISTED,
    /** It could be put together of listed words, or be a spelling mistake. */
    COMPOSED,
    UNKNOWN
  }

  /**
   * The roots of the verb that a word makes with one that follows ("følge … op" → "opfølge").
   *
   * @param adjacent whether nothing stands between the two
   */
  List<String> phrasalRoots(String verb, String particle, boolean adjacent);
}
