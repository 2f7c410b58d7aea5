package dk.ledelseskatalog.contentmodel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Spelling {
  private Spelling() {}

  /** The name nearest to what was written, if it is near enough to be a misspelling of it. */
  static Optional<String> nearest(String written, Collection<String> names) {
    int limit = Math.max(1, Math.min(written.length(), 12) / 3);
    return names.stream()
        .filter(name -> distance(written, name) <= limit)
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Ends a sentence with the name that was probably meant, or else with the names to choose from.
   *
   * @param da what is wrong, in Danish, without the full stop
   * @param en the same in English
   */
  static LocalizedText choose(String da, String en, String written, Collection<String> names) {
    Optional<String> meant = nearest(written, names);
    if (meant.isPresent()) {
      return new LocalizedText(
          da + "; mente du '" + meant.get() + "'?", en + "; did you mean '" + meant.get() + "'?");
    }
    if (names.isEmpty()) {
      return new LocalizedText(da + ".", en + ".");
    }
    String list = String.join(", ", names);
    return new LocalizedText(
        da + "; skriv en af: " + list + ".", en + "; write one of: " + list + ".");
  }

  /** Levenshtein's distance; capitals and small letters count as equal. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
