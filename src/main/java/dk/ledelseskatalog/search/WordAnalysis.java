package dk.ledelseskatalog.search;

/** What one language knows of a single word. Thread-safe. */
interface WordAnalysis {
  /**
   * @param surface a word as {@link Tokens} makes it
   */
  WordViews analyse(String surface);

  /** Whether a typed word says too little to be searched for. */
  boolean isStopWord(String surface);
}
