package dk.ledelseskatalog.masterclass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a facilitator sends of a session, and finds everything that is wrong with it. What is
 * not sent stays as it was.
 */
final class SessionAttributes {
  static final Set<String> NAMES =
      Set.of(
          "startsAt",
          "endsAt",
          "timeZone",
          "place",
          "link",
          "capacity",
          "facilitators",
          "signUpOpensAt",
          "signUpClosesAt",
          "status");

  static final int MAX_CAPACITY = 10_000;
  private static final int MAX_FACILITATORS = 20;
  private static final int MAX_NAME = 100;
  private static final int MAX_PLACE = 300;
  private static final int MAX_LINK = 2_000;
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final ObjectNode sent;
  private final List<ErrorObject> faults;

  private SessionAttributes(ObjectNode sent, List<ErrorObject> faults) {
    this.sent = sent;
    this.faults = faults;
  }

  /**
   * @param before empty for a session that is to be made
   * @param faults where everything that is wrong is added, each with its pointer
   * @return empty if something is wrong
   */
  static Optional<SessionDetails> read(
      ObjectNode sent, Optional<SessionDetails> before, List<ErrorObject> faults) {
    return new SessionAttributes(sent, faults).details(before);
  }

  private Optional<SessionDetails> details(Optional<SessionDetails> before) {
    final int faultsBefore = faults.size();
    Optional<Instant> startsAt =
        required("startsAt", this::time, before.map(SessionDetails::startsAt));
    Optional<Instant> endsAt = required("endsAt", this::time, before.map(SessionDetails::endsAt));
    Optional<Integer> capacity =
        required("capacity", this::capacity, before.map(SessionDetails::capacity));
    Optional<ZoneId> timeZone =
        optional("timeZone", this::zone, before.map(SessionDetails::timeZone));
    Optional<String> place = optional("place", this::place, before.flatMap(SessionDetails::place));
    Optional<URI> link = optional("link", this::link, before.flatMap(SessionDetails::link));
    Optional<List<String>> facilitators =
        optional("facilitators", this::facilitators, before.map(SessionDetails::facilitators));
    Optional<Instant> opensAt =
        optional("signUpOpensAt", this::time, before.flatMap(SessionDetails::signUpOpensAt));
    Optional<Instant> closesAt =
        optional("signUpClosesAt", this::time, before.flatMap(SessionDetails::signUpClosesAt));
    SessionStatus status = status(before.map(SessionDetails::status));
    if (startsAt.isPresent() && endsAt.isPresent()) {
      order(startsAt.get(), endsAt.get(), opensAt, closesAt);
    }
    if (faults.size() > faultsBefore) {
      return Optional.empty();
    }
    return Optional.of(
        new SessionDetails(
            startsAt.orElseThrow(),
            endsAt.orElseThrow(),
            timeZone.orElse(SessionDetails.USUAL_ZONE),
            place,
            link,
            capacity.orElseThrow(),
            facilitators.orElse(List.of()),
            opensAt,
            closesAt,
            status));
  }

  /** What only several attributes together get wrong. */
  private void order(
      Instant startsAt, Instant endsAt, Optional<Instant> opensAt, Optional<Instant> closesAt) {
    if (!endsAt.isAfter(startsAt) || endsAt.isAfter(startsAt.plus(LONGEST))) {
      fault(
          "endsAt",
          "endsAt skal ligge efter startsAt og højst 31 dage efter.",
          "endsAt must come after startsAt, and at most 31 days after.");
    }
    Instant closes = closesAt.orElse(startsAt);
    if (closes.isAfter(endsAt)) {
      fault(
          "signUpClosesAt",
          "signUpClosesAt må ikke ligge efter endsAt.",
          "signUpClosesAt must not come after endsAt.");
    }
    if (opensAt.isPresent() && !opensAt.get().isBefore(closes)) {
      fault(
          "signUpOpensAt",
          "signUpOpensAt skal ligge før signUpClosesAt, som er startsAt, hvis det ikke er sat.",
          "signUpOpensAt must come before signUpClosesAt, which is startsAt unless it is set.");
    }
  }

  private <T> Optional<T> required(
      String name, Function<String, @Nullable T> reader, Optional<T> before) {
    if (!sent.has(name) && before.isEmpty()) {
      fault(name, name + " mangler.", name + " is missing.");
      return Optional.empty();
    }
    return sent.has(name) ? Optional.ofNullable(reader.apply(name)) : before;
  }

  private <T> Optional<T> optional(
      String name, Function<String, @Nullable T> reader, Optional<T> before) {
    if (!sent.has(name)) {
      return before;
    }
    return sent.path(name).isNull() ? Optional.empty() : Optional.ofNullable(reader.apply(name));
  }

