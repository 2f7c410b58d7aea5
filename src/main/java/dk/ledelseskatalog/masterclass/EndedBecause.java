package dk.ledelseskatalog.masterclass;

import java.util.Locale;

/** Why an enrolment is cancelled. */
public enum EndedBecause {
  /** The person signed off. */
  SIGNED_OFF,
  /** A facilitator cancelled the session. */
  SESSION_CANCELLED;

  /** As the API writes it, such as {@code signed-off}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
