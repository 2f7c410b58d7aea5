package dk.ledelseskatalog.search;

/** What people type who have no æ, ø and å on their keyboard. */
final class Letters {
  private Letters() {}

  /** The word with {@code ae}, {@code oe} and {@code aa} as the letters they stand for. */
  static String danish(String word) {
    return word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å");
  }
}
