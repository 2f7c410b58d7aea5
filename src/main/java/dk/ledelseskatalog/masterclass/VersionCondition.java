package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a change was written against (RFC 9110, 13.1.1), so that nobody overwrites what
 * they have not seen.
 *
 * @param tags entity tags as they came; empty for any version
 */
record VersionCondition(Optional<Set<String>> tags) {
  private static final String HEADER = "If-Match";

  /** The strong entity tag of a version. */
  static String tag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * Reads the {@code If-Match} header.
   *
   * @throws JsonApiException 428 if there is none (RFC 6585)
   */
  static VersionCondition ifMatch(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new JsonApiException(
          ErrorObject.of(
              428,
              "if-match-missing",
              Source.header(HEADER),
              "Send headeren If-Match med det ETag, som læsningen gav, så ingen ændring går tabt.",
              "Send the header If-Match with the ETag that reading gave, so that no change is"
                  + " lost."));
    }
    if (header.strip().equals("*")) {
      return new VersionCondition(Optional.empty());
    }
    // Our tags hold no comma, so a tag that does is not ours and may be cut in two.
    return new VersionCondition(
        Optional.of(
            Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toSet())));
  }

  /**
   * @throws JsonApiException 412 if somebody else changed it first; names the current version
   */
  void require(int current) {
    if (tags.isPresent() && !tags.get().contains(tag(current))) {
      throw new JsonApiException(
          ErrorObject.of(
                  412,
                  "changed-meanwhile",
                  Source.header(HEADER),
                  "Den er ændret siden og er nu version "
                      + current
                      + "; læs den igen, og send ændringen med det nye ETag.",
                  "It was changed since and is version "
                      + current
                      + " now; read it again, and send the change with the new ETag.")
              .withMeta(JsonNodeFactory.instance.objectNode().put("version", current)));
    }
  }
}
