package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom an administrator asks to erase, and why. */
public record ErasureRequest(Who who, ErasureReason reason) {
  static final String TYPE = "erasures";

  private static final int LONGEST = 255;
  private static final Set<String> ATTRIBUTES = Set.of("pseudonym", "issuer", "subject", "reason");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** How the person is named. */
  public sealed interface Who {}

  /** As statements and completions name them. */
  public record ByPseudonym(UUID pseudonym) implements Who {}

  /** As their tokens name them. */
  public record ByIdentity(String issuer, String subject) implements Who {
    /** Not printed: it says who it is. */
    @Override
    public String toString() {
      return "ByIdentity";
    }
  }

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  public static ErasureRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, Set.of());
    JsonNode attributes = document.attributes();
    return new ErasureRequest(who(attributes), reason(attributes.path("reason")));
  }

  /** The answer if nobody is known by it. */
  JsonApiException unknownPerson() {
    String attribute = who instanceof ByPseudonym ? "pseudonym" : "subject";
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-person",
            pointer(attribute),
            "Tjenesten kender ingen med denne identitet, så der er intet at slette; se efter, om"
                + " den er skrevet rigtigt.",
            "The service knows nobody by this identity, so there is nothing to erase; check that"
                + " it is spelt right."));
  }

  private static Who who(JsonNode attributes) {
    boolean pseudonym = attributes.hasNonNull("pseudonym");
    boolean identity = attributes.hasNonNull("issuer") || attributes.hasNonNull("subject");
    if (pseudonym == identity) {
      throw invalid(
          "",
          "Send enten pseudonym eller både issuer og subject.",
          "Send either pseudonym, or both issuer and subject.");
    }
    if (pseudonym) {
      String text = attributes.path("pseudonym").asText("").toLowerCase(Locale.ROOT);
      if (!attributes.path("pseudonym").isTextual() || !UUID_FORM.matcher(text).matches()) {
        throw invalid(
            "pseudonym",
            "pseudonym skal være en UUID, som den står i gennemførelser og statements.",
            "pseudonym must be a UUID, as it stands in completions and statements.");
      }
      return new ByPseudonym(UUID.fromString(text));
    }
    return new ByIdentity(text(attributes, "issuer"), text(attributes, "subject"));
  }

  private static String text(JsonNode attributes, String name) {
    JsonNode value = attributes.path(name);
    if (!value.isTextual()
        || value.textValue().isBlank()
        || value.textValue().length() > LONGEST
        || value.textValue().chars().anyMatch(Character::isISOControl)) {
      throw invalid(
          name,
          name + " skal være en tekst som i personens token, højst " + LONGEST + " tegn.",
          name + " must be a string as in the person's token, at most " + LONGEST + " characters.");
    }
    return value.textValue();
  }

  private static ErasureReason reason(JsonNode value) {
    return ErasureReason.of(value.isTextual() ? value.textValue() : "")
        .orElseThrow(
            () -> {
              String codes =
                  Arrays.stream(ErasureReason.values())
                      .map(ErasureReason::code)
                      .collect(Collectors.joining(", "));
              return invalid(
                  "reason",
                  "reason skal være en af: " + codes + ".",
                  "reason must be one of: " + codes + ".");
            });
  }

  private static Source pointer(String attribute) {
    return Source.pointer("/data/attributes" + (attribute.isEmpty() ? "" : "/" + attribute));
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(422, "invalid-attribute", pointer(attribute), da, en));
  }
}
