package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import dk.ledelseskatalog.media.MediaDescription;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an editor wants to say about a file. What is not sent stays; null takes it away.
 *
 * @param attributes those that are sent, found right
 */
record MediaChange(JsonNode attributes) {
  private static final String ALT = "alt";
  private static final String CREDIT = "credit";
  private static final Set<String> LANGUAGES = Set.of("da", "en");

  static MediaChange read(InputStream body, String sha256) {
    RequestDocument document = RequestDocument.readUpdate(body, MediaDesk.TYPE, sha256);
    document.requireOnly(Set.of(ALT, CREDIT), Set.of());
    JsonNode attributes = document.attributes();
    List<ErrorObject> faults = new ArrayList<>();
    JsonNode alt = attributes.path(ALT);
    if (!alt.isMissingNode() && !alt.isNull() && !isAlt(alt)) {
      faults.add(
          fault(
              ALT,
              "\"alt\" skal være {\"da\": …, \"en\": …} med tekster på højst "
                  + MediaDescription.LONGEST_ALT
                  + " tegn, eller null.",
              "\"alt\" must be {\"da\": …, \"en\": …} with texts of at most "
                  + MediaDescription.LONGEST_ALT
                  + " characters, or null."));
    }
    if (!isText(attributes.path(CREDIT), MediaDescription.LONGEST_CREDIT)) {
      faults.add(
          fault(
              CREDIT,
              "\"credit\" skal være en tekst på højst "
                  + MediaDescription.LONGEST_CREDIT
                  + " tegn, eller null.",
              "\"credit\" must be a text of at most "
                  + MediaDescription.LONGEST_CREDIT
                  + " characters, or null."));
    }
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults);
    }
    return new MediaChange(attributes);
  }

  private static boolean isAlt(JsonNode alt) {
    return alt.isObject()
        && alt.properties().stream()
            .allMatch(
                text ->
                    LANGUAGES.contains(text.getKey())
                        && isText(text.getValue(), MediaDescription.LONGEST_ALT));
  }

  /** Whether it is a text, or none at all. */
  private static boolean isText(JsonNode value, int longest) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual()
            && value.textValue().strip().length() <= longest
            && value.textValue().indexOf('\0') < 0);
  }

  private static ErrorObject fault(String attribute, String da, String en) {
    return ErrorObject.of(
        422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en);
  }

  /** What is said then. */
  MediaDescription of(MediaDescription before) {
    JsonNode alt = attributes.path(ALT);
    boolean other = attributes.has(ALT);
    return new MediaDescription(
        before.originalName(),
        other ? text(alt.path("da")) : before.altDa(),
        other ? text(alt.path("en")) : before.altEn(),
        attributes.has(CREDIT) ? text(attributes.path(CREDIT)) : before.credit());
  }

  private static Optional<String> text(JsonNode value) {
    return Optional.ofNullable(value.textValue())
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
