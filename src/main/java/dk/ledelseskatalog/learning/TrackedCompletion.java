package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.outbox.State;
import java.util.Optional;

/**
 * A completion and how far its statement has come.
 *
 * @param state empty once the outbox keeps the statement no longer
 */
public record TrackedCompletion(Completion completion, Optional<State> state) {}
