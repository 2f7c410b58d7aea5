package dk.ledelseskatalog.search;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The spelling dictionary, read once for all tests. */
final class Danish {
  static final SpellingDictionary DICTIONARY = dictionary();
  static final DanishWords WORDS = new DanishWords(DICTIONARY);
  static final LuceneSearchIndexBuilder BUILDER = new LuceneSearchIndexBuilder();

  private Danish() {}

  private static SpellingDictionary dictionary() {
    try {
      return SpellingDictionary.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
