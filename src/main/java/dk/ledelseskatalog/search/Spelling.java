package dk.ledelseskatalog.search;

import dk.ledelseskatalog.spelling.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the word of the catalogue that a misspelt one was meant to be. Thread-safe. */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int TWO_ERRORS_FROM = 6;
  private static final int FIRST_LETTER_FROM = 5;
  private static final int COMPOUND_FROM = 7;
  private static final int TWO_ERRORS_IN_COMPOUND_FROM = 10;
  private static final int REMEMBERED = 2_000;

  private record Candidate(String word, int errors, int frequency) {}

  private final Vocabulary vocabulary;

  /** Looking through the vocabulary takes longer than the search itself. */
  private final Recent<String, Optional<String>> remembered = new Recent<>(REMEMBERED);

  Spelling(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The word that was meant; empty for a valid word, and where nothing is near enough. */
  Optional<String> correct(String typed) {
    if (typed.length() < SHORTEST || typed.chars().anyMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return remembered.get(typed, this::meant);
  }

  private Optional<String> meant(String typed) {
    return switch (vocabulary.analysis().standing(typed)) {
      case LISTED -> Optional.empty();
      // Nearly every long typing error can be read as some compound nobody has ever used.
      case COMPOSED ->
          typed.length() < COMPOUND_FROM
              ? Optional.empty()
              : near(typed, typed.length() < TWO_ERRORS_IN_COMPOUND_FROM ? 1 : 2).stream()
                  .findFirst();
      case UNKNOWN ->
          near(typed, typed.length() < TWO_ERRORS_FROM ? 1 : 2).stream()
              .findFirst()
              .or(() -> beginningOtherwise(typed));
    };
  }

  /** The word whose first two letters were swapped, or whose first letter was left out. */
  private Optional<String> beginningOtherwise(String typed) {
    if (typed.length() < FIRST_LETTER_FROM) {
      return Optional.empty();
    }
    String swapped = "" + typed.charAt(1) + typed.charAt(0) + typed.substring(2);
    if (vocabulary.isKnown(swapped)) {
      return Optional.of(swapped);
    }
    return vocabulary.endingAfterOneLetter(typed);
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
