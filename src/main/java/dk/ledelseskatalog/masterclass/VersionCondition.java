package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import org.jspecify.annotations.Nullable;

/** Which versions of a session a change was written against. */
record VersionCondition(IfMatch ifMatch) {

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
    return new VersionCondition(IfMatch.read(header));
  }

  /**
   * @throws JsonApiException 412 if somebody else changed it first; names the current version
   */
  void require(int current) {
    if (!ifMatch.accepts(tag(current))) {
      throw new JsonApiException(
          ErrorObject.of(
                  412,
                  "changed-meanwhile",
                  IfMatch.SOURCE,
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
