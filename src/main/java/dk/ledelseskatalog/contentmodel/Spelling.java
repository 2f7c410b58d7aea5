package dk.ledelseskatalog.contentmodel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Spelling {
  /** Nobody misspells a name into something longer, and comparing takes time by the letter. */
  private static final int LONGEST = 200;

  private Spelling() {}

  /** The name nearest to what was written, if it is near enough to be a misspelling of it. */
  static Optional<String> nearest(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
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

  /**
   * Letters to add, drop, replace or swap with their neighbour; capitals count as small letters.
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
