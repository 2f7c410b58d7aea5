package dk.ledelseskatalog.search;

import dk.ledelseskatalog.spelling.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the word of the catalogue that a misspelt one was meant to be. Thread-safe. */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int TWO_ERRORS_FROM = 6;
  private static final int REMEMBERED = 2_000;

  private record Candidate(String word, int errors, int frequency) {}

  private final Vocabulary vocabulary;

  /** Looking through the vocabulary takes longer than the search itself. */
  private final Map<String, Optional<String>> remembered =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Spelling(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The word that was meant; empty for a valid word, and where nothing is near enough. */
  Optional<String> correct(String typed) {
    if (typed.length() < SHORTEST || typed.chars().anyMatch(Character::isDigit)) {
      return Optional.empty();
    }
    synchronized (remembered) {
      Optional<String> known = remembered.get(typed);
      if (known != null) {
        return known;
      }
    }
    Optional<String> found =
        vocabulary.analysis().isValid(typed)
            ? Optional.empty()
            : near(typed, typed.length() < TWO_ERRORS_FROM ? 1 : 2).stream().findFirst();
    synchronized (remembered) {
      remembered.put(typed, found);
    }
    return found;
  }

  /** Words of the catalogue that begin alike and differ by few errors, nearest first. */
  List<String> near(String typed, int most) {
    List<Candidate> candidates = new ArrayList<>();
    for (Map.Entry<String, Integer> word : vocabulary.beginningWith(typed.charAt(0)).entrySet()) {
      int errors = EditDistance.between(typed, word.getKey(), most);
      if (errors <= most && word.getKey().length() >= SHORTEST - 1) {
        candidates.add(new Candidate(word.getKey(), errors, word.getValue()));
      }
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::errors)
            .thenComparingInt(candidate -> -candidate.frequency())
            .thenComparing(Candidate::word));
    return candidates.stream().map(Candidate::word).toList();
  }
}
