package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the permanent name of an entry of its title. */
final class Slug {
  /** What an entry can be called; as {@code common.json} has it. */
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Most characters of a name. */
  static final int LONGEST = 100;

  /** Leaves room for a number behind it. */
  private static final int LONGEST_MADE = 80;

  private Slug() {}

  static boolean isId(String text) {
    return text.length() <= LONGEST && ID.matcher(text).matches();
  }

  /**
   * A name like the title.
   *
   * @param title a text, or one in several languages, of which the Danish counts
   * @return empty if the title holds nothing to make one of
   */
  static Optional<String> of(JsonNode title) {
    String text = title.isTextual() ? title.textValue() : title.path("da").asText("");
    String plain =
        Normalizer.normalize(
                text.toLowerCase(Locale.ROOT)
                    .replace("æ", "ae")
                    .replace("ø", "oe")
                    .replace("å", "aa"),
                Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.length() > LONGEST_MADE ? plain.substring(0, LONGEST_MADE) : plain;
    return Optional.of(cut.replaceAll("^-|-$", "")).filter(Slug::isId);
  }
}
