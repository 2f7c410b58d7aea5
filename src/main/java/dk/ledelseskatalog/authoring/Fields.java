package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes an entry apart into what can be compared by itself: attributes and relationships. */
final class Fields {
  private Fields() {}

  static Map<String, JsonNode> of(EntryDocument document) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    document.attributes().properties().forEach(it -> fields.put(it.getKey(), it.getValue()));
    document
        .relationships()
        .forEach(
            (name, targets) -> {
              ArrayNode list = JsonNodeFactory.instance.arrayNode();
              targets.forEach(
                  target -> list.addObject().put("type", target.type()).put("id", target.id()));
              fields.put(name, list);
            });
    return fields;
  }
}
