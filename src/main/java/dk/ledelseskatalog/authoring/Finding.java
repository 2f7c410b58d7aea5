package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something an editor should look at.
 *
 * @param pointer where in the entry's resource object (RFC 6901)
 * @param message what to do
 */
record Finding(EntryId entry, Kind kind, String pointer, LocalizedText message) {
  static final String TYPE = "findings";

  /** By its name in small letters with hyphens it is told. */
  enum Kind {
    /** Its schema does not allow it. */
    INVALID,
    /** It points to what is not there, or is put away. */
    BROKEN_REFERENCE,
    /** It says something in Danish only. */
    MISSING_TRANSLATION,
    /** It shows a picture without saying what is on it. */
    MISSING_ALTERNATIVE_TEXT;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Kind::word).toList();
    }
  }
}
