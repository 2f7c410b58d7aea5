package dk.ledelseskatalog.search;

/** The names of the fields that are no {@link View}. */
final class IndexFields {
  /** Marks an entry that is written in Danish only. */
  static final String UNTRANSLATED = "untranslated";

  /** The name of the entry. */
  static final String ID = "id";

  private IndexFields() {}

  /** The whole title, as stems. */
  static String name(String language) {
    return language + ".name";
  }

  /** The whole title of a theme, as stems. */
  static String themeName(String language) {
    return language + ".theme-name";
  }
}
