package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How one kind of record is written.
 *
 * @param resource as JSON:API has it, also on a line of NDJSON
 * @param columns of CSV, in their order
 * @param row a record's values for the columns; empty where it has none
 */
public record RecordForm<T>(
    Function<T, ResourceObject> resource, List<String> columns, Function<T, List<String>> row) {
  public RecordForm {
    columns = List.copyOf(columns);
  }

  /**
   * @param columns of CSV and what a record has in each, in their order
   */
  public static <T> RecordForm<T> of(
      Function<T, ResourceObject> resource, Map<String, Function<T, String>> columns) {
    Map<String, Function<T, String>> kept = new LinkedHashMap<>(columns);
    return new RecordForm<>(
        resource,
        List.copyOf(kept.keySet()),
        record -> kept.values().stream().map(value -> value.apply(record)).toList());
  }
}
