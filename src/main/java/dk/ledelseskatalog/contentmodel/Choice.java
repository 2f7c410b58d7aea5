package dk.ledelseskatalog.contentmodel;

import dk.ledelseskatalog.spelling.NearestName;
import java.util.Collection;
import java.util.Optional;

/** Says what could have been written instead. */
final class Choice {
  private Choice() {}

  /**
   * Ends a sentence with the name that was probably meant, or else with the names to choose from.
   *
   * @param da what is wrong, in Danish, without the full stop
   * @param en the same in English
   */
  static LocalizedText among(String da, String en, String written, Collection<String> names) {
    Optional<String> meant = NearestName.to(written, names);
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
}
