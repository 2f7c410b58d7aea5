package dk.ledelseskatalog.search;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a word is, seen ever more loosely.
 *
 * @param surface the word itself
 * @param stems without inflection; several where a form belongs to several words
 * @param roots the words it is derived from ("lede" for "ledelse"), or its base words
 * @param parts of a compound, and in turn of its parts; empty for another word
 */
record WordViews(String surface, List<String> stems, List<String> roots, List<Part> parts) {
  /**
   * A word inside a compound.
   *
   * @param head whether it comes last and so is what the compound is a kind of
   * @param outermost whether it is a part of the compound, not of one of its parts
   * @param vague whether the compound is about the other parts ("handlekraft")
   */
  record Part(
      List<String> stems, List<String> roots, boolean head, boolean outermost, boolean vague) {
    Part {
      stems = List.copyOf(stems);
      roots = List.copyOf(roots);
    }

    private Part sharing(UnaryOperator<String> terms) {
      return new Part(
          stems.stream().map(terms).toList(),
          roots.stream().map(terms).toList(),
          head,
          outermost,
          vague);
    }
  }

  WordViews {
    stems = List.copyOf(stems);
    roots = List.copyOf(roots);
    parts = List.copyOf(parts);
  }

  /** The same with terms that are perhaps those of other words, which saves memory. */
  WordViews sharing(UnaryOperator<String> terms) {
    return new WordViews(
        terms.apply(surface),
        stems.stream().map(terms).toList(),
        roots.stream().map(terms).toList(),
        parts.stream().map(part -> part.sharing(terms)).toList());
  }

  List<Part> outermostParts() {
    return parts.stream().filter(Part::outermost).toList();
  }
}
