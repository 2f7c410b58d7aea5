package dk.ledelseskatalog.search;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The terms a query looks for in each view, and the rung each stands on. */
final class Matching {
  private final Map<View, Map<String, Rung>> terms = new EnumMap<>(View.class);

  void add(View view, String term, Rung rung) {
    terms
        .computeIfAbsent(view, v -> new HashMap<>())
        .merge(term, rung, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  void addAll(Matching other) {
    other.terms.forEach((view, rungs) -> rungs.forEach((term, rung) -> add(view, term, rung)));
  }

  /** The best rung on which a word of an entry's own text matches. */
  Optional<Rung> rung(WordViews word) {
    Rung best = null;
    for (Map.Entry<View, Map<String, Rung>> view : terms.entrySet()) {
      if (!view.getKey().ofHeading()) {
        for (String term : view.getKey().indexed(word)) {
          Rung rung = view.getValue().get(term);
          if (rung != null && (best == null || rung.compareTo(best) < 0)) {
            best = rung;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
