package dk.ledelseskatalog.masterclass;

import java.util.Locale;
import java.util.Set;

/** What of a masterclass one must have attended to have completed it. */
enum CompletionRule {
  /** One session, whichever. */
  ANY {
    @Override
    boolean holds(Set<String> attended, Set<String> sessions) {
      return !attended.isEmpty();
    }
  },
  /** Every session that is not cancelled. */
  ALL {
    @Override
    boolean holds(Set<String> attended, Set<String> sessions) {
      return !attended.isEmpty() && attended.containsAll(sessions);
    }
  };

  /**
   * Whether somebody has completed the masterclass.
   *
   * @param attended the sessions they attended in one registration
   * @param sessions the masterclass's sessions that are not cancelled
   */
  abstract boolean holds(Set<String> attended, Set<String> sessions);

  /** The rule as the content type has it; {@link #ANY} where an entry says nothing. */
  static CompletionRule of(String text) {
    return text.isEmpty() ? ANY : valueOf(text.toUpperCase(Locale.ROOT));
  }
}
