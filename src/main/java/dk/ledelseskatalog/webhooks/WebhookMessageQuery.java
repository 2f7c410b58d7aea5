package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which messages an administrator asks for; an empty filter lets all through. */
record WebhookMessageQuery(
    QueryParameters parameters,
    Page page,
    Optional<String> webhook,
    Optional<MessageState> state,
    Optional<EventType> event) {
  private static final String WEBHOOK = "filter[webhook]";
  private static final String STATE = "filter[state]";
  private static final String EVENT = "filter[event]";
  private static final int PAGE_SIZE = 20;

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static WebhookMessageQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(query, List.of(Page.NUMBER, Page.SIZE, WEBHOOK, STATE, EVENT));
    return new WebhookMessageQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(WEBHOOK).map(WebhookMessageQuery::id),
        parameters.value(STATE).map(value -> oneOf(STATE, value, MessageState.values())),
        parameters
            .value(EVENT)
            .map(value -> EventType.of(value).orElseThrow(() -> unknown(EVENT, events()))));
  }

  private static String id(String value) {
    if (!Webhooks.ID.matcher(value).matches()) {
      throw QueryParameters.invalid(
          "invalid-filter", WEBHOOK, WEBHOOK + " skal være en UUID.", WEBHOOK + " must be a UUID.");
    }
    return value;
  }

  private static <T extends Enum<T>> T oneOf(String name, String value, T[] values) {
    return Arrays.stream(values)
        .filter(each -> each.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    name, Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
  }

  static String events() {
    return Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.joining(", "));
  }

  private static RuntimeException unknown(String name, String known) {
    return QueryParameters.invalid(
        "invalid-filter",
        name,
        name + " skal være en af " + known + ".",
        name + " must be one of " + known + ".");
  }
}