  private @Nullable Instant time(String name) {
    JsonNode value = sent.path(name);
    try {
      Instant instant = OffsetDateTime.parse(value.asText("")).toInstant();
      if (value.isTextual() && !instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    fault(
        name,
        name
            + " skal være et tidspunkt i dette århundrede med tidszone, fx"
            + " 2026-11-24T09:00:00+01:00.",
        name
            + " must be a time in this century with its zone, such as"
            + " 2026-11-24T09:00:00+01:00.");
    return null;
  }

  private @Nullable ZoneId zone(String name) {
    JsonNode value = sent.path(name);
    // An offset such as +01:00 is a zone to Java, but it knows no summer time.
    if (value.isTextual() && ZoneId.getAvailableZoneIds().contains(value.textValue())) {
      return ZoneId.of(value.textValue());
    }
    fault(
        name,
        "timeZone skal være en tidszones navn hos IANA, fx Europe/Copenhagen.",
        "timeZone must be a time zone's name at IANA, such as Europe/Copenhagen.");
    return null;
  }

  private @Nullable String place(String name) {
    JsonNode value = sent.path(name);
    if (value.isTextual() && isLine(value.textValue(), MAX_PLACE)) {
      return value.textValue().strip();
    }
    fault(
        name,
        "place skal være én linje tekst på højst " + MAX_PLACE + " tegn.",
        "place must be one line of text of at most " + MAX_PLACE + " characters.");
    return null;
  }

  private @Nullable URI link(String name) {
    JsonNode value = sent.path(name);
    try {
      URI uri = new URI(value.asText(""));
      if (value.isTextual()
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && value.textValue().length() <= MAX_LINK
          && isLine(value.textValue(), MAX_LINK)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    fault(
        name,
        "link skal være en adresse, der begynder med https://, på højst " + MAX_LINK + " tegn.",
        "link must be an address that begins with https://, of at most "
            + MAX_LINK
            + " characters.");
    return null;
  }

  private @Nullable Integer capacity(String name) {
    JsonNode value = sent.path(name);
    if (value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= 1
        && value.intValue() <= MAX_CAPACITY) {
      return value.intValue();
    }
    fault(
        name,
        "capacity skal være et helt tal fra 1 til " + MAX_CAPACITY + ".",
        "capacity must be a whole number from 1 to " + MAX_CAPACITY + ".");
    return null;
  }

  private @Nullable List<String> facilitators(String name) {
    JsonNode value = sent.path(name);
    List<String> names = new ArrayList<>();
    boolean right = value.isArray() && value.size() <= MAX_FACILITATORS;
    if (right) {
      for (JsonNode one : value) {
        right = right && one.isTextual() && isLine(one.textValue(), MAX_NAME);
        names.add(one.asText("").strip());
      }
    }
    if (right) {
      return names;
    }
    fault(
        name,
        "facilitators skal være en liste af højst "
            + MAX_FACILITATORS
            + " navne på højst "
            + MAX_NAME
            + " tegn.",
        "facilitators must be a list of at most "
            + MAX_FACILITATORS
            + " names of at most "
            + MAX_NAME
            + " characters.");
    return null;
  }

  private SessionStatus status(Optional<SessionStatus> before) {
    if (!sent.has("status")) {
      return before.orElse(SessionStatus.PLANNED);
    }
    Optional<SessionStatus> wanted = SessionStatus.of(sent.path("status").asText(""));
    if (wanted.isEmpty() || !sent.path("status").isTextual()) {
      fault(
          "status",
          "status skal være planned, cancelled eller held.",
          "status must be planned, cancelled or held.");
    } else if (before.isEmpty() && wanted.get() != SessionStatus.PLANNED) {
      fault(
          "status",
          "En ny afholdelse er planned; udelad status.",
          "A new session is planned; leave status out.");
    } else if (before.isPresent()
        && before.get() != wanted.get()
        && before.get() != SessionStatus.PLANNED) {
      fault(
          "status",
          "En afholdelse, der er aflyst eller holdt, forbliver det; opret en ny.",
          "A session that is cancelled or held stays so; make a new one.");
    }
    return wanted.orElse(SessionStatus.PLANNED);
  }

  /** One line that is not blank, of whole characters that every database takes. */
  private static boolean isLine(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.codePoints()
            .allMatch(
                point ->
                    switch (Character.getType(point)) {
                      case Character.CONTROL,
                          Character.SURROGATE,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          false;
                      default -> true;
                    });
  }

  private void fault(String attribute, String da, String en) {
    faults.add(
        ErrorObject.of(
            422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
