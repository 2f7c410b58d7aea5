package dk.ledelseskatalog.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

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
  private final String suffix;

  View(float weight, Rung rung) {
    this.weight = weight;
    this.rung = rung;
    this.suffix = "." + name().toLowerCase(Locale.ROOT);
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
    indexed(word, terms::add);
    return terms;
  }

  /** The same one by one, some perhaps twice. */
  void indexed(WordViews word, Consumer<String> each) {
    switch (this) {
      case SURFACE -> each.accept(word.surface());
      case STEM -> word.stems().forEach(each);
      case HEAD -> {
        word.stems().forEach(each);
        for (WordViews.Part part : word.parts()) {
          if (part.head()) {
            part.stems().forEach(each);
          }
        }
      }
      case MODIFIER -> {
        for (WordViews.Part part : word.parts()) {
          if (!part.head()) {
            part.stems().forEach(each);
          }
        }
      }
      case HEADING -> {
        word.stems().forEach(each);
        word.parts().forEach(part -> part.stems().forEach(each));
      }
      case ROOT, HEADING_ROOT -> {
        word.roots().forEach(each);
        word.parts().forEach(part -> part.roots().forEach(each));
      }
    }
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
    return language + suffix;
  }

  boolean ofHeading() {
    return this == HEADING || this == HEADING_ROOT;
  }
}
