package dk.ledelseskatalog.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That a person completed an activity, as it is told to {@link CompletionWriter}.
 *
 * @param person the pseudonym
 * @param activity with the release the person had before them
 * @param at never later than now
 * @param occasion what it was part of, where several did it together
 */
public record Accomplishment(
    UUID person,
    UUID registration,
    LearningActivity activity,
    Instant at,
    Optional<Duration> duration,
    Optional<Occasion> occasion) {

  /** Somebody did it for themselves. */
  public static Accomplishment alone(
      UUID person,
      UUID registration,
      LearningActivity activity,
      Instant at,
      Optional<Duration> duration) {
    return new Accomplishment(person, registration, activity, at, duration, Optional.empty());
  }
}
