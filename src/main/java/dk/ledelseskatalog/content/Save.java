package dk.ledelseskatalog.content;

import java.time.Instant;
import java.util.Optional;

/**
 * Who saved a version, when and why.
 *
 * @param by how the history names them; never a person's name or pseudonym
 * @param reason in their words, at most {@value #LONGEST_REASON} characters
 * @param archived whether the version puts the entry away
 * @param restoredFrom the older version that it brings back
 */
public record Save(
    Instant at,
    String by,
    Optional<String> reason,
    boolean archived,
    Optional<Integer> restoredFrom) {
  /** Most characters of a reason. */
  public static final int LONGEST_REASON = 500;

  /** A plain save. */
  public static Save of(Instant at, String by) {
    return new Save(at, by, Optional.empty(), false, Optional.empty());
  }
}
