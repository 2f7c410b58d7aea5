package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A release that an editor wants to be made at a time. */
record ScheduleRequest(Instant dueAt, String note, List<ReleaseRequest.Named> entries) {
  private static final Set<String> ATTRIBUTES = Set.of("dueAt", "note");

  ScheduleRequest {
    entries = List.copyOf(entries);
  }

  static ScheduleRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, Schedule.TYPE);
    document.requireOnly(ATTRIBUTES, Set.of("entries"));
    List<ReleaseRequest.Named> entries =
        ReleaseRequest.entries(document)
            .orElseThrow(
                () ->
                    new JsonApiException(
                        ErrorObject.of(
                            422,
                            "invalid-entries",
                            Source.pointer(ReleaseRequest.ENTRIES),
                            "Relationen entries skal sige, hvilke poster der skal udgives.",
                            "The relationship entries must say which entries to publish.")));
    return new ScheduleRequest(
        dueAt(document.attributes().path("dueAt").asText("")).orElseThrow(() -> invalidTime()),
        ReleaseRequest.note(document),
        entries);
  }

  private static Optional<Instant> dueAt(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The refusal of a time that is none, or has passed. */
  static JsonApiException invalidTime() {
    return new JsonApiException(
        ErrorObject.of(
            422,
            "invalid-attribute",
            Source.pointer("/data/attributes/dueAt"),
            "\"dueAt\" skal være et kommende tidspunkt med tidszone, fx 2027-01-04T08:00:00+01:00.",
            "\"dueAt\" must be a time to come with its zone, such as 2027-01-04T08:00:00+01:00."));
  }
}
