package dk.ledelseskatalog.search;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of every entry under each facet, by the entry's number in catalogue order. Immutable.
 */
final class Facets {
  private static final String THEMES = "themes";

  /** One facet; {@code values[document]} are indexes into {@code names}. */
  private record Facet(String name, List<String> names, List<int[]> values) {}

  private final List<Facet> facets;

  Facets(List<PublishedEntry> entries) {
    facets =
        List.of(
            facet("type", entries, entry -> List.of(entry.id().type())),
            facet("theme", entries, Facets::themes),
            facet("audience", entries, Facets::audiences));
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

  /** Begins counting under filters; an unknown facet lets no entry through. */
  Count count(Map<String, List<String>> filters) {
    return new Count(filters);
  }

  /** Counts the entries one query matches. Not thread-safe; one per search. */
  final class Count {
    /** By facet: which values are let through, or nothing where the facet is not filtered. */
    private final List<boolean[]> allowed = new ArrayList<>();

    private final List<int[]> counts = new ArrayList<>();
    private final boolean impossible;
    private int total;
    private int matches;

    private Count(Map<String, List<String>> filters) {
      for (Facet facet : facets) {
        List<String> wanted = filters.get(facet.name());
        boolean[] allows = new boolean[wanted == null ? 0 : facet.names().size()];
        for (int value = 0; wanted != null && value < allows.length; value++) {
          allows[value] = wanted.contains(facet.names().get(value));
        }
        allowed.add(allows);
        counts.add(new int[facet.names().size()]);
      }
      impossible =
          !facets.stream().map(Facet::name).toList().containsAll(filters.keySet())
              || facets.stream()
                  .anyMatch(f -> filters.containsKey(f.name()) && f.names().isEmpty());
    }

    /** Counts a matching entry; answers whether the filters let it through. */
    boolean add(int document) {
      matches++;
      if (impossible) {
        return false;
      }
      int refusing = -1;
      for (int facet = 0; facet < allowed.size(); facet++) {
        if (allowed.get(facet).length > 0 && !passes(facet, document)) {
          if (refusing >= 0) {
            return false;
          }
          refusing = facet;
        }
      }
      // A facet ignores its own filter, so that its other values can be chosen instead.
      for (int facet = 0; facet < allowed.size(); facet++) {
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

    private boolean passes(int facet, int document) {
      for (int value : facets.get(facet).values().get(document)) {
        if (allowed.get(facet)[value]) {
          return true;
        }
      }
      return false;
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
