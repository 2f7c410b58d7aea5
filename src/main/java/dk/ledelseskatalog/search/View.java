package dk.ledelseskatalog.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One field of the index: the words of an entry, or of the heading it stands under, in one of their
 * views. The weights are those that did best in a comparison of analysis chains; looser views weigh
 * less, and Danish compounds are right-headed, so the last part weighs more than the others.
 */
enum View {
  SURFACE(3f, Rung.EXACT),
  STEM(2.5f, Rung.STEM),
  HEAD(1.4f, Rung.PARTS),
  MODIFIER(1.1f, Rung.PARTS),
  ROOT(.8f, Rung.ROOT),
  HEADING(.7f, Rung.HEADING),
  HEADING_ROOT(.35f, Rung.HEADING);

  private final float weight;
  private final Rung rung;

  View(float weight, Rung rung) {
    this.weight = weight;
    this.rung = rung;
  }

  float weight() {
    return weight;
  }

  Rung rung() {
    return rung;
  }

  /** The terms under which a word of an entry is found. */
  Set<String> indexed(WordViews word) {
    Set<String> terms = new LinkedHashSet<>();
    switch (this) {
      case SURFACE -> terms.add(word.surface());
      case STEM -> terms.addAll(word.stems());
      case HEAD -> {
        terms.addAll(word.stems());
        word.parts().stream().filter(WordViews.Part::head).forEach(p -> terms.addAll(p.stems()));
      }
      case MODIFIER ->
          word.parts().stream().filter(p -> !p.head()).forEach(p -> terms.addAll(p.stems()));
      case HEADING -> {
        terms.addAll(word.stems());
        word.parts().forEach(part -> terms.addAll(part.stems()));
      }
      case ROOT, HEADING_ROOT -> {
        terms.addAll(word.roots());
        word.parts().forEach(part -> terms.addAll(part.roots()));
      }
    }
    return terms;
  }

  /** The terms by which a typed word, or a part of one, is looked for. */
  List<String> soughtBy(String surface, List<String> stems, List<String> roots) {
    return switch (this) {
      case SURFACE -> surface.isEmpty() ? List.of() : List.of(surface);
      case STEM, HEAD, MODIFIER, HEADING -> stems;
      case ROOT, HEADING_ROOT -> roots;
    };
  }

  /** The name of the field in an index of a language. */
  String field(String language) {
    return language + "." + name().toLowerCase(Locale.ROOT);
  }

  boolean ofHeading() {
    return this == HEADING || this == HEADING_ROOT;
  }
}
