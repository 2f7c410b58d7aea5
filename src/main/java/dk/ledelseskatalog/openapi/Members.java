package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The members of a JSON object in the order they are written. Immutable. */
record Members(List<Member> all) {
  /**
   * One of them.
   *
   * @param required whether it is always there
   */
  record Member(String name, ObjectNode schema, boolean required) {}

  Members {
    all = List.copyOf(all);
  }

  static Members none() {
    return new Members(List.of());
  }

  /** These and one that is always there. */
  Members with(String name, ObjectNode schema) {
    return plus(new Member(name, schema, true));
  }

  /** These and one that may be missing. */
  Members perhaps(String name, ObjectNode schema) {
    return plus(new Member(name, schema, false));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether an object without any of them is possible. */
  boolean mayBeAbsent() {
    return all.stream().noneMatch(Member::required);
  }

  ObjectNode schema() {
    ObjectNode schema = Shape.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    all.forEach(member -> properties.set(member.name(), member.schema().deepCopy()));
    if (!mayBeAbsent()) {
      ArrayNode required = schema.putArray("required");
      all.stream().filter(Member::required).map(Member::name).forEach(required::add);
    }
    return schema;
  }

  private Members plus(Member member) {
    List<Member> more = new ArrayList<>(all);
    more.add(member);
    return new Members(more);
  }
}
