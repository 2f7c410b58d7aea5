package dk.ledelseskatalog.contentmodel;

import dk.ledelseskatalog.contentmodel.Attribute.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the entries of a type steer search instead of being found by it. They are drafted, published
 * and read like all others.
 */
public enum Steering {
  /** {@code terms} are sought for each other, or {@code means} for each of them. */
  SYNONYMS,

  /** Its {@code entries} come first, in their order, for each of the {@code queries}. */
  PINS,

  /** The score of its {@code entries} is multiplied by the {@code weight}. */
  BOOSTS;

  /** The relationship to the entries that are pinned or weighted. */
  public static final String ENTRIES = "entries";

  /** The attributes that a type with this hint must have, each with its kind. */
  Map<String, Kind> required() {
    return switch (this) {
      case SYNONYMS -> Map.of("terms", Kind.LOCALIZED_TEXTS);
      case PINS -> Map.of("queries", Kind.LOCALIZED_TEXTS);
      case BOOSTS -> Map.of("weight", Kind.NUMBER);
    };
  }

  /** Those it may have. */
  Map<String, Kind> optional() {
    return this == SYNONYMS ? Map.of("means", Kind.LOCALIZED_TEXTS) : Map.of();
  }

  /** Whether it must have the to-many relationship {@link #ENTRIES}. */
  boolean pointsToEntries() {
    return this != SYNONYMS;
  }

  static Optional<Steering> named(String name) {
    return Set.of(values()).stream().filter(each -> each.hint().equals(name)).findFirst();
  }

  /** The value of {@code x-steers}. */
  String hint() {
    return name().toLowerCase(Locale.ROOT);
  }
}
