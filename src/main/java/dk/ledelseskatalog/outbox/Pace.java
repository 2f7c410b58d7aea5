package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.outbox.LrsClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How fast a store may be sent to, learned from its answers. Values; the dispatcher asks one for
 * the next after each answer.
 *
 * <p>{@link Flowing} sends full batches. One answer that says nothing of what was stored leads to
 * {@link BackingOff}, several in a row to {@link Open}, which tries with a single statement. A
 * store that asks for time is {@link Throttled}; one that refuses us is {@link Refused} until a
 * single statement gets through. Any answer about the content leads back to {@link Flowing}.
 */
sealed interface Pace {
  /** Nothing is sent before this. */
  Instant notBefore();

  /** How many statements the next request may hold at most. */
  int batchLimit();

  /** The pace after an answer that stored nothing for certain. */
  Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now);

  /** The pace after the store asked for time. */
  default Pace after(Answer.Throttled answer, Rhythm rhythm, Instant now) {
    Duration wait = answer.retryAfter().orElseGet(() -> rhythm.jittered(failures() + 1));
    return new Throttled(failures() + 1, now.plus(rhythm.bounded(wait)));
  }

  /** The pace after the store refused us. */
  default Pace after(Answer.Refused answer, Rhythm rhythm, Instant now) {
    return new Refused(1, now.plus(rhythm.probe(1)), answer.detail());
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
    public int batchLimit() {
      return Dispatcher.BATCH;
    }

    @Override
    public int failures() {
      return 0;
    }

    @Override
    public Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now) {
      return new BackingOff(1, now.plus(rhythm.jittered(1)));
    }
  }

  /** The same bytes again, soon. */
  record BackingOff(int failures, Instant notBefore) implements Pace {
    @Override
    public int batchLimit() {
      return Dispatcher.BATCH;
    }

    @Override
    public Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now) {
      int count = failures + 1;
      return count < Rhythm.TRIPS_AT
          ? new BackingOff(count, now.plus(rhythm.jittered(count)))
          : new Open(count, now.plus(rhythm.open(count)));
    }
  }

  /** The circuit is open: the store is down, and is tried with one statement at a time. */
  record Open(int failures, Instant notBefore) implements Pace {
    @Override
    public int batchLimit() {
      return 1;
    }

    @Override
    public Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now) {
      return new Open(failures + 1, now.plus(rhythm.open(failures + 1)));
    }
  }

  /** The store asked for time. */
  record Throttled(int failures, Instant notBefore) implements Pace {
    @Override
    public int batchLimit() {
      return Dispatcher.BATCH;
    }

    @Override
    public Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now) {
      return new BackingOff(1, now.plus(rhythm.jittered(1)));
    }
  }

  /** The store will not have us; somebody must look at the configuration. */
  record Refused(int failures, Instant notBefore, String reason) implements Pace {
    @Override
    public int batchLimit() {
      return 1;
    }

    @Override
    public Pace after(Answer.Unknown answer, Rhythm rhythm, Instant now) {
      return again(reason, rhythm, now);
    }

    @Override
    public Pace after(Answer.Throttled answer, Rhythm rhythm, Instant now) {
      return again(reason, rhythm, now);
    }

    @Override
    public Pace after(Answer.Refused answer, Rhythm rhythm, Instant now) {
      return again(answer.detail(), rhythm, now);
    }

    private Pace again(String why, Rhythm rhythm, Instant now) {
      return new Refused(failures + 1, now.plus(rhythm.probe(failures + 1)), why);
    }
  }

  /**
   * The lengths of the waits.
   *
   * @param shortest the first wait after a failure, before jitter
   * @param longest no wait is longer, whatever a store asks
   * @param firstProbe the first wait after the store refused us
   * @param random for the jitter, so that nodes and stores do not fall into step
   */
  record Rhythm(Duration shortest, Duration longest, Duration firstProbe, RandomGenerator random) {
    static final int TRIPS_AT = 5;

    /** Full jitter: anything up to the exponential wait. */
    Duration jittered(int failures) {
      return Duration.ofMillis(random.nextLong(doubled(shortest, failures).toMillis() + 1));
    }

    /** An open circuit waits at least half the exponential wait: jitter alone may be no wait. */
    Duration open(int failures) {
      Duration half = doubled(shortest, failures).dividedBy(2);
      return half.plusMillis(random.nextLong(half.toMillis() + 1));
    }

    Duration probe(int probes) {
      return doubled(firstProbe, probes);
    }

    /** A store may ask for no time at all, again and again. */
    Duration bounded(Duration wait) {
      return wait.compareTo(shortest) < 0 ? shortest : atMostLongest(wait);
    }

    private Duration atMostLongest(Duration wait) {
      return wait.compareTo(longest) < 0 ? wait : longest;
    }

    private Duration doubled(Duration first, int times) {
      // 2^20 of the shortest is longer than any longest.
      return atMostLongest(first.multipliedBy(1L << Math.min(times - 1, 20)));
    }
  }
}
