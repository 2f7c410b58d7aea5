package dk.ledelseskatalog.catalogue;

/**
 * How long something may take.
 *
 * @param from the fewest minutes
 * @param to the most minutes, inclusive
 */
public record MinutesRange(int from, int to) {
  public MinutesRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("No range: " + from + " to " + to);
    }
  }

  public boolean contains(int minutes) {
    return from <= minutes && minutes <= to;
  }
}
