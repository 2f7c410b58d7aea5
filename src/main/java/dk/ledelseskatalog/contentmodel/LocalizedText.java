package dk.ledelseskatalog.contentmodel;

import org.jspecify.annotations.Nullable;

/**
 * One text in Danish and, where somebody wrote it, in English. Danish is always there and is what a
 * reader of a missing English text is given.
 */
public record LocalizedText(String da, @Nullable String en) {
  /** The text in the language asked for ({@code da} or {@code en}), or the Danish one. */
  public String in(String language) {
    return "en".equals(language) && en != null ? en : da;
  }
}
