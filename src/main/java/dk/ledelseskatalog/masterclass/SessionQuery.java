package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for.
 *
 * @param masterclass the id of the only masterclass to list; empty for all
 * @param status empty for all
 * @param from the earliest start to list
 * @param to the first start that is too late to list
 * @param latestFirst else the first to start comes first
 */
record SessionQuery(
    QueryParameters parameters,
    Page page,
    Optional<String> masterclass,
    Optional<SessionStatus> status,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean latestFirst) {
  private static final String MASTERCLASS = "filter[masterclass]";
  private static final String STATUS = "filter[status]";
  private static final String FROM = "filter[from]";
  private static final String TO = "filter[to]";
  private static final String SORT = "sort";
  private static final int PAGE_SIZE = 20;
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,200}");

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static SessionQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(
            query, List.of(Page.NUMBER, Page.SIZE, MASTERCLASS, STATUS, FROM, TO, SORT));
    return new SessionQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(MASTERCLASS).map(SessionQuery::masterclass),
        parameters.value(STATUS).map(SessionQuery::status),
        parameters.value(FROM).map(value -> time(FROM, value)),
        parameters.value(TO).map(value -> time(TO, value)),
        parameters.value(SORT).map(SessionQuery::latestFirst).orElse(false));
  }

  private static String masterclass(String value) {
    if (!ID.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          MASTERCLASS,
          "filter[masterclass] skal være id på en masterclass, fx modige-samtaler.",
          "filter[masterclass] must be the id of a masterclass, such as modige-samtaler.");
    }
    return value;
  }

  private static SessionStatus status(String value) {
    return SessionStatus.of(value)
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "invalid-filter",
                    STATUS,
                    "filter[status] skal være planned, cancelled eller held.",
                    "filter[status] must be planned, cancelled or held."));
  }

  private static Instant time(String name, String value) {
    try {
      Instant time = OffsetDateTime.parse(value).toInstant();
      var unused = time.toEpochMilli();
      return time;
    } catch (DateTimeParseException | ArithmeticException e) {
      throw QueryParameters.invalid(
          "invalid-filter",
          name,
          name + " skal være et tidspunkt med tidszone, fx 2026-11-24T00:00:00Z; skriv + som %2B.",
          name + " must be a time with its zone, such as 2026-11-24T00:00:00Z; write + as %2B.");
    }
  }

  private static boolean latestFirst(String value) {
    if (!List.of("startsAt", "-startsAt").contains(value)) {
      throw QueryParameters.invalid(
          "invalid-sort",
          SORT,
          "sort skal være startsAt eller -startsAt.",
          "sort must be startsAt or -startsAt.");
    }
    return value.startsWith("-");
  }
}
