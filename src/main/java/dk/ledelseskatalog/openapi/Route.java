package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.identity.Scope;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be done: a method at an address. HEAD follows from GET, and OPTIONS is
 * answered everywhere, so neither is a route of its own. Never changes: each word adds to a copy.
 */
final class Route {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final String method;
  private final String path;
  private final String id;
  private final String tag;
  private final String summary;
  private String description = "";
  private Set<String> roles = Set.of();
  private Optional<Scope> scope = Optional.empty();
  private List<Parameter> parameters = List.of();
  private Set<String> required = Set.of();
  private Optional<Body> body = Optional.empty();
  private SortedMap<Integer, Answer> answers = new TreeMap<>();
  private SortedMap<Integer, List<String>> errors = new TreeMap<>();

  /**
   * @param method in lower case
   * @param path a template such as {@code /api/completions/{id}}
   * @param id of the operation, for generated clients
   */
  private Route(String method, String path, String id, String tag, String summary) {
    this.method = method;
    this.path = path;
    this.id = id;
    this.tag = tag;
    this.summary = summary;
  }

  static Route get(String path, String id, String tag, String summary) {
    return new Route("get", path, id, tag, summary);
  }

  static Route post(String path, String id, String tag, String summary) {
    return new Route("post", path, id, tag, summary);
  }

  static Route patch(String path, String id, String tag, String summary) {
    return new Route("patch", path, id, tag, summary);
  }

  static Route delete(String path, String id, String tag, String summary) {
    return new Route("delete", path, id, tag, summary);
  }

  private Route with(Consumer<Route> change) {
    Route copy = new Route(method, path, id, tag, summary);
    copy.description = description;
    copy.roles = roles;
    copy.scope = scope;
    copy.parameters = parameters;
    copy.required = required;
    copy.body = body;
    copy.answers = answers;
    copy.errors = errors;
    change.accept(copy);
    return copy;
  }

  Route says(String more) {
    return with(copy -> copy.description = more);
  }

  /** Any of these is needed; without this everybody may. */
  Route roles(String... any) {
    return with(copy -> copy.roles = new LinkedHashSet<>(List.of(any)));
  }

  /** API tokens of this scope may as well. */
  Route scope(Scope needed) {
    return with(copy -> copy.scope = Optional.of(needed));
  }

  Route asks(Parameter... more) {
    return asks(List.of(more));
  }

  Route asks(List<Parameter> more) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(more);
    return with(copy -> copy.parameters = all);
  }

  /** Asks for what must be sent. */
  Route requires(Parameter parameter) {
    Set<String> names = new LinkedHashSet<>(required);
    names.add(parameter.name());
    return asks(parameter).with(copy -> copy.required = names);
  }

  Route sends(Body what) {
    return with(copy -> copy.body = Optional.of(what));
  }

  Route answers(int status, Answer answer) {
    SortedMap<Integer, Answer> all = new TreeMap<>(answers);
    all.put(status, answer);
    return with(copy -> copy.answers = all);
  }

  /** Codes of errors beside those that every route of its kind has. */
  Route fails(int status, String... codes) {
    SortedMap<Integer, List<String>> all = new TreeMap<>(errors);
    List<String> known = new ArrayList<>(all.getOrDefault(status, List.of()));
    known.addAll(List.of(codes));
    all.put(status, known);
    return with(copy -> copy.errors = all);
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  ObjectNode describe() {
    ObjectNode json = Shape.object().put("operationId", id);
    json.putArray("tags").add(tag);
    json.put("summary", summary);
    json.put("description", fullDescription());
    ArrayNode security = json.putArray("security");
    if (roles.isEmpty()) {
      security.addObject();
    } else {
      security.addObject().putArray("token");
    }
    ArrayNode all = json.putArray("parameters");
    Matcher variables = VARIABLE.matcher(path);
    while (variables.find()) {
      all.addObject()
          .put("name", variables.group(1))
          .put("in", "path")
          .put("required", true)
          .put("description", "Which one.")
          .set("schema", Shape.text());
    }
    parameters.forEach(each -> all.add(each.describe(required.contains(each.name()))));
    body.ifPresent(sent -> json.set("requestBody", sent.describe()));
    ObjectNode responses = json.putObject("responses");
    answers.forEach((status, answer) -> responses.set(Integer.toString(status), answer.describe()));
    everyError()
        .forEach(
            (status, codes) -> {
              if (!answers.containsKey(status)) {
                responses.set(Integer.toString(status), error(status, codes));
              }
            });
    return json;
  }

  private String fullDescription() {
    String who = roles.isEmpty() ? "Open to everybody." : "For " + String.join(", ", roles) + ".";
    String client = scope.map(needed -> "API tokens need " + needed.code() + ". ").orElse("");
    return description.isEmpty() ? client + who : description + " " + client + who;
  }

  /** With those that follow from what kind of route it is. */
  private SortedMap<Integer, List<String>> everyError() {
    SortedMap<Integer, List<String>> all = new TreeMap<>(errors);
    add(all, 401, ErrorCodes.REFUSED_TOKENS);
    add(all, 403, List.of("shut-out"));
    add(all, 500, List.of("internal-error"));
    add(all, 503, List.of("starting", "database-unavailable", "keys-unavailable"));
    if (!roles.isEmpty()) {
      add(all, 401, List.of("not-signed-in"));
      add(all, 403, List.of("not-allowed", scope.isPresent() ? "scope-missing" : "person-needed"));
    }
    if (path.startsWith("/api")) {
      add(all, 400, ErrorCodes.PARAMETERS);
    }
    if (answers.values().stream()
        .anyMatch(answer -> answer.content().containsKey(MediaTypes.JSON_API))) {
      add(all, 406, List.of("not-acceptable"));
    }
    if (body.isPresent()) {
      add(all, 400, List.of("body-not-read"));
      add(all, 413, List.of("body-too-large"));
      add(all, 415, List.of("unsupported-media-type"));
      if (body.get().mediaType().equals(MediaTypes.JSON_API)) {
        add(all, 400, ErrorCodes.DOCUMENTS);
        add(all, 409, List.of("wrong-type"));
        if (body.get().creates()) {
          add(all, 403, List.of("client-generated-id"));
        } else {
          add(all, 409, List.of("wrong-id"));
        }
      }
    }
    return all;
  }

  private static void add(SortedMap<Integer, List<String>> all, int status, List<String> codes) {
    Set<String> known = new LinkedHashSet<>(all.getOrDefault(status, List.of()));
    known.addAll(codes);
    all.put(status, List.copyOf(known));
  }

  private static ObjectNode error(int status, List<String> codes) {
    ObjectNode json = Shape.object();
    json.put("description", "Refused, with the code " + String.join(", ", codes) + ".");
    ObjectNode content = json.putObject("content").putObject(MediaTypes.JSON_API);
    content.set("schema", Shape.reference("Errors"));
    content
        .putObject("examples")
        .putObject(codes.get(0))
        .set("value", ErrorCodes.example(status, codes.get(0)));
    ArrayNode known = json.putArray("x-error-codes");
    codes.forEach(known::add);
    return json;
  }
}
