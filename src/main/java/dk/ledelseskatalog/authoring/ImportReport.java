package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an import does, or would do; or why it is refused.
 *
 * @param summary the whole of it, for people
 * @param counts how many of what, for programs
 * @param items the details: at most {@link #MOST_ITEMS}, the rest is counted
 */
public record ImportReport(
    boolean refused, LocalizedText summary, Map<String, Integer> counts, List<Item> items) {
  /** Most details that are told. */
  static final int MOST_ITEMS = 1000;

  public ImportReport {
    counts = new LinkedHashMap<>(counts);
    items = List.copyOf(items.subList(0, Math.min(items.size(), MOST_ITEMS)));
  }

  /** What is done with a part, or is wrong in it. */
  public enum Kind {
    CREATED,
    CHANGED,
    INCOMPLETE,
    NOT_IN_FILE,
    REFUSED;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A detail.
   *
   * @param fault the entry or the part of the file it is of, where in it, and a sentence
   */
  public record Item(Kind kind, Fault fault) {
    static Item of(Kind kind, String subject, String da, String en) {
      return new Item(kind, new Fault(subject, "", new LocalizedText(da, en)));
    }
  }

  /** Nothing was imported, for these reasons. */
  public static ImportReport refusal(List<Fault> faults) {
    return new ImportReport(
        true,
        new LocalizedText(
            "Afvist; intet er gemt. Fejl: " + faults.size() + ".",
            "Refused; nothing is stored. Faults: " + faults.size() + "."),
        Map.of("faults", faults.size()),
        faults.stream().map(fault -> new Item(Kind.REFUSED, fault)).toList());
  }

  /** Everything in it, line by line, for people. */
  public List<String> lines(String language) {
    List<String> lines = new ArrayList<>();
    lines.add(summary.in(language));
    for (Item item : items) {
      String place =
          item.fault.file() + (item.fault.pointer().isEmpty() ? "" : "#" + item.fault.pointer());
      lines.add("  " + (place.isEmpty() ? "" : place + ": ") + item.fault.message().in(language));
    }
    return lines;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("refused", refused);
    json.putObject("summary").put("da", summary.da()).put("en", summary.in("en"));
    ObjectNode numbers = json.putObject("counts");
    counts.forEach(numbers::put);
    ArrayNode list = json.putArray("items");
    items.forEach(
        item ->
            list.addObject()
                .put("kind", item.kind.word())
                .put("subject", item.fault.file())
                .put("pointer", item.fault.pointer())
                .put("da", item.fault.message().da())
                .put("en", item.fault.message().in("en")));
    return json;
  }
}
