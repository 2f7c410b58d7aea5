package dk.ledelseskatalog.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast somebody may be sent to, learned from their answers. Values; whoever sends asks one for
 * the next after each answer.
 *
 * <p>{@link Flowing} sends all it can. One answer that says nothing of what became of the messages
 * leads to {@link BackingOff}, several in a row to {@link Open}, which tries with a single message.
 * A destination that asks for time is {@link Throttled}; one that refuses us is {@link Refused}
 * until a single message gets through. Any answer about the content leads back to {@link Flowing}.
 */
public sealed interface Pace {
  /** Nothing is sent before this. */
  Instant notBefore();

  /** Whether only a single message may be sent, to see whether it gets through. */
  boolean probing();

  /** The pace after an answer that took nothing for certain. */
  Pace failed(Rhythm rhythm, Instant now);

  /** The pace after the destination asked for time. */
  default Pace throttled(Optional<Duration> retryAfter, Rhythm rhythm, Instant now) {
    Duration wait = retryAfter.orElseGet(() -> rhythm.jittered(failures() + 1));
    return new Throttled(failures() + 1, now.plus(rhythm.bounded(wait)));
  }

  /** The pace after the destination refused us. */
  default Pace refused(String why, Rhythm rhythm, Instant now) {
    return new Refused(1, now.plus(rhythm.probe(1)), why);
  }

  /** Failures in a row. */
  int failures();

  /** All is well. */
  record Flowing() implements Pace {
    @Override
    public Instant notBefore() {
      return Instant.EPOCH;
    }

    @Override
    public boolean probing() {
      return false;
    }

    @Override
    public int failures() {
      return 0;
    }

    @Override
    public Pace failed(Rhythm rhythm, Instant now) {
      return new BackingOff(1, now.plus(rhythm.jittered(1)));
    }
  }

  /** The same bytes again, soon. */
  record BackingOff(int failures, Instant notBefore) implements Pace {
    @Override
    public boolean probing() {
      return false;
    }

    @Override
    public Pace failed(Rhythm rhythm, Instant now) {
      int count = failures + 1;
      return count < Rhythm.TRIPS_AT
          ? new BackingOff(count, now.plus(rhythm.jittered(count)))
          : new Open(count, now.plus(rhythm.open(count)));
    }
  }

  /** The circuit is open: the destination is down, and is tried with one message at a time. */
  record Open(int failures, Instant notBefore) implements Pace {
    @Override
    public boolean probing() {
      return true;
    }

    @Override
    public Pace failed(Rhythm rhythm, Instant now) {
      return new Open(failures + 1, now.plus(rhythm.open(failures + 1)));
    }
  }

  /** The destination asked for time. */
  record Throttled(int failures, Instant notBefore) implements Pace {
    @Override
    public boolean probing() {
      return false;
    }

    @Override
    public Pace failed(Rhythm rhythm, Instant now) {
      return new BackingOff(1, now.plus(rhythm.jittered(1)));
    }
  }

  /** The destination will not have us; somebody must look at how it is set up. */
  record Refused(int failures, Instant notBefore, String reason) implements Pace {
    @Override
    public boolean probing() {
      return true;
    }

    @Override
    public Pace failed(Rhythm rhythm, Instant now) {
      return refused(reason, rhythm, now);
    }

    @Override
    public Pace throttled(Optional<Duration> retryAfter, Rhythm rhythm, Instant now) {
      return refused(reason, rhythm, now);
    }

    @Override
    public Pace refused(String why, Rhythm rhythm, Instant now) {
      return new Refused(failures + 1, now.plus(rhythm.probe(failures + 1)), why);
    }
  }
}
