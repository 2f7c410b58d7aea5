package dk.ledelseskatalog.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Somebody as an administrator names them in a request. */
public sealed interface NamedPerson {
  /** The attributes of a request that name somebody. */
  Set<String> ATTRIBUTES = Set.of("pseudonym", "issuer", "subject");

  /** As statements and completions name them. */
  record ByPseudonym(UUID pseudonym) implements NamedPerson {}

  /** As their tokens name them. */
  record ByIdentity(String issuer, String subject) implements NamedPerson {
    /** Not printed: it says who it is. */
    @Override
    public String toString() {
      return "ByIdentity";
    }
  }

  /** The attribute to point at if nobody is known by this name. */
  default String attribute() {
    return this instanceof ByPseudonym ? "pseudonym" : "subject";
  }

  /**
   * Reads the name.
   *
   * @throws JsonApiException 422 naming the member that is wrong
   */
  static NamedPerson read(JsonNode attributes) {
    boolean pseudonym = attributes.hasNonNull("pseudonym");
    boolean identity = attributes.hasNonNull("issuer") || attributes.hasNonNull("subject");
    if (pseudonym == identity) {
      throw invalid(
          "",
          "Send enten pseudonym eller både issuer og subject.",
          "Send either pseudonym, or both issuer and subject.");
    }
    return pseudonym
        ? new ByPseudonym(uuid(attributes.path("pseudonym")))
        : new ByIdentity(text(attributes, "issuer"), text(attributes, "subject"));
  }

  private static UUID uuid(JsonNode value) {
    Pattern form = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    String text = value.asText("").toLowerCase(Locale.ROOT);
    if (!value.isTextual() || !form.matcher(text).matches()) {
      throw invalid(
          "pseudonym",
          "pseudonym skal være en UUID, som den står i gennemførelser og statements.",
          "pseudonym must be a UUID, as it stands in completions and statements.");
    }
    return UUID.fromString(text);
  }

  private static String text(JsonNode attributes, String name) {
    int longest = 255;
    JsonNode value = attributes.path(name);
    if (!value.isTextual()
        || value.textValue().isBlank()
        || value.textValue().length() > longest
        || value.textValue().chars().anyMatch(Character::isISOControl)) {
      throw invalid(
          name,
          name + " skal være en tekst som i personens token, højst " + longest + " tegn.",
          name + " must be a string as in the person's token, at most " + longest + " characters.");
    }
    return value.textValue();
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            422,
            "invalid-attribute",
            Source.pointer("/data/attributes" + (attribute.isEmpty() ? "" : "/" + attribute)),
            da,
            en));
  }
}
