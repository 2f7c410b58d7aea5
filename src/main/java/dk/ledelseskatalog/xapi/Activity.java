package dk.ledelseskatalog.xapi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something a statement can be about, as the catalogue knows it.
 *
 * @param type the API's name of its type, one of {@link ActivityType}, such as {@code reflections}
 * @param id its permanent id within the type
 * @param name what a reader of the record is shown
 */
public record Activity(
    String type, String id, LanguageMap name, Optional<LanguageMap> description) {
  // Both become part of a permanent IRI, so nothing may need escaping there.
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]*");

  public Activity {
    if (ActivityType.of(type).isEmpty()) {
      throw new IllegalArgumentException("No activity type in the xAPI profile for " + type);
    }
    if (!SEGMENT.matcher(id).matches()) {
      throw new IllegalArgumentException("An activity id that is no plain IRI segment: " + id);
    }
  }

  ActivityType kind() {
    return ActivityType.of(type).orElseThrow();
  }
}
