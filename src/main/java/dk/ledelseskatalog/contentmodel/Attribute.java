package dk.ledelseskatalog.contentmodel;

/**
 * One attribute that entries of a type carry, as its JSON Schema declares it.
 *
 * @param name the member name in {@code attributes}
 * @param label what an editor's form calls it
 * @param kind how its JSON is shaped and delivered
 * @param filterable whether {@code filter[name]} and {@code sort} may use it
 * @param searchRole what part it plays in full-text search
 */
public record Attribute(
    String name, LocalizedText label, Kind kind, boolean filterable, SearchRole searchRole) {

  /** How an attribute's JSON is shaped. */
  public enum Kind {
    /** A string without language, such as a name. */
    STRING,
    /** An integer or decimal number. */
    NUMBER,
    BOOLEAN,
    /** {@code {"da": "…", "en": "…"}}, plain text. */
    LOCALIZED_TEXT,
    /** {@code {"da": "…", "en": "…"}}, CommonMark. */
    LOCALIZED_MARKDOWN,
    /** {@code {"da": ["…"], "en": ["…"]}}, plain texts in order. */
    LOCALIZED_TEXTS,
    /**
     * {@code {"url": "…", "alt": {"da": "…", "en": "…"}}}, a picture and what it shows, delivered
     * with what is known of the file.
     */
    PICTURE,
    /** Any other JSON, delivered as it stands. */
    JSON
  }

  /** The part an attribute plays in full-text search. */
  public enum SearchRole {
    NONE,
    /** Names the entry. */
    TITLE,
    /** Words an editor chose for finding the entry. */
    KEYWORDS,
    /** What the entry says. */
    BODY
  }
}
