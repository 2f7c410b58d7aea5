package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.List;
import java.util.UUID;

/** Something that happened and that others may want to know. */
public sealed interface Event {

  /**
   * Readers see another release.
   *
   * @param release its number
   */
  record ReleasePublished(int release) implements Event {}

  /**
   * A release took entries out that readers saw before.
   *
   * @param release its number
   */
  record EntriesUnpublished(int release, List<EntryId> entries) implements Event {
    public EntriesUnpublished {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A completion was recorded.
   *
   * @param release that it was of
   */
  record CompletionRecorded(UUID completion, int release) implements Event {}

  /** A completion was found wrong. */
  record CompletionVoided(UUID completion) implements Event {}

  /**
   * What is recorded of somebody's attendance is another than before.
   *
   * @param enrolment where it stands
   * @param release of the masterclass
   */
  record AttendanceRecorded(UUID enrolment, int release) implements Event {}
}
