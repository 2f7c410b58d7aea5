package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** An older version that is to be saved again. */
record RestoreRequest(int version, Optional<String> reason) {
  static final String TYPE = "versions";

  static RestoreRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(Set.of("restores"), Set.of());
    JsonNode version = document.attributes().path("restores");
    if (!version.isInt() || version.intValue() < 1) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "invalid-attribute",
              Source.pointer("/data/attributes/restores"),
              "\"restores\" skal være nummeret på en version.",
              "\"restores\" must be the number of a version."));
    }
    return new RestoreRequest(
        version.intValue(), EntryRequest.reason(document.meta().path("reason")));
  }
}
