package dk.ledelseskatalog.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One rule of a template (xAPI Profiles 1.0, part 2, 9.1). Of JSONPath it reads what our profile
 * uses: names, and {@code [*]} for every element of an array; a profile with more does not load.
 *
 * @param any at least one value found is one of these; no demand if empty
 * @param all every value found is one of these; no demand if empty
 * @param none no value found is one of these
 */
record Rule(
    String location,
    List<String> steps,
    Presence presence,
    List<JsonNode> any,
    List<JsonNode> all,
    List<JsonNode> none) {
  private static final Pattern LOCATION = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+(\\[\\*])?)+");

  enum Presence {
    INCLUDED,
    EXCLUDED,
    RECOMMENDED,
    OPTIONAL
  }

  static Rule read(JsonNode rule) {
    String location = rule.path("location").asText();
    if (!LOCATION.matcher(location).matches() || rule.has("selector")) {
      throw new IllegalStateException("A rule of the xAPI profile that is not read: " + rule);
    }
    return new Rule(
        location,
        List.of(location.substring(2).split("\\.", -1)),
        presence(rule.path("presence").asText("")),
        values(rule.path("any")),
        values(rule.path("all")),
        values(rule.path("none")));
  }

  /** How a statement breaks this rule; empty if it keeps it. */
  Optional<String> broken(JsonNode statement) {
    List<JsonNode> found = find(statement);
    if (found.isEmpty()) {
      return presence == Presence.INCLUDED ? Optional.of("is missing") : Optional.empty();
    }
    if (presence == Presence.EXCLUDED) {
      return Optional.of("must not be there");
    }
    if (!any.isEmpty() && found.stream().noneMatch(any::contains)) {
      return Optional.of("is none of " + any);
    }
    if (!all.isEmpty() && !all.containsAll(found)) {
      return Optional.of("is not always one of " + all);
    }
    if (found.stream().anyMatch(none::contains)) {
      return Optional.of("is one of " + none);
    }
    return Optional.empty();
  }

  private List<JsonNode> find(JsonNode statement) {
    List<JsonNode> nodes = List.of(statement);
    for (String step : steps) {
      boolean each = step.endsWith("[*]");
      String name = each ? step.substring(0, step.length() - "[*]".length()) : step;
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        JsonNode member = node.path(name);
        if (each) {
          member.forEach(next::add);
        } else if (!member.isMissingNode()) {
          next.add(member);
        }
      }
      nodes = next;
    }
    return nodes;
  }

  private static Presence presence(String name) {
    return switch (name) {
      case "included" -> Presence.INCLUDED;
      case "excluded" -> Presence.EXCLUDED;
      case "recommended" -> Presence.RECOMMENDED;
      case "" -> Presence.OPTIONAL;
      default -> throw new IllegalStateException("No presence of xAPI Profiles: " + name);
    };
  }

  private static List<JsonNode> values(JsonNode array) {
    List<JsonNode> values = new ArrayList<>();
    array.forEach(values::add);
    return List.copyOf(values);
  }
}
