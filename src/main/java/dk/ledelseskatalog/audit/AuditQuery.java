package dk.ledelseskatalog.audit;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which audit events are asked for.
 *
 * @param subject on whom only
 * @param actor by whom only
 * @param action only this one
 * @param target done to this only
 * @param from the first moment
 * @param to the moment after the last
 * @param before the number of the last event of the page before
 */
record AuditQuery(
    QueryParameters parameters,
    Optional<UUID> subject,
    Optional<UUID> actor,
    Optional<String> action,
    Optional<String> target,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> before,
    int size) {
  static final String AFTER = "page[after]";
  private static final String SUBJECT = "filter[subject]";
  private static final String ACTOR = "filter[actor]";
  private static final String ACTION = "filter[action]";
  private static final String TARGET = "filter[target]";
  static final String FROM = "filter[from]";
  private static final String TO = "filter[to]";
  private static final int PAGE_SIZE = 50;
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ACTION_FORM = Pattern.compile("[a-z.-]{3,60}");
  private static final Pattern TARGET_FORM = Pattern.compile("(?=.{3,300}$)[a-z-]+/[^\\p{Cntrl}]+");
  private static final Pattern NUMBER_FORM = Pattern.compile("[0-9]{1,18}");

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static AuditQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(
            query, List.of(SUBJECT, ACTOR, ACTION, TARGET, FROM, TO, AFTER, Page.SIZE));
    return new AuditQuery(
        parameters,
        parameters.value(SUBJECT).map(value -> pseudonym(SUBJECT, value)),
        parameters.value(ACTOR).map(value -> pseudonym(ACTOR, value)),
        parameters.value(ACTION).map(AuditQuery::action),
        parameters.value(TARGET).map(AuditQuery::target),
        parameters.value(FROM).map(value -> time(FROM, value)),
        parameters.value(TO).map(value -> time(TO, value)),
        parameters.value(AFTER).map(AuditQuery::number),
        Page.of(parameters, PAGE_SIZE).size());
  }

  private static UUID pseudonym(String name, String value) {
    if (!UUID_FORM.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          name,
          name + " skal være et pseudonym: en UUID med små bogstaver.",
          name + " must be a pseudonym: a UUID in lower case.");
    }
    return UUID.fromString(value);
  }

  private static String action(String value) {
    if (!ACTION_FORM.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          ACTION,
          "filter[action] skal være en handling, fx completion.recorded.",
          "filter[action] must be an action, such as completion.recorded.");
    }
    return value;
  }

  private static String target(String value) {
    if (!TARGET_FORM.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          TARGET,
          "filter[target] skal være type/id, fx api-tokens/0a1b2c3d4e5f.",
          "filter[target] must be type/id, such as api-tokens/0a1b2c3d4e5f.");
    }
    return value;
  }

  /**
   * Refuses pages, which a whole list has none of.
   *
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 400 naming the parameter
   */
  void requireNoPage() {
    for (String name : List.of(AFTER, Page.SIZE)) {
      if (parameters.value(name).isPresent()) {
        throw QueryParameters.invalid(
            "invalid-page",
            name,
            name + " kan ikke bruges til CSV og NDJSON, som giver det hele; udelad den.",
            name + " cannot be used for CSV and NDJSON, which give all of it; leave it out.");
      }
    }
  }

  private static Instant time(String name, String value) {
    try {
      Instant time = OffsetDateTime.parse(value).toInstant();
      if (!time.isBefore(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw QueryParameters.invalid(
        "invalid-filter",
        name,
        name + " skal være et tidspunkt med tidszone, fx 2026-11-24T00:00:00Z.",
        name + " must be a time with its zone, such as 2026-11-24T00:00:00Z.");
  }

  private static Long number(String value) {
    if (!NUMBER_FORM.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-page",
          AFTER,
          "page[after] skal komme fra links.next på siden før.",
          "page[after] must come from links.next of the page before.");
    }
    return Long.valueOf(value);
  }
}
