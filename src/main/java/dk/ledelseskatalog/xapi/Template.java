package dk.ledelseskatalog.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement template (xAPI Profiles 1.0, part 2, 9.0): which statements it is for, and the rules
 * those keep.
 */
final class Template {
  private final String id;
  private final Optional<String> verb;
  private final Optional<String> objectActivityType;
  private final boolean ofStatements;
  private final List<ContextTypes> contextTypes;
  private final List<Rule> rules;

  private Template(
      String id,
      Optional<String> verb,
      Optional<String> objectActivityType,
      boolean ofStatements,
      List<ContextTypes> contextTypes,
      List<Rule> rules) {
    this.id = id;
    this.verb = verb;
    this.objectActivityType = objectActivityType;
    this.ofStatements = ofStatements;
    this.contextTypes = contextTypes;
    this.rules = rules;
  }

  static Template read(JsonNode template) {
    List<ContextTypes> types = new ArrayList<>();
    types.add(new ContextTypes("parent", texts(template.path("contextParentActivityType"))));
    types.add(new ContextTypes("grouping", texts(template.path("contextGroupingActivityType"))));
    types.add(new ContextTypes("category", texts(template.path("contextCategoryActivityType"))));
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : template.path("rules")) {
      rules.add(Rule.read(rule));
    }
    return new Template(
        template.path("id").asText(),
        Optional.ofNullable(template.path("verb").textValue()),
        Optional.ofNullable(template.path("objectActivityType").textValue()),
        template.has("objectStatementRefTemplate"),
        List.copyOf(types),
        List.copyOf(rules));
  }

  /** Whether a statement has every determining property of this template. */
  boolean isFor(JsonNode statement) {
    JsonNode object = statement.path("object");
    return equal(verb, statement.path("verb").path("id"))
        && equal(objectActivityType, object.path("definition").path("type"))
        && (!ofStatements || "StatementRef".equals(object.path("objectType").textValue()))
        && contextTypes.stream().allMatch(types -> types.allIn(statement));
  }

  /**
   * @throws IllegalStateException naming the first rule broken
   */
  void check(JsonNode statement) {
    for (Rule rule : rules) {
      rule.broken(statement)
          .ifPresent(
              how -> {
                throw new IllegalStateException(
                    "The statement breaks " + id + ": " + rule.location() + " " + how);
              });
    }
  }

  private static boolean equal(Optional<String> expected, JsonNode actual) {
    return expected.isEmpty() || expected.get().equals(actual.textValue());
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    for (JsonNode each : array) {
      texts.add(each.asText());
    }
    return Set.copyOf(texts);
  }

  /** The types of activity one kind of context must have among its activities. */
  private record ContextTypes(String kind, Set<String> required) {
    boolean allIn(JsonNode statement) {
      Set<String> found = new HashSet<>();
      for (JsonNode activity : statement.path("context").path("contextActivities").path(kind)) {
        found.add(activity.path("definition").path("type").asText());
      }
      return found.containsAll(required);
    }
  }
}
