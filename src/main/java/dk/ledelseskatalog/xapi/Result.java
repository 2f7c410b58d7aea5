package dk.ledelseskatalog.xapi;

import java.time.Duration;
import java.util.Optional;

/**
 * How it went.
 *
 * @param completion present and true where the activity is completed by this
 * @param duration how long it took, cut to the hundredth of a second xAPI asks for
 */
public record Result(Optional<Boolean> completion, Optional<Duration> duration) {
  public Result {
    duration = duration.map(Result::toHundredths);
  }

  private static Duration toHundredths(Duration exact) {
    if (exact.isNegative()) {
      throw new IllegalArgumentException("A negative duration: " + exact);
    }
    return Duration.ofMillis(exact.toMillis() / 10 * 10);
  }
}
