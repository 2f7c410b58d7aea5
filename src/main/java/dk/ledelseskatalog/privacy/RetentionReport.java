package dk.ledelseskatalog.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What one night's retention removed.
 *
 * @param finishedAt empty while it goes on
 * @param removed how many rows of each kind
 */
public record RetentionReport(
    LocalDate night,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Map<String, Integer> removed) {
  public RetentionReport {
    removed = Map.copyOf(removed);
  }
}
