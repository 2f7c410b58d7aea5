package dk.ledelseskatalog.search;

import java.util.List;
import java.util.Locale;

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

  /** The terms under which a word is indexed in this view. */
  List<String> terms(WordViews views) {
    return switch (this) {
      case SURFACE -> List.of(views.surface());
      case STEM, HEADING -> views.stems();
      case HEAD -> views.heads();
      case MODIFIER -> views.modifiers();
      case ROOT, HEADING_ROOT -> views.roots();
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
