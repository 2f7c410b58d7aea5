package dk.ledelseskatalog.masterclass;

import java.util.Locale;
import java.util.Optional;

/** How far a session has come. It leaves {@link #PLANNED} once and for good. */
public enum SessionStatus {
  PLANNED,
  CANCELLED,
  HELD;

  /** As the API writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SessionStatus> of(String text) {
    for (SessionStatus each : values()) {
      if (each.text().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
