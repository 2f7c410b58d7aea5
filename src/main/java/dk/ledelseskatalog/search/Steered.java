package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Steering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the editors of a release let search do: the entries that steer it, read apart from those
 * that are found by it. Immutable.
 *
 * @param found the entries to be found, in catalogue order
 * @param synonyms by language
 * @param pins by language
 * @param weights of entries that have another than 1
 */
record Steered(
    List<PublishedEntry> found,
    Map<String, List<Synonyms.Rule>> synonyms,
    Map<String, List<Pin>> pins,
    Map<EntryId, Float> weights) {

  /**
   * Entries that come first for a query.
   *
   * @param query as an editor wrote it
   */
  record Pin(String query, List<EntryId> entries) {}

  static Steered of(List<PublishedEntry> entries) {
    List<PublishedEntry> found = new ArrayList<>();
    Map<String, List<Synonyms.Rule>> synonyms = new HashMap<>();
    Map<String, List<Pin>> pins = new HashMap<>();
    Map<EntryId, Float> weights = new HashMap<>();
    for (PublishedEntry entry : entries) {
      if (entry.type().steers().isEmpty()) {
        found.add(entry);
        continue;
      }
      switch (entry.type().steers().get()) {
        case SYNONYMS -> addSynonyms(entry, synonyms);
        case PINS -> addPins(entry, pins);
        case BOOSTS -> addWeights(entry, weights);
      }
    }
    return new Steered(List.copyOf(found), synonyms, pins, weights);
  }

  private static void addSynonyms(PublishedEntry entry, Map<String, List<Synonyms.Rule>> synonyms) {
    JsonNode means = entry.attributes().path("means");
    for (Map.Entry<String, JsonNode> terms : entry.attributes().path("terms").properties()) {
      synonyms
          .computeIfAbsent(terms.getKey(), language -> new ArrayList<>())
          .add(new Synonyms.Rule(texts(terms.getValue()), texts(means.path(terms.getKey()))));
    }
  }

  private static void addPins(PublishedEntry entry, Map<String, List<Pin>> pins) {
    for (Map.Entry<String, JsonNode> queries : entry.attributes().path("queries").properties()) {
      for (String query : texts(queries.getValue())) {
        pins.computeIfAbsent(queries.getKey(), language -> new ArrayList<>())
            .add(new Pin(query, entry.related(Steering.ENTRIES)));
      }
    }
  }

  /** Of several weights of one entry, all count. */
  private static void addWeights(PublishedEntry entry, Map<EntryId, Float> weights) {
    float weight = entry.attributes().path("weight").floatValue();
    for (EntryId id : entry.related(Steering.ENTRIES)) {
      weights.merge(id, weight, (one, other) -> one * other);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
