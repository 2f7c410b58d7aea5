package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.identity.NamedPerson;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom an administrator asks to erase, and why. */
public record ErasureRequest(NamedPerson who, ErasureReason reason) {
  static final String TYPE = "erasures";

  private static final Set<String> ATTRIBUTES = attributes();

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  public static ErasureRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, Set.of());
    JsonNode attributes = document.attributes();
    return new ErasureRequest(NamedPerson.read(attributes), reason(attributes.path("reason")));
  }

  /** The answer if nobody is known by it. */
  JsonApiException unknownPerson() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-person",
            pointer(who.attribute()),
            "Tjenesten kender ingen med denne identitet, så der er intet at slette; se efter, om"
                + " den er skrevet rigtigt.",
            "The service knows nobody by this identity, so there is nothing to erase; check that"
                + " it is spelt right."));
  }

  private static Set<String> attributes() {
    Set<String> names = new HashSet<>(NamedPerson.ATTRIBUTES);
    names.add("reason");
    return Set.copyOf(names);
  }

  private static ErasureReason reason(JsonNode value) {
    return ErasureReason.of(value.isTextual() ? value.textValue() : "")
        .orElseThrow(
            () -> {
              String codes =
                  Arrays.stream(ErasureReason.values())
                      .map(ErasureReason::code)
                      .collect(Collectors.joining(", "));
              return new JsonApiException(
                  ErrorObject.of(
                      422,
                      "invalid-attribute",
                      pointer("reason"),
                      "reason skal være en af: " + codes + ".",
                      "reason must be one of: " + codes + "."));
            });
  }

  private static Source pointer(String attribute) {
    return Source.pointer("/data/attributes/" + attribute);
  }
}
