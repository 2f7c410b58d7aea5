package dk.ledelseskatalog.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An operator's stop of all delivery, on every node and across restarts, until an operator ends it.
 *
 * @param by the operator's pseudonym
 */
record Pause(Instant at, UUID by, String reason) {}
