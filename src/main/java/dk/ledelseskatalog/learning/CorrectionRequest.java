package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which completion somebody says was wrong, why, and what would have been right. Whether there is
 * such a completion, and whether it may be corrected, {@link Corrections} asks.
 *
 * @param completedAt the right one; empty if the old one is right
 * @param duration the right one; empty if the old one is right
 */
public record CorrectionRequest(
    UUID completion,
    CorrectionReason reason,
    Optional<Instant> completedAt,
    Optional<Duration> duration) {
  static final String TYPE = "corrections";

  private static final Set<String> ATTRIBUTES = Set.of("reason", "completedAt", "durationSeconds");
  private static final Set<String> RELATIONSHIPS = Set.of("completion");

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  public static CorrectionRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, RELATIONSHIPS);
    CorrectionRequest request =
        new CorrectionRequest(
            completion(document),
            reason(document.attributes().path("reason")),
            CompletionRequest.completedAt(document.attributes().path("completedAt")),
            CompletionRequest.duration(document.attributes().path("durationSeconds")));
    if (request.saysAnew() && !request.reason().leavesTheRest()) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "nothing-to-say-anew",
              Source.pointer(
                  "/data/attributes/"
                      + (request.completedAt().isPresent() ? "completedAt" : "durationSeconds")),
              "Med denne begrundelse er der intet at sige på ny; udelad completedAt og"
                  + " durationSeconds, og registrér det rigtige som en ny gennemførelse.",
              "With this reason nothing is left to say anew; leave completedAt and durationSeconds"
                  + " out, and record what is right as a completion of its own."));
    }
    return request;
  }

  /** Whether a right completion takes the wrong one's place. */
  boolean saysAnew() {
    return completedAt.isPresent() || duration.isPresent();
  }

  private static UUID completion(RequestDocument document) {
    if (document.relationship("completion").orElse(new Linkage.None())
            instanceof Linkage.One completion
        && completion.target().type().equals(CompletionRequest.TYPE)) {
      if (!CompletionRequest.isUuid(completion.target().id())) {
        throw Corrections.unknownCompletion();
      }
      return UUID.fromString(completion.target().id());
    }
    throw new JsonApiException(
        ErrorObject.of(
            400,
            "completion-missing",
            Source.pointer("/data/relationships/completion"),
            "Relationen completion skal pege på den ene gennemførelse, der er forkert.",
            "The relationship completion must point to the one completion that is wrong."));
  }

  private static CorrectionReason reason(JsonNode value) {
    return Optional.ofNullable(value.textValue())
        .flatMap(CorrectionReason::given)
        .orElseThrow(
            () -> {
              String codes = String.join(", ", CorrectionReason.givenCodes());
              return new JsonApiException(
                  ErrorObject.of(
                      422,
                      "invalid-attribute",
                      Source.pointer("/data/attributes/reason"),
                      "reason skal være en af " + codes + ".",
                      "reason must be one of " + codes + "."));
            });
  }
}
