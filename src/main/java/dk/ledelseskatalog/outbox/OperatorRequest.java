package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the attributes that operators' requests have in common. */
final class OperatorRequest {
  private static final int LONGEST_REASON = 500;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private OperatorRequest() {}

  /**
   * Why the operator does it; kept in the audit log.
   *
   * @throws JsonApiException 422 if there is none
   */
  static String reason(RequestDocument document) {
    JsonNode value = document.attributes().path("reason");
    String reason = value.asText("").strip();
    if (!value.isTextual()
        || reason.isEmpty()
        || reason.length() > LONGEST_REASON
        || CONTROL.matcher(reason).find()) {
      throw invalid(
          "reason",
          "reason skal sige hvorfor, på én linje med højst " + LONGEST_REASON + " tegn.",
          "reason must say why, in one line of at most " + LONGEST_REASON + " characters.");
    }
    return reason;
  }

  /**
   * The time from which on something is to be done.
   *
   * @throws JsonApiException 422 if it is no time that has passed
   */
  static Instant since(RequestDocument document, Instant now) {
    JsonNode value = document.attributes().path("since");
    try {
      Instant since = OffsetDateTime.parse(value.asText("")).toInstant();
      if (value.isTextual() && !since.isBefore(EARLIEST) && !since.isAfter(now)) {
        return since;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw invalid(
        "since",
        "since skal være et tidspunkt, der er gået, med tidszone, fx 2026-11-23T09:30:00Z.",
        "since must be a time that has passed, with its zone, such as 2026-11-23T09:30:00Z.");
  }

  /** An id of ours in an address; empty for what cannot be one. */
  static Optional<UUID> uuid(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return UUID_FORM.matcher(lower).matches()
        ? Optional.of(UUID.fromString(lower))
        : Optional.empty();
  }

  static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
