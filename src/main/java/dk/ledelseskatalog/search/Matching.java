package dk.ledelseskatalog.search;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terms a query looks for in each view, and the rung each stands on. Complete before the first
 * question is asked; for one thread.
 */
final class Matching {
  private final Map<View, Map<String, Rung>> terms = new EnumMap<>(View.class);

  /** By the very object: a word of the index is analysed once. */
  private final IdentityHashMap<WordViews, Optional<Rung>> rungs = new IdentityHashMap<>();

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
    return rungs.computeIfAbsent(word, this::bestRung);
  }

  private Optional<Rung> bestRung(WordViews word) {
    Best best = new Best();
    terms.forEach(
        (view, rungs) -> {
          if (!view.ofHeading()) {
            view.indexed(word, term -> best.add(rungs.get(term)));
          }
        });
    return Optional.ofNullable(best.rung);
  }

  private static final class Best {
    private @Nullable Rung rung;

    void add(@Nullable Rung other) {
      if (other != null && (rung == null || other.compareTo(rung) < 0)) {
        rung = other;
      }
    }
  }
}
