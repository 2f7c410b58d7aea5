package dk.ledelseskatalog.jsonapi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses between Danish and English for a caller (RFC 9110, 12.5.4). */
public final class Languages {
  private static final List<String> OFFERED = List.of("da", "en");

  private Languages() {}

  /** {@code da} or {@code en}; Danish where the header is missing, unreadable or wants neither. */
  public static String preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 1000) {
      return "da";
    }
    try {
      String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), OFFERED);
      return tag == null ? "da" : tag;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The JDK's parser steps over the end of a range such as "-".
      return "da";
    }
  }
}
