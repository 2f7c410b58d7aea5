package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which enrolments are asked for.
 *
 * @param session the id of the only session to list; empty for all
 * @param status empty for all
 */
record EnrolmentQuery(
    QueryParameters parameters,
    Page page,
    Optional<String> session,
    Optional<EnrolmentStatus> status) {
  static final String SESSION = "filter[session]";
  private static final String STATUS = "filter[status]";
  private static final int PAGE_SIZE = 20;
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,250}");

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static EnrolmentQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(query, List.of(Page.NUMBER, Page.SIZE, SESSION, STATUS));
    return new EnrolmentQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(SESSION).map(EnrolmentQuery::session),
        parameters.value(STATUS).map(EnrolmentQuery::status));
  }

  private static String session(String value) {
    if (!ID.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          SESSION,
          "filter[session] skal være id på en afholdelse, fx modige-samtaler-2026-11-24.",
          "filter[session] must be the id of a session, such as modige-samtaler-2026-11-24.");
    }
    return value;
  }

  private static EnrolmentStatus status(String value) {
    return EnrolmentStatus.of(value)
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "invalid-filter",
                    STATUS,
                    "filter[status] skal være waiting, enrolled, attended, no-show eller"
                        + " cancelled.",
                    "filter[status] must be waiting, enrolled, attended, no-show or cancelled."));
  }
}
