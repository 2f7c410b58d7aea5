package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * JSON as people read it (YAML 1.2). Texts are quoted as JSON quotes them, which YAML understands,
 * so nothing that looks like a number or a truth is mistaken for one.
 */
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/$][A-Za-z0-9_/${}.-]*");

  /** What YAML 1.1 takes for something else than a text. */
  private static final Set<String> NO_TEXT =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String of(JsonNode json) {
    Yaml yaml = new Yaml();
    yaml.write(json, 0);
    return yaml.out.append('\n').toString().stripLeading();
  }

  /** Behind a name or a hyphen. */
  private void write(JsonNode node, int depth) {
    if (!node.isContainerNode() || node.isEmpty()) {
      out.append(' ').append(node);
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        line(depth).append('-');
        write(element, depth + 1);
      }
    } else {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        line(depth).append(name(member.getKey())).append(':');
        write(member.getValue(), depth + 1);
      }
    }
  }

  private StringBuilder line(int depth) {
    return out.append('\n').append("  ".repeat(depth));
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches() && !NO_TEXT.contains(name)
        ? name
        : TextNode.valueOf(name).toString();
  }
}
