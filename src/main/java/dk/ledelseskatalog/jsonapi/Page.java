package dk.ledelseskatalog.jsonapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of a list is asked for (JSON:API 1.1, Pagination).
 *
 * @param number counts from 1
 * @param size from 1 to {@link #MAX_SIZE}
 */
public record Page(int number, int size) {
  /** Most resources on a page. */
  public static final int MAX_SIZE = 100;

  /** Highest page that can be asked for; beyond it a filter serves better. */
  public static final int MAX_NUMBER = 10_000;

  /** The parameter of {@link #number}. */
  public static final String NUMBER = "page[number]";

  /** The parameter of {@link #size}. */
  public static final String SIZE = "page[size]";

  /**
   * Reads {@code page[number]} and {@code page[size]}.
   *
   * @throws JsonApiException 400 if one is not a whole number within its limits
   */
  public static Page of(QueryParameters query, int defaultSize) {
    return new Page(
        number(query, NUMBER, 1, MAX_NUMBER, "invalid-page"),
        number(query, SIZE, defaultSize, MAX_SIZE, "page-too-large"));
  }

  /** How many come before this page. */
  public int offset() {
    return (number - 1) * size;
  }

  /** This page of a list that is at hand. */
  public <T> List<T> of(List<T> all) {
    int from = Math.min(offset(), all.size());
    return all.subList(from, Math.min(from + size, all.size()));
  }

  /**
   * {@code self}, {@code first}, {@code prev}, {@code next} and {@code last}; those that do not
   * exist are left out.
   *
   * @param address of the list, without parameters
   * @param total over all pages
   */
  public Map<String, Link> links(String address, QueryParameters query, int total) {
    int last = Math.max(1, (total + size - 1) / size);
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(query.appendTo(address)));
    links.put("first", page(1, address, query));
    if (number > 1) {
      links.put("prev", page(Math.min(number - 1, last), address, query));
    }
    if (number < last) {
      links.put("next", page(number + 1, address, query));
    }
    links.put("last", page(last, address, query));
    return links;
  }

  private static Link page(int number, String address, QueryParameters query) {
    return Link.to(query.with(NUMBER, Integer.toString(number)).appendTo(address));
  }

  private static int number(
      QueryParameters query, String name, int fallback, int max, String tooLarge) {
    String value = query.value(name).orElse("");
    if (value.isEmpty() && query.value(name).isEmpty()) {
      return fallback;
    }
    if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1) {
      throw QueryParameters.invalid(
          "invalid-page",
          name,
          "\"" + name + "\" skal være et helt tal fra 1 til " + max + ".",
          "\"" + name + "\" must be a whole number from 1 to " + max + ".");
    }
    if (Integer.parseInt(value) > max) {
      throw QueryParameters.invalid(
          tooLarge,
          name,
          "\"" + name + "\" må højst være " + max + ".",
          "\"" + name + "\" may be at most " + max + ".");
    }
    return Integer.parseInt(value);
  }
}
