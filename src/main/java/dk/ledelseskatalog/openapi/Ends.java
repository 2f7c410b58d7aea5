package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where a relationship leads.
 *
 * @param types of what it points to
 * @param toMany whether it holds a list
 * @param told whether its linkage is always there
 */
record Ends(List<String> types, boolean toMany, boolean told) {
  static Ends one(String... types) {
    return new Ends(List.of(types), false, true);
  }

  static Ends many(String... types) {
    return new Ends(List.of(types), true, true);
  }

  /** The same, but long lists of it are linked to instead. */
  Ends perhapsUntold() {
    return new Ends(types, toMany, false);
  }

  /** Resource linkage, as a relationship's address answers it. */
  ObjectNode linkage() {
    return toMany ? Shape.list(identifier()) : Shape.orNull(identifier());
  }

  /** The relationship object in an answer. */
  ObjectNode schema() {
    Members links =
        Members.none().perhaps("self", Shape.address()).perhaps("related", Shape.address());
    Members members =
        told ? Members.none().with("data", linkage()) : Members.none().perhaps("data", linkage());
    return members
        .perhaps("links", links.schema())
        .perhaps("meta", Members.none().with("total", Shape.whole(0)).schema())
        .schema();
  }

  /** The relationship object in a request. */
  ObjectNode sent() {
    ObjectNode target = naming().perhaps("meta", Shape.object().put("type", "object")).schema();
    ObjectNode data = toMany ? Shape.list(target) : target;
    return Members.none().with("data", data).schema();
  }

  private ObjectNode identifier() {
    return naming().schema();
  }

  private Members naming() {
    return Members.none().with("type", Shape.oneOf(types)).with("id", Shape.text());
  }
}
