package dk.ledelseskatalog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an administrator sent of a webhook; each part is empty if it was not sent. Where the address
 * leads is asked by {@link Webhooks}.
 */
record WebhookRequest(
    Optional<String> url,
    Optional<Set<EventType>> events,
    Optional<String> description,
    Optional<Boolean> active) {
  private static final Set<String> ATTRIBUTES = Set.of("url", "events", "description", "active");
  private static final int LONGEST_DESCRIPTION = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MOST_OVERLAP_HOURS = 168;
  private static final int USUAL_OVERLAP_HOURS = 24;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * Reads what a new webhook is to be.
   *
   * @throws JsonApiException naming every member that is wrong
   */
  static WebhookSettings readNew(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, Webhook.TYPE);
    List<ErrorObject> faults = new ArrayList<>();
    WebhookRequest request = read(document, faults);
    if (document.attributes().path("url").isMissingNode()) {
      faults.add(fault("url", "url mangler: hvor skal der sendes hen?", "url is missing."));
    }
    if (document.attributes().path("events").isMissingNode()) {
      faults.add(
          fault(
              "events",
              "events mangler: vælg mellem " + WebhookMessageQuery.events() + ".",
              "events is missing: choose from " + WebhookMessageQuery.events() + "."));
    }
    refuseIfAny(faults);
    return new WebhookSettings(
        request.url().orElseThrow(),
        request.events().orElseThrow(),
        request.description().orElse(""),
        request.active().orElse(true));
  }

  /**
   * Reads what is to change.
   *
   * @throws JsonApiException naming every member that is wrong
   */
  static WebhookRequest readChange(InputStream body, String id) {
    RequestDocument document = RequestDocument.readUpdate(body, Webhook.TYPE, id);
    List<ErrorObject> faults = new ArrayList<>();
    WebhookRequest request = read(document, faults);
    refuseIfAny(faults);
    return request;
  }

  /** These, and what was before where nothing was sent. */
  WebhookSettings over(Webhook webhook, Set<EventType> subscribed) {
    return new WebhookSettings(
        url.orElse(webhook.url()),
        events.orElse(subscribed),
        description.orElse(webhook.description()),
        active.orElse(webhook.active()));
  }

  /** How long the secret before the new one is signed with as well. */
  static Duration readOverlap(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, "webhook-secrets");
    document.requireOnly(Set.of("overlapHours"), Set.of());
    JsonNode hours = document.attributes().path("overlapHours");
    if (hours.isMissingNode()) {
      return Duration.ofHours(USUAL_OVERLAP_HOURS);
    }
    if (!hours.isIntegralNumber()
        || !hours.canConvertToInt()
        || hours.intValue() < 0
        || hours.intValue() > MOST_OVERLAP_HOURS) {
      throw new JsonApiException(
          fault(
              "overlapHours",
              "overlapHours skal være et helt tal fra 0 til " + MOST_OVERLAP_HOURS + ".",
              "overlapHours must be a whole number from 0 to " + MOST_OVERLAP_HOURS + "."));
    }
    return Duration.ofHours(hours.intValue());
  }

  /**
   * Which messages are to be sent again.
   *
   * @param state what they are in now
   * @param since when they were left, or later
   */
  record Replay(MessageState state, Instant since) {
    /**
     * @throws JsonApiException naming the member that is wrong
     */
    static Replay read(InputStream body) {
      RequestDocument document = RequestDocument.readCreate(body, "webhook-replays");
      document.requireOnly(Set.of("state", "since"), Set.of());
      JsonNode since = document.attributes().path("since");
      return new Replay(
          state(document.attributes().path("state")),
          since.isMissingNode() ? EARLIEST : time(since));
    }

    private static MessageState state(JsonNode state) {
      if (state.isMissingNode() || state.asText("").equals(MessageState.PARKED.name())) {
        return MessageState.PARKED;
      }
      if (state.asText("").equals(MessageState.DELIVERED.name())) {
        return MessageState.DELIVERED;
      }
      throw new JsonApiException(
          fault(
              "state",
              "state skal være PARKED eller DELIVERED.",
              "state must be PARKED or DELIVERED."));
    }

    private static Instant time(JsonNode since) {
      try {
        Instant time = OffsetDateTime.parse(since.asText("")).toInstant();
        if (since.isTextual() && !time.isBefore(EARLIEST)) {
          return time;
        }
      } catch (DateTimeException e) {
        // said below
      }
      throw new JsonApiException(
          fault(
              "since",
              "since skal være et tidspunkt med tidszone, fx 2026-11-23T09:30:00Z.",
              "since must be a time with its zone, such as 2026-11-23T09:30:00Z."));
    }
  }

  private static WebhookRequest read(RequestDocument document, List<ErrorObject> faults) {
    document.requireOnly(ATTRIBUTES, Set.of());
    JsonNode attributes = document.attributes();
    return new WebhookRequest(
        url(attributes.path("url"), faults),
        events(attributes.path("events"), faults),
        description(attributes.path("description"), faults),
        active(attributes.path("active"), faults));
  }

  private static Optional<String> url(JsonNode url, List<ErrorObject> faults) {
    if (!url.isMissingNode() && !url.isTextual()) {
      faults.add(fault("url", "url skal være en tekst.", "url must be a string."));
    }
    return Optional.ofNullable(url.textValue());
  }

  private static Optional<Set<EventType>> events(JsonNode events, List<ErrorObject> faults) {
    if (events.isMissingNode()) {
      return Optional.empty();
    }
    Set<EventType> chosen = EnumSet.noneOf(EventType.class);
    for (JsonNode event : events) {
      EventType.of(event.isTextual() ? event.textValue() : "").ifPresent(chosen::add);
    }
    // Also one that stands there twice: it was meant to be another.
    if (!events.isArray() || chosen.isEmpty() || chosen.size() != events.size()) {
      faults.add(
          fault(
              "events",
              "events skal være en liste af mindst en af "
                  + WebhookMessageQuery.events()
                  + ", hver højst én gang.",
              "events must be a list of at least one of "
                  + WebhookMessageQuery.events()
                  + ", each at most once."));
      return Optional.empty();
    }
    return Optional.of(chosen);
  }

  private static Optional<String> description(JsonNode description, List<ErrorObject> faults) {
    if (description.isMissingNode()) {
      return Optional.empty();
    }
    String text = description.asText("").strip();
    if (!description.isTextual()
        || text.length() > LONGEST_DESCRIPTION
        || CONTROL.matcher(text).find()) {
      faults.add(
          fault(
              "description",
              "description skal være én linje med højst " + LONGEST_DESCRIPTION + " tegn.",
              "description must be one line of at most " + LONGEST_DESCRIPTION + " characters."));
    }
    return Optional.of(text);
  }

  private static Optional<Boolean> active(JsonNode active, List<ErrorObject> faults) {
    if (!active.isMissingNode() && !active.isBoolean()) {
      faults.add(
          fault("active", "active skal være true eller false.", "active must be a boolean."));
    }
    return active.isBoolean() ? Optional.of(active.booleanValue()) : Optional.empty();
  }

  private static void refuseIfAny(List<ErrorObject> faults) {
    if (!faults.isEmpty()) {
      throw new JsonApiException(faults);
    }
  }

  private static ErrorObject fault(String attribute, String da, String en) {
    return ErrorObject.of(
        422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en);
  }
}
