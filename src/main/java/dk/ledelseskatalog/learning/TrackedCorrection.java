package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.outbox.State;
import java.util.Optional;

/**
 * A correction and how far its voiding statement has come.
 *
 * @param state empty once the outbox keeps the statement no longer
 */
public record TrackedCorrection(Correction correction, Optional<State> state) {}
