package dk.ledelseskatalog.webhooks;

import java.util.Arrays;
import java.util.Optional;

/** What can be subscribed to. */
enum EventType {
  RELEASE_PUBLISHED("release.published"),
  ENTRIES_UNPUBLISHED("entries.unpublished"),
  COMPLETION_RECORDED("completion.recorded"),
  COMPLETION_VOIDED("completion.voided"),
  ATTENDANCE_RECORDED("attendance.recorded");

  /** What a test is called, which nobody subscribes to. */
  static final String TEST = "webhook.tested";

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** As messages and subscriptions have it. */
  String text() {
    return text;
  }

  static Optional<EventType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
