package dk.ledelseskatalog.spelling;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody probably meant; capitals count as small letters. */
public final class NearestName {
  // Nobody misspells a name into something much longer, and comparing takes time by the letter.
  private static final int LONGEST = 100;

  // A wrong name must cost little, however many right ones there are.
  private static final int CANDIDATES = 2_000;

  private NearestName() {}

  /**
   * The name nearest to what was written: at most two errors away, or a third of a long name's
   * letters. Further away is another word, not a slip. Of several equally near, the first.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String folded = written.toLowerCase(Locale.ROOT);
    int most = Math.max(2, written.length() / 3);
    Optional<String> nearest = Optional.empty();
    for (String name : (Iterable<String>) names.stream().limit(CANDIDATES)::iterator) {
      int errors = EditDistance.between(folded, name.toLowerCase(Locale.ROOT), most);
      if (errors <= most && errors < name.length()) {
        most = errors - 1;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }
}
