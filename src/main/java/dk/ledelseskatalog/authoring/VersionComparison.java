package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dk.ledelseskatalog.content.EntryVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what two versions of an entry say differently: field by field, in texts word by word. */
final class VersionComparison {
  /** A word, a run of white space, or one sign; together they are the whole text. */
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]+|\\s+|.", Pattern.DOTALL);

  /** Longer texts are told whole: comparing costs the square of what differs. */
  private static final int MOST_WORDS = 20_000;

  private VersionComparison() {}

  /** Each field that differs, with what it said before and says after. */
  static ArrayNode of(EntryVersion before, EntryVersion after) {
    Map<String, JsonNode> old = Fields.of(before.document());
    Map<String, JsonNode> now = Fields.of(after.document());
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      JsonNode was = old.getOrDefault(name, NullNode.instance);
      JsonNode is = now.getOrDefault(name, NullNode.instance);
      if (!was.equals(is)) {
        ObjectNode field = fields.addObject().put("field", name);
        field.set("before", was);
        field.set("after", is);
        ObjectNode texts = field.objectNode();
        texts("", was, is, texts);
        if (!texts.isEmpty()) {
          field.set("words", texts);
        }
      }
    }
    return fields;
  }

  /** Texts that stand in the same place of both, by that place (RFC 6901). */
  private static void texts(String pointer, JsonNode was, JsonNode is, ObjectNode texts) {
    if (was.isTextual() && is.isTextual() && !was.equals(is)) {
      List<String> before = words(was.textValue());
      List<String> after = words(is.textValue());
      if (before.size() + after.size() <= MOST_WORDS) {
        texts.set(pointer, words(before, after));
      }
    } else if (was.isObject() && is.isObject()) {
      is.properties()
          .forEach(
              it ->
                  texts(pointer + "/" + it.getKey(), was.path(it.getKey()), it.getValue(), texts));
    } else if (was.isArray() && is.isArray()) {
      for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
        texts(pointer + "/" + i, was.get(i), is.get(i), texts);
      }
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORDS.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  private static ArrayNode words(List<String> before, List<String> after) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int place = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      add(parts, "same", before.subList(place, delta.getSource().getPosition()));
      add(parts, "removed", delta.getSource().getLines());
      add(parts, "added", delta.getTarget().getLines());
      place = delta.getSource().getPosition() + delta.getSource().size();
    }
    add(parts, "same", before.subList(place, before.size()));
    return parts;
  }

  private static void add(ArrayNode parts, String what, List<String> words) {
    if (!words.isEmpty()) {
      parts.addObject().put("change", what).put("text", String.join("", words));
    }
  }
}
