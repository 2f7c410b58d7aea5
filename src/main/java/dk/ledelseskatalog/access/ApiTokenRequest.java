package dk.ledelseskatalog.access;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The API token an administrator asks for. */
record ApiTokenRequest(String name, Set<Scope> scopes, Instant expiresAt) {
  /** Longest life, so that none is forgotten for ever: a year, and time to replace it. */
  static final Duration LONGEST = Duration.ofDays(400);

  private static final int LONGEST_NAME = 100;
  private static final Set<String> ATTRIBUTES = Set.of("name", "scopes", "expiresAt");

  ApiTokenRequest {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  static ApiTokenRequest read(InputStream body, Instant now) {
    RequestDocument document = RequestDocument.readCreate(body, ApiToken.TYPE);
    document.requireOnly(ATTRIBUTES, Set.of());
    JsonNode attributes = document.attributes();
    return new ApiTokenRequest(
        name(attributes.path("name")),
        scopes(attributes.path("scopes")),
        expiry(attributes.path("expiresAt"), now));
  }

  private static String name(JsonNode value) {
    String name = value.isTextual() ? value.textValue().strip() : "";
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid(
          "name",
          "name skal sige, hvilket system tokenet er til, på én linje af højst "
              + LONGEST_NAME
              + " tegn.",
          "name must say which system the token is for, on one line of at most "
              + LONGEST_NAME
              + " characters.");
    }
    return name;
  }

  private static Set<Scope> scopes(JsonNode value) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      JsonNode scope = value.get(i);
      String pointer = "scopes/" + i;
      scopes.add(
          Scope.of(scope.isTextual() ? scope.textValue() : "")
              .orElseThrow(() -> noScopes(pointer)));
    }
    if (scopes.isEmpty()) {
      throw noScopes("scopes");
    }
    return scopes;
  }

  private static JsonApiException noScopes(String attribute) {
    String codes = Arrays.stream(Scope.values()).map(Scope::code).collect(Collectors.joining(", "));
    return invalid(
        attribute,
        "scopes skal være en liste med mindst én af: " + codes + ".",
        "scopes must be a list of at least one of: " + codes + ".");
  }

  private static Instant expiry(JsonNode value, Instant now) {
    try {
      Instant expiry =
          OffsetDateTime.parse(value.isTextual() ? value.textValue() : "")
              .toInstant()
              .truncatedTo(ChronoUnit.MILLIS);
      if (expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST))) {
        return expiry;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw invalid(
        "expiresAt",
        "expiresAt skal være et tidspunkt med tidszone, fx 2027-11-24T00:00:00Z, og ligge inden for"
            + " de næste "
            + LONGEST.toDays()
            + " dage.",
        "expiresAt must be a time with its zone, such as 2027-11-24T00:00:00Z, within the next "
            + LONGEST.toDays()
            + " days.");
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
