package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is remembered of an erasure outside the database: enough to do it again, and nothing that
 * says who it was.
 */
record Tombstone(
    UUID id, UUID pseudonym, ErasureReason reason, String requestedAs, Instant requestedAt) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Tombstone of(Erasure erasure) {
    return new Tombstone(
        erasure.id(),
        erasure.pseudonym(),
        erasure.reason(),
        erasure.requestedAs(),
        erasure.requestedAt());
  }

  /** One line of JSON, without its end. */
  String toLine() {
    return JSON.createObjectNode()
        .put("erasure", id.toString())
        .put("pseudonym", pseudonym.toString())
        .put("reason", reason.code())
        .put("requestedAs", requestedAs)
        .put("requestedAt", requestedAt.toString())
        .toString();
  }

  /** Empty if the line is not a tombstone, such as one that a crash has cut. */
  static Optional<Tombstone> fromLine(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return ErasureReason.of(json.path("reason").asText())
          .map(
              reason ->
                  new Tombstone(
                      UUID.fromString(json.path("erasure").asText()),
                      UUID.fromString(json.path("pseudonym").asText()),
                      reason,
                      json.path("requestedAs").asText(),
                      Instant.parse(json.path("requestedAt").asText())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
