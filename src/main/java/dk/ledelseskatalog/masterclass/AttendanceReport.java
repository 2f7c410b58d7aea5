package dk.ledelseskatalog.masterclass;

import java.util.List;
import java.util.UUID;

/**
 * What a list of attendance did, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param rows in the order of the list
 */
record AttendanceReport(boolean dryRun, List<Row> rows) {
  AttendanceReport {
    rows = List.copyOf(rows);
  }

  AttendanceReport asDryRun() {
    return new AttendanceReport(true, rows);
  }

  /** What a change of attendance does to the completion of the masterclass. */
  enum Effect {
    NONE,
    RECORDED,
    VOIDED
  }

  /**
   * What became of one person.
   *
   * @param line of the list, from 1
   * @param from what was recorded before
   * @param to what is recorded now; the same if nothing changed
   */
  record Row(
      int line,
      UUID enrolment,
      String ticket,
      EnrolmentStatus from,
      EnrolmentStatus to,
      Effect completion) {
    boolean changed() {
      return from != to;
    }
  }
}
