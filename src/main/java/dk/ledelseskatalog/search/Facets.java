package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.MinutesRange;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The values of every entry under each facet, by the entry's number in catalogue order. Immutable.
 */
final class Facets {
  private static final String THEMES = "themes";

  /** One facet; {@code values[document]} are indexes into {@code names}. */
  private record Facet(String name, List<String> names, List<int[]> values) {}

  private static final String MINUTES = "minutes";

  /** Stands for entries that take no said time; no range holds it. */
  private static final int UNSAID = -1;

  /** The spans that entries are counted in, each as the filter for it is written. */
  private static final Map<String, MinutesRange> SPANS = allSpans();

  private static Map<String, MinutesRange> allSpans() {
    Map<String, MinutesRange> spans = new LinkedHashMap<>();
    spans.put("..5", new MinutesRange(0, 5));
    spans.put("6..15", new MinutesRange(6, 15));
    spans.put("16..30", new MinutesRange(16, 30));
    spans.put("31..60", new MinutesRange(31, 60));
    spans.put("61..", new MinutesRange(61, Integer.MAX_VALUE));
    return Collections.unmodifiableMap(spans);
  }

  private final List<Facet> facets;

  /** By the number of the entry. */
  private final int[] minutes;

  Facets(List<PublishedEntry> entries) {
    facets =
        List.of(
            facet("type", entries, entry -> List.of(entry.id().type())),
            facet("theme", entries, Facets::themes),
            facet("audience", entries, Facets::audiences),
            facet(MINUTES, entries, Facets::spans));
    minutes = entries.stream().mapToInt(Facets::minutes).toArray();
  }

  private interface Reading {
    List<String> of(PublishedEntry entry);
  }

  private static Facet facet(String name, List<PublishedEntry> entries, Reading reading) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<int[]> values = new ArrayList<>(entries.size());
    // Most entries share their combination of values with many others.
    Map<List<String>, int[]> combinations = new LinkedHashMap<>();
    for (PublishedEntry entry : entries) {
      values.add(
          combinations.computeIfAbsent(
              reading.of(entry),
              combination ->
                  combination.stream()
                      .distinct()
                      .mapToInt(value -> numbers.computeIfAbsent(value, v -> numbers.size()))
                      .toArray()));
    }
    return new Facet(name, List.copyOf(numbers.keySet()), values);
  }

  private static List<String> themes(PublishedEntry entry) {
    return entry.id().type().equals(THEMES)
        ? List.of(entry.id().id())
        : entry.related("theme").stream().map(EntryId::id).toList();
  }

  private static List<String> audiences(PublishedEntry entry) {
    var audience = entry.attributes().path("audience");
    if (audience.isTextual()) {
      return List.of(audience.textValue());
    }
    List<String> values = new ArrayList<>();
    audience.forEach(
        value -> {
          if (value.isTextual()) {
            values.add(value.textValue());
          }
        });
    return values;
  }

  private static int minutes(PublishedEntry entry) {
    JsonNode minutes = entry.attributes().path(MINUTES);
    return minutes.isIntegralNumber() ? minutes.intValue() : UNSAID;
  }

  private static List<String> spans(PublishedEntry entry) {
    int minutes = minutes(entry);
    return SPANS.entrySet().stream()
        .filter(span -> span.getValue().contains(minutes))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Begins counting under filters; an unknown facet lets no entry through. */
  Count count(Map<String, List<String>> filters, Optional<MinutesRange> range) {
    return new Count(filters, range);
  }

  /** Counts the entries one query matches. Not thread-safe; one per search. */
  final class Count {
    /** By facet: which entries are let through; empty where the facet is not filtered. */
    private final List<Optional<IntPredicate>> filtered = new ArrayList<>();

    private final List<int[]> counts = new ArrayList<>();
    private final boolean impossible;
    private int total;
    private int matches;

    private Count(Map<String, List<String>> filters, Optional<MinutesRange> range) {
      for (Facet facet : facets) {
        filtered.add(
            facet.name().equals(MINUTES)
                ? range.map(wanted -> document -> wanted.contains(minutes[document]))
                : Optional.ofNullable(filters.get(facet.name()))
                    .map(wanted -> filter(facet, wanted)));
        counts.add(new int[facet.names().size()]);
      }
      impossible = !facets.stream().map(Facet::name).toList().containsAll(filters.keySet());
    }

    private static IntPredicate filter(Facet facet, List<String> wanted) {
      boolean[] allowed = new boolean[facet.names().size()];
      for (int value = 0; value < allowed.length; value++) {
        allowed[value] = wanted.contains(facet.names().get(value));
      }
      return document -> {
        for (int value : facet.values().get(document)) {
          if (allowed[value]) {
            return true;
          }
        }
        return false;
      };
    }

    /** Counts a matching entry; answers whether the filters let it through. */
    boolean add(int document) {
      matches++;
      if (impossible) {
        return false;
      }
      int refusing = -1;
      for (int facet = 0; facet < filtered.size(); facet++) {
        Optional<IntPredicate> filter = filtered.get(facet);
        if (filter.isPresent() && !filter.get().test(document)) {
          if (refusing >= 0) {
            return false;
          }
          refusing = facet;
        }
      }
      // A facet ignores its own filter, so that its other values can be chosen instead.
      for (int facet = 0; facet < filtered.size(); facet++) {
        if (refusing < 0 || refusing == facet) {
          for (int value : facets.get(facet).values().get(document)) {
            counts.get(facet)[value]++;
          }
        }
      }
      if (refusing < 0) {
        total++;
      }
      return refusing < 0;
    }

    /** All that match, whatever the filters say. */
    int matches() {
      return matches;
    }

    /** Those that the filters let through. */
    int total() {
      return total;
    }

    /** Facet to value to count, most frequent first, then in catalogue order. */
    Map<String, Map<String, Integer>> toMap() {
      Map<String, Map<String, Integer>> result = new LinkedHashMap<>();
      for (int facet = 0; facet < facets.size(); facet++) {
        int[] count = counts.get(facet);
        List<String> names = facets.get(facet).names();
        List<Integer> order = new ArrayList<>();
        for (int value = 0; value < count.length; value++) {
          if (count[value] > 0) {
            order.add(value);
          }
        }
        order.sort(Comparator.comparingInt((Integer value) -> -count[value]));
        Map<String, Integer> values = new LinkedHashMap<>();
        order.forEach(value -> values.put(names.get(value), count[value]));
        result.put(facets.get(facet).name(), Collections.unmodifiableMap(values));
      }
      return Collections.unmodifiableMap(result);
    }
  }
}
