package dk.ledelseskatalog.content;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which order entries are listed. */
public enum EntryOrder {
  /** By type and id. */
  ID("id", "e.key.type, e.key.id"),
  /** The one saved first comes first. */
  OLDEST("savedAt", "v.createdAt, e.key.type, e.key.id"),
  /** The one saved last comes first. */
  NEWEST("-savedAt", "v.createdAt desc, e.key.type, e.key.id");

  private final String sort;
  private final String jpql;

  EntryOrder(String sort, String jpql) {
    this.sort = sort;
    this.jpql = jpql;
  }

  /** The order of a {@code sort} parameter's value. */
  public static Optional<EntryOrder> of(String sort) {
    return Arrays.stream(values()).filter(order -> order.sort.equals(sort)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(order -> order.sort).toList();
  }

  String jpql() {
    return jpql;
  }
}
