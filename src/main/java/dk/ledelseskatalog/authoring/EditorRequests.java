package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.Suggestion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the editors' resources share in reading a request. */
final class EditorRequests {
  static final int PAGE_SIZE = 50;
  static final String TYPE = "filter[type]";
  static final String STATE = "filter[state]";
  static final String ARCHIVED = "filter[archived]";
  static final String TEXT = "filter[q]";
  static final String SORT = "sort";

  /** Says that something is to go though others need it. */
  static final String EVEN_IF_USED = "evenIfUsed";

  /** Why; a body would have it in {@code meta}. */
  static final String REASON = "changeReason";

  private static final int LONGEST_TEXT = 200;

  private EditorRequests() {}

  /** A read or a command without parameters. */
  static void requireNoParameters(HttpServletRequest request) {
    var unused = parameters(request, List.of());
  }

  /** Parameters of these names, for an answer in JSON:API. */
  static QueryParameters parameters(HttpServletRequest request, Collection<String> names) {
    MediaTypes.requireAcceptable(request.getHeader(HttpHeaders.ACCEPT));
    return QueryParameters.parse(request.getQueryString(), names);
  }

  /** A write, whose body is JSON:API. */
  static void requireWrite(HttpServletRequest request) {
    MediaTypes.requireJsonApi(request.getContentType());
    requireNoParameters(request);
  }

  /** Parameters of a list of entries, besides those given. */
  static QueryParameters listParameters(HttpServletRequest request, String... besides) {
    List<String> names =
        new ArrayList<>(List.of(STATE, ARCHIVED, TEXT, SORT, Page.NUMBER, Page.SIZE));
    names.addAll(Arrays.asList(besides));
    return parameters(request, names);
  }

  static EntryFilter filter(QueryParameters parameters, List<String> types) {
    List<EntryState> states = new ArrayList<>();
    for (String word : parameters.list(STATE)) {
      states.add(
          EntryState.of(word)
              .orElseThrow(
                  () ->
                      invalid(
                          "invalid-filter",
                          STATE,
                          word,
                          Arrays.stream(EntryState.values()).map(EntryState::word).toList())));
    }
    return new EntryFilter(
        types,
        states,
        parameters.value(ARCHIVED).map(value -> truth(ARCHIVED, value)),
        text(parameters));
  }

  /** What is to stand somewhere in what is looked for. */
  static Optional<String> text(QueryParameters parameters) {
    return parameters
        .value(TEXT)
        // PostgreSQL refuses a NUL, and no entry has one.
        .map(text -> text.replace("\0", "").strip())
        .filter(text -> !text.isEmpty())
        .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
  }

  static EntryOrder order(QueryParameters parameters) {
    return parameters
        .value(SORT)
        .map(
            sort ->
                EntryOrder.of(sort)
                    .orElseThrow(() -> invalid("invalid-sort", SORT, sort, EntryOrder.names())))
        .orElse(EntryOrder.ID);
  }

  /** A flag such as {@code evenIfUsed}; false if it is not there. */
  static boolean flag(QueryParameters parameters, String name) {
    Optional<String> value = parameters.value(name);
    return value.isPresent() && truth(name, value.get());
  }

  /** The reason an editor gives for a change that carries no body of ours, if they give one. */
  static Optional<String> reason(QueryParameters parameters) {
    Optional<String> value = parameters.value(REASON).map(String::strip);
    if (value
        .filter(text -> text.length() > Save.LONGEST_REASON || text.indexOf('\0') >= 0)
        .isPresent()) {
      throw QueryParameters.invalid(
          "invalid-reason",
          REASON,
          "\"" + REASON + "\" må højst være på " + Save.LONGEST_REASON + " tegn, uden NUL.",
          "\"" + REASON + "\" may be at most " + Save.LONGEST_REASON + " characters, no NUL.");
    }
    return value.filter(text -> !text.isEmpty());
  }

  private static boolean truth(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid("invalid-flag", name, value, List.of("true", "false"));
    }
    return value.equals("true");
  }

  /** The refusal of a value that is none of some. */
  static RuntimeException invalid(
      String code, String name, String value, Collection<String> allowed) {
    Suggestion nearest = Suggestion.nearest(value, allowed);
    String list = String.join(", ", allowed);
    return QueryParameters.invalid(
        code,
        name,
        "\"" + name + "\" kan være: " + list + "." + nearest.da(),
        "\"" + name + "\" can be: " + list + "." + nearest.en());
  }
}
