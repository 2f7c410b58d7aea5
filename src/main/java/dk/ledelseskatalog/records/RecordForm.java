package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.util.List;
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
}
