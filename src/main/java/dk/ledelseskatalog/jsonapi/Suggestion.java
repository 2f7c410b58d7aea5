package dk.ledelseskatalog.jsonapi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What to write instead of a name that does not exist.
 *
 * @param name the right name nearest to it, if one is near
 * @param known names to choose from, for a sentence; may be shortened
 */
public record Suggestion(Optional<String> name, String known) {
  private static final int NAMES_IN_A_SENTENCE = 16;

  // A wrong name must cost little, however many right ones there are.
  private static final int CANDIDATES = 2_000;

  /** Two slips, or a third of a long name; further away is another word, not a slip. */
  public static Suggestion nearest(String wrong, Collection<String> right) {
    // A name longer than this is no slip of any of ours, and the distance costs its length.
    if (wrong.length() <= 100) {
      String folded = wrong.toLowerCase(Locale.ROOT);
      int limit = Math.max(2, wrong.length() / 3);
      Optional<String> best = Optional.empty();
      for (String candidate : (Iterable<String>) right.stream().limit(CANDIDATES)::iterator) {
        if (Math.abs(candidate.length() - wrong.length()) > limit) {
          continue;
        }
        int distance = distance(folded, candidate.toLowerCase(Locale.ROOT));
        if (distance <= limit && distance < candidate.length()) {
          limit = distance - 1;
          best = Optional.of(candidate);
        }
      }
      if (best.isPresent()) {
        return new Suggestion(best, "");
      }
    }
    return new Suggestion(
        Optional.empty(),
        String.join(", ", right.stream().limit(NAMES_IN_A_SENTENCE).toList())
            + (right.size() > NAMES_IN_A_SENTENCE ? ", …" : ""));
  }

  /** A Danish sentence to put after another, with its leading space; empty if there is nothing. */
  public String da() {
    return name.map(right -> " Mente du \"" + right + "\"?")
        .orElse(known.isEmpty() ? "" : " Her kan bruges: " + known + ".");
  }

  /** The same in English. */
  public String en() {
    return name.map(right -> " Did you mean \"" + right + "\"?")
        .orElse(known.isEmpty() ? "" : " What can be used here: " + known + ".");
  }

  /** Edits between two words; two letters that changed places are one edit. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
