package dk.ledelseskatalog.masterclass;

import java.util.Locale;
import java.util.Optional;

/** What an enrolment has come to. */
public enum EnrolmentStatus {
  /** In line for a place. */
  WAITING(false),
  /** Has a place. */
  ENROLLED(true),
  /** Had a place and was there. */
  ATTENDED(true),
  /** Had a place and was not there. */
  NO_SHOW(true),
  /** Signed off, or the session was cancelled. */
  CANCELLED(false);

  private final boolean takesAPlace;

  EnrolmentStatus(boolean takesAPlace) {
    this.takesAPlace = takesAPlace;
  }

  /** Whether it counts against the session's capacity. */
  boolean takesAPlace() {
    return takesAPlace;
  }

  /** Whether the person is still in, with a place or in line. */
  boolean live() {
    return this != CANCELLED;
  }

  /** As the API writes it, such as {@code no-show}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<EnrolmentStatus> of(String text) {
    for (EnrolmentStatus each : values()) {
      if (each.text().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
