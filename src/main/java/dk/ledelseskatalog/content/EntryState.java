package dk.ledelseskatalog.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the newest version of an entry has come on its way to readers.
 *
 * <p>By its name it is stored, and by {@link #word} it is told, so no name may change.
 */
public enum EntryState {
  /** Somebody works on it. */
  DRAFT,
  /** Its author asks others to look at it. */
  IN_REVIEW,
  /** It may be published. */
  APPROVED,
  /** Readers see it; or, of an entry that is put away, they no longer see it. */
  PUBLISHED;

  /** Such as {@code in-review}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<EntryState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
