package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which messages an operator asks for; an empty filter lets all through. */
record MessageQuery(
    QueryParameters parameters,
    Page page,
    Optional<State> state,
    Optional<UUID> person,
    Optional<UUID> statement) {
  private static final String STATE = "filter[state]";
  private static final String PERSON = "filter[person]";
  private static final String STATEMENT = "filter[statement]";
  private static final int PAGE_SIZE = 20;

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static MessageQuery parse(@Nullable String query) {
    QueryParameters parameters =
        QueryParameters.parse(query, List.of(Page.NUMBER, Page.SIZE, STATE, PERSON, STATEMENT));
    return new MessageQuery(
        parameters,
        Page.of(parameters, PAGE_SIZE),
        parameters.value(STATE).map(MessageQuery::state),
        parameters.value(PERSON).map(value -> uuid(PERSON, value)),
        parameters.value(STATEMENT).map(value -> uuid(STATEMENT, value)));
  }

  private static State state(String value) {
    return Arrays.stream(State.values())
        .filter(state -> state.name().equals(value))
        .findFirst()
        .orElseThrow(
            () -> {
              String known =
                  Arrays.stream(State.values()).map(State::name).collect(Collectors.joining(", "));
              return QueryParameters.invalid(
                  "invalid-filter",
                  STATE,
                  "filter[state] skal være en af " + known + ".",
                  "filter[state] must be one of " + known + ".");
            });
  }

  private static UUID uuid(String name, String value) {
    return OperatorRequest.uuid(value)
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "invalid-filter",
                    name,
                    name + " skal være en UUID.",
                    name + " must be a UUID."));
  }
}
