package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which corrections are asked for.
 *
 * @param completion the only completion whose correction to list; empty for all
 */
record CorrectionQuery(QueryParameters parameters, Page page, Optional<UUID> completion) {
  private static final String COMPLETION = "filter[completion]";
  private static final int PAGE_SIZE = 20;

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static CorrectionQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(query, List.of(Page.NUMBER, Page.SIZE, COMPLETION));
    return new CorrectionQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(COMPLETION).map(CorrectionQuery::completion));
  }

  private static UUID completion(String value) {
    if (!CompletionRequest.isUuid(value)) {
      throw QueryParameters.invalid(
          "invalid-filter",
          COMPLETION,
          "filter[completion] skal være en gennemførelses id.",
          "filter[completion] must be the id of a completion.");
    }
    return UUID.fromString(value);
  }
}
