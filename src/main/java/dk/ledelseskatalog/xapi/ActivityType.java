package dk.ledelseskatalog.xapi;

import java.util.Optional;

/** The kinds of activity our profile defines, each under the content type's name in the API. */
public enum ActivityType {
  REFLECTION("reflections"),
  DIALOGUE("dialogues"),
  MASTERCLASS("masterclasses"),
  SESSION("sessions"),
  THEME("themes"),
  INITIATIVE("initiatives"),
  CATALOGUE("catalogues");

  private final String type;

  ActivityType(String type) {
    this.type = type;
  }

  /** The type's name in the API, such as {@code reflections}. */
  public String type() {
    return type;
  }

  /** The kind of a content type; empty if nothing of that type is ever in a statement. */
  public static Optional<ActivityType> of(String type) {
    for (ActivityType each : values()) {
      if (each.type.equals(type)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
