package dk.ledelseskatalog.jsonapi;

import dk.ledelseskatalog.spelling.NearestName;
import java.util.Collection;
import java.util.Optional;

/**
 * What to write instead of a name that does not exist.
 *
 * @param name the right name nearest to it, if one is near
 * @param known names to choose from, for a sentence; may be shortened
 */
public record Suggestion(Optional<String> name, String known) {
  private static final int NAMES_IN_A_SENTENCE = 16;

  /** The name probably meant, or else the names to choose from. */
  public static Suggestion nearest(String wrong, Collection<String> right) {
    Optional<String> meant = NearestName.to(wrong, right);
    if (meant.isPresent()) {
      return new Suggestion(meant, "");
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
}
