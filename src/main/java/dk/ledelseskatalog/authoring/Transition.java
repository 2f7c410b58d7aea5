package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * A step of an entry's newest version on its way to readers, or back.
 *
 * @param comment what the others are told about it
 */
record Transition(EntryState to, Optional<String> comment) {
  static final String TYPE = "transitions";
  private static final Set<String> ATTRIBUTES = Set.of("to", "comment");

  static Transition read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, Set.of());
    EntryState to =
        EntryState.of(document.attributes().path("to").asText(""))
            // Only a release can do that.
            .filter(state -> state != EntryState.PUBLISHED)
            .orElseThrow(
                () ->
                    new JsonApiException(
                        ErrorObject.of(
                            422,
                            "invalid-attribute",
                            Source.pointer("/data/attributes/to"),
                            "\"to\" skal være draft, in-review eller approved; udgiv med"
                                + " /api/editor/releases.",
                            "\"to\" must be draft, in-review or approved; publish with"
                                + " /api/editor/releases.")));
    JsonNode comment = document.attributes().path("comment");
    return new Transition(
        to,
        comment.isMissingNode() || comment.isNull()
            ? Optional.empty()
            : Optional.of(Comment.text(comment, "/data/attributes/comment")));
  }

  /** Whether an entry may come from a state to this one. */
  boolean from(EntryState state) {
    return switch (to) {
      case DRAFT -> state == EntryState.IN_REVIEW || state == EntryState.APPROVED;
      case IN_REVIEW -> state == EntryState.DRAFT;
      case APPROVED -> state == EntryState.IN_REVIEW;
      case PUBLISHED -> false;
    };
  }
}
