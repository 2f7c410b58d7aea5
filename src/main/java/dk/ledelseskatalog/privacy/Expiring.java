package dk.ledelseskatalog.privacy;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** A kind of data with a time to be kept. Thread-safe. */
public interface Expiring {
  /** What it is called in reports, such as {@code completions}. */
  String kind();

  /**
   * Removes, in the caller's transaction, what has been done with since before a time; oldest
   * first, at most so many.
   *
   * @return how many were removed; fewer than the limit only if nothing is left to remove
   */
  int removeBefore(EntityManager manager, Instant end, int limit);
}
