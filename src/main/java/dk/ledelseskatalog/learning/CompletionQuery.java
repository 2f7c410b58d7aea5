package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.records.RecordFeed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which completions are asked for, but for which part of their list. */
record CompletionQuery(QueryParameters parameters, CompletionFilter filter) {
  private static final List<String> ALLOWED = allowed();

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static CompletionQuery parse(@Nullable String query) {
    QueryParameters parameters = QueryParameters.parse(query, ALLOWED);
    return new CompletionQuery(parameters, CompletionFilter.of(parameters));
  }

  private static List<String> allowed() {
    List<String> names = new ArrayList<>(RecordFeed.PARAMETERS);
    names.addAll(CompletionFilter.PARAMETERS);
    return List.copyOf(names);
  }
}
