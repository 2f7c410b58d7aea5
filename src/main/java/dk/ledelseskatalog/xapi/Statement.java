package dk.ledelseskatalog.xapi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * One xAPI statement. Immutable. {@code stored}, {@code authority} and {@code version} are the
 * store's to add, so there is no place for them.
 *
 * @param timestamp cut to milliseconds, which every store keeps
 */
public record Statement(
    UUID id,
    Actor actor,
    Verb verb,
    StatementObject object,
    Optional<Result> result,
    Context context,
    Instant timestamp) {
  public Statement {
    timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    if (object instanceof StatementObject.Reference
        && (context.revision().isPresent() || context.platform().isPresent())) {
      throw new IllegalArgumentException(
          "revision and platform speak of an activity; this is about a statement");
    }
  }

  /**
   * The bytes to store and send: UTF-8, members in a fixed order, the same for equal statements.
   * They are rendered once, when the fact is recorded; a later version of this program may render
   * the same fact otherwise, and a store answers 409 to that.
   */
  public byte[] toJson() {
    return StatementWriter.write(this);
  }
}
