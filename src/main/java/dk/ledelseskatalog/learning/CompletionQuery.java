package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which completions are asked for.
 *
 * @param activity the only activity to list; empty for all
 */
record CompletionQuery(QueryParameters parameters, Page page, Optional<EntryId> activity) {
  private static final String ACTIVITY = "filter[activity]";
  private static final int PAGE_SIZE = 20;
  private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]{1,100})/([a-z0-9-]{1,200})");

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static CompletionQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(query, List.of(Page.NUMBER, Page.SIZE, ACTIVITY));
    return new CompletionQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(ACTIVITY).map(CompletionQuery::entry));
  }

  private static EntryId entry(String value) {
    var entry = ENTRY.matcher(value);
    if (!entry.matches()) {
      throw QueryParameters.invalid(
          "invalid-filter",
          ACTIVITY,
          "filter[activity] skal nævne type og id, fx reflections/paa-fast-grund.",
          "filter[activity] must name type and id, such as reflections/paa-fast-grund.");
    }
    return new EntryId(entry.group(1), entry.group(2));
  }
}
