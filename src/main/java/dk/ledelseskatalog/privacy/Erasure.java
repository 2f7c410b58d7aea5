package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.privacy.PersonalData.Erased;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person erased, or about to be. It goes on without them: REQUESTED → ERASED → COMPLETE.
 *
 * @param pseudonym whose it was; nobody can tell any more once it is ERASED
 * @param state how far it has come
 * @param requestedAs the role of who asked for it
 * @param erasedAt when the last row that named the person went
 * @param completedAt when nothing that was under way then can have been left behind
 * @param report what was done
 */
public record Erasure(
    UUID id,
    UUID pseudonym,
    ErasureReason reason,
    State state,
    String requestedAs,
    Instant requestedAt,
    Optional<Instant> erasedAt,
    Optional<Instant> completedAt,
    Erased report) {

  /** How far it has come. */
  public enum State {
    /** The tombstone stands. */
    REQUESTED,

    /** The person's data are gone, and the row that said whose pseudonym it was. */
    ERASED,

    /** Looked through once more, after every transaction of that moment had ended. */
    COMPLETE
  }
}
