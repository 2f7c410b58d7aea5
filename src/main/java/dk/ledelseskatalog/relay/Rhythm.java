package dk.ledelseskatalog.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The lengths of the waits between tries.
 *
 * @param shortest the first wait after a failure, before jitter
 * @param longest no wait is longer, whatever the other side asks
 * @param firstProbe the first wait after the other side refused us
 * @param random for the jitter, so that nodes and destinations do not fall into step
 */
public record Rhythm(
    Duration shortest, Duration longest, Duration firstProbe, RandomGenerator random) {
  static final int TRIPS_AT = 5;

  /** Full jitter: anything up to the exponential wait. */
  public Duration jittered(int failures) {
    return Duration.ofMillis(random.nextLong(doubled(shortest, failures).toMillis() + 1));
  }

  /** The other side may ask for no time at all, again and again. */
  public Duration bounded(Duration wait) {
    return wait.compareTo(shortest) < 0 ? shortest : atMostLongest(wait);
  }

  /** An open circuit waits at least half the exponential wait: jitter alone may be no wait. */
  Duration open(int failures) {
    Duration half = doubled(shortest, failures).dividedBy(2);
    return half.plusMillis(random.nextLong(half.toMillis() + 1));
  }

  Duration probe(int probes) {
    return doubled(firstProbe, probes);
  }

  private Duration atMostLongest(Duration wait) {
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private Duration doubled(Duration first, int times) {
    // 2^20 of the shortest is longer than any longest.
    return atMostLongest(first.multipliedBy(1L << Math.min(times - 1, 20)));
  }
}
