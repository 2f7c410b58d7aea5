package dk.ledelseskatalog.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An operator's stop of all delivery, on every node and across restarts, until an operator ends it.
 *
 * @param by the operator's pseudonym
 */
record Pause(Instant at, UUID by, String reason) {
  /** Cut to milliseconds, so that it reads the same before and after storing. */
  Pause {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
