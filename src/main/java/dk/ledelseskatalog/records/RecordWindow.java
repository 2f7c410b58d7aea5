package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.Page;
import java.util.OptionalInt;

/** Which part of a list is asked for. */
sealed interface RecordWindow {
  /** A page of the list as it is now, newest first. */
  record Numbered(Page page) implements RecordWindow {}

  /**
   * What stands behind a place in the order of changes.
   *
   * @param limit empty for all of it
   */
  record After(long place, OptionalInt limit) implements RecordWindow {}
}
