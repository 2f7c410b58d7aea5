package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.outbox.State;
import java.util.Optional;

/**
 * A completion, how far its statement has come, and what was put right.
 *
 * @param state empty once the outbox keeps the statement no longer
 * @param voiding the correction that voided it; empty while it stands
 * @param origin the correction in which it took another's place, if it did
 */
public record TrackedCompletion(
    Completion completion,
    Optional<State> state,
    Optional<Correction> voiding,
    Optional<Correction> origin) {

  /** One whose statement was just left for delivery, and of which nothing was put right. */
  static TrackedCompletion recordedNow(Completion completion) {
    return new TrackedCompletion(
        completion, Optional.of(State.PENDING), Optional.empty(), Optional.empty());
  }
}
