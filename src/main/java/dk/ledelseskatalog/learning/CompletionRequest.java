package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.RequestDocument;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a leader says they completed. Whether there is such an activity, and whether the time has
 * come, {@link Completions} asks.
 *
 * @param completedAt empty for now
 * @param duration from nothing to {@link #LONGEST}
 * @param registration empty for a new one
 * @param team with whom, where somebody completes it for their team
 */
public record CompletionRequest(
    EntryId activity,
    Optional<Instant> completedAt,
    Optional<Duration> duration,
    Optional<UUID> registration,
    Optional<WithTeam> team) {

  /**
   * A team that completed it together.
   *
   * @param participants the only memberships that took part beside the owner's; empty for all
   */
  public record WithTeam(UUID id, Optional<List<UUID>> participants) {
    public WithTeam {
      participants = participants.map(List::copyOf);
    }
  }

  static final Duration LONGEST = Duration.ofDays(31);
  static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  static final String TYPE = "completions";

  private static final Set<String> ATTRIBUTES =
      Set.of("completedAt", "durationSeconds", "registration");
  private static final Set<String> RELATIONSHIPS = Set.of("activity", "team", "participants");

  /**
   * RFC 9562's own variant in the usual form: {@link UUID#fromString} takes much more, and a
   * statement with another would be refused by strict stores.
   */
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Somebody completed it by themselves. */
  public CompletionRequest(
      EntryId activity,
      Optional<Instant> completedAt,
      Optional<Duration> duration,
      Optional<UUID> registration) {
    this(activity, completedAt, duration, registration, Optional.empty());
  }

  /**
   * Reads the body of a request.
   *
   * @throws JsonApiException naming the member that is wrong
   */
  public static CompletionRequest read(InputStream body) {
    RequestDocument document = RequestDocument.readCreate(body, TYPE);
    document.requireOnly(ATTRIBUTES, RELATIONSHIPS);
    return new CompletionRequest(
        activity(document),
        completedAt(document.attributes().path("completedAt")),
        duration(document.attributes().path("durationSeconds")),
        registration(document.attributes().path("registration")),
        team(document));
  }

  private static EntryId activity(RequestDocument document) {
    if (document.relationship("activity").orElse(new Linkage.None())
        instanceof Linkage.One activity) {
      return new EntryId(activity.target().type(), activity.target().id());
    }
    throw new JsonApiException(
        ErrorObject.of(
            400,
            "activity-missing",
            Source.pointer("/data/relationships/activity"),
            "Relationen activity skal pege på den ene aktivitet, der er gennemført.",
            "The relationship activity must point to the one activity that was completed."));
  }

  private static Optional<WithTeam> team(RequestDocument document) {
    Linkage team = document.relationship("team").orElse(new Linkage.None());
    Optional<List<UUID>> participants = participants(document);
    if (team instanceof Linkage.One one && one.target().type().equals(Teams.TYPE)) {
      if (!isUuid(one.target().id())) {
        throw Teams.notYours();
      }
      return Optional.of(new WithTeam(UUID.fromString(one.target().id()), participants));
    }
    if (team instanceof Linkage.None && participants.isEmpty()) {
      return Optional.empty();
    }
    throw new JsonApiException(
        ErrorObject.of(
            400,
            "team-missing",
            Source.pointer("/data/relationships/team"),
            "Relationen team skal pege på det ene team, der gennemførte det sammen.",
            "The relationship team must point to the one team that completed it together."));
  }

  private static Optional<List<UUID>> participants(RequestDocument document) {
    Optional<Linkage> sent = document.relationship("participants");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (!(sent.get() instanceof Linkage.Many many)
        || many.targets().size() > Teams.MOST_MEMBERS
        || many.targets().stream().anyMatch(each -> !each.type().equals(Teams.MEMBERSHIPS))) {
      throw new JsonApiException(
          ErrorObject.of(
              400,
              "invalid-participants",
              Source.pointer("/data/relationships/participants"),
              "Relationen participants skal pege på højst "
                  + Teams.MOST_MEMBERS
                  + " team-memberships.",
              "The relationship participants must point to at most "
                  + Teams.MOST_MEMBERS
                  + " team-memberships."));
    }
    return Optional.of(
        many.targets().stream()
            .map(
                each -> {
                  if (!isUuid(each.id())) {
                    throw Teams.notInTeam();
                  }
                  return UUID.fromString(each.id());
                })
            .toList());
  }

  static Optional<Instant> completedAt(JsonNode value) {
    if (absent(value)) {
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(value.asText("")).toInstant();
      if (value.isTextual() && !instant.isBefore(EARLIEST)) {
        return Optional.of(instant);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw invalid(
        "completedAt",
        "completedAt skal være et tidspunkt efter år 2000 med tidszone, fx 2026-11-23T09:30:00Z.",
        "completedAt must be a time after the year 2000 with its zone, such as"
            + " 2026-11-23T09:30:00Z.");
  }

  static Optional<Duration> duration(JsonNode value) {
    if (absent(value)) {
      return Optional.empty();
    }
    if (value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 0
        && value.longValue() <= LONGEST.toSeconds()) {
      return Optional.of(Duration.ofSeconds(value.longValue()));
    }
    throw invalid(
        "durationSeconds",
        "durationSeconds skal være et helt antal sekunder fra 0 til " + LONGEST.toSeconds() + ".",
        "durationSeconds must be a whole number of seconds from 0 to " + LONGEST.toSeconds() + ".");
  }

  private static Optional<UUID> registration(JsonNode value) {
    if (absent(value)) {
      return Optional.empty();
    }
    String text = value.asText("").toLowerCase(Locale.ROOT);
    if (value.isTextual() && isUuid(text)) {
      return Optional.of(UUID.fromString(text));
    }
    throw invalid(
        "registration",
        "registration skal være en UUID, som du selv danner til denne ene gennemførelse.",
        "registration must be a UUID that you make for this one completion.");
  }

  /** Whether a text is a UUID as this service takes them: in small letters, of RFC 9562's kind. */
  public static boolean isUuid(String text) {
    return UUID_FORM.matcher(text).matches();
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static JsonApiException invalid(String attribute, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(
            422, "invalid-attribute", Source.pointer("/data/attributes/" + attribute), da, en));
  }
}
