package dk.ledelseskatalog.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leads a word back to the one it is derived from: "ledelse" and "leder" to "lede", "nysgerrighed"
 * to "nysgerrig". A step is taken only to a word that the dictionary has. Immutable.
 */
final class Derivations {
  /** Takes an ending off and puts another on. */
  private record Step(String ending, String instead, boolean toVerb) {}

  private static final int MOST_STEPS = 3;
  private static final int SHORTEST_ROOT = 3;

  private static final Set<String> PARTICLES =
      Set.of(
          "af", "an", "bi", "efter", "for", "frem", "ind", "med", "ned", "om", "op", "over", "på",
          "sammen", "til", "ud", "under", "ved");

  private static final List<Step> STEPS =
      List.of(
          new Step("else", "e", true),
          new Step("else", "", true),
          new Step("ning", "e", true),
          new Step("ning", "", true),
          new Step("ing", "e", true),
          new Step("ing", "", true),
          new Step("ksion", "ktere", true),
          new Step("ssion", "ttere", true),
          new Step("ation", "ere", true),
          new Step("ition", "ere", true),
          new Step("tion", "tere", true),
          new Step("tion", "ere", true),
          new Step("sion", "dere", true),
          new Step("ssion", "tere", true),
          new Step("ion", "ere", true),
          new Step("ativ", "ere", true),
          new Step("iv", "ere", true),
          new Step("ator", "ere", true),
          new Step("ør", "ere", true),
          new Step("ende", "e", true),
          new Step("ende", "", true),
          new Step("sel", "es", true),
          new Step("sel", "e", true),
          new Step("bar", "e", true),
          new Step("som", "e", true),
          new Step("er", "e", true),
          new Step("itet", "itere", true),
          new Step("gøre", "", false),
          new Step("hed", "", false),
          new Step("skab", "", false),
          new Step("mæssig", "", false),
          new Step("smæssig", "", false),
          new Step("fuld", "", false),
          new Step("sfuld", "", false),
          new Step("løs", "", false),
          new Step("sløs", "", false),
          new Step("elig", "e", false),
          new Step("lig", "", false),
          new Step("lig", "e", false),
          new Step("isk", "i", false),
          new Step("isk", "", false),
          new Step("ig", "", false),
          new Step("ig", "e", false),
          new Step("ere", "", false));

  private final SpellingDictionary dictionary;

  Derivations(SpellingDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The word at the end of the way; the lemma itself if it is derived from none. */
  String root(String lemma) {
    String root = lemma;
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<String> next = step(root);
      if (next.isEmpty()) {
        break;
      }
      root = next.get();
    }
    return root;
  }

  private Optional<String> step(String word) {
    for (Step step : STEPS) {
      if (word.endsWith(step.ending())) {
        String beginning = word.substring(0, word.length() - step.ending().length());
        for (String base : bases(beginning, step)) {
          if (base.length() >= SHORTEST_ROOT
              && (step.toVerb() ? isVerb(base) : dictionary.isBase(base))) {
            return Optional.of(base);
          }
        }
      }
    }
    // "utryghed" is about being safe as much as "tryghed" is.
    if (word.startsWith("u") && word.length() > SHORTEST_ROOT + 1) {
      String base = word.substring(1);
      return dictionary.isBase(base) && !dictionary.isVerb(base)
          ? Optional.of(base)
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** A consonant is doubled before an e: "beslutning" comes of "beslutte". */
  private static List<String> bases(String beginning, Step step) {
    String base = beginning + step.instead();
    return step.instead().equals("e") && !beginning.isEmpty()
        ? List.of(base, beginning + beginning.charAt(beginning.length() - 1) + "e")
        : List.of(base);
  }

  /** Also verbs that the dictionary has only in two words: "opbakke" is "bakke op". */
  private boolean isVerb(String base) {
    if (dictionary.isVerb(base)) {
      return true;
    }
    for (String particle : PARTICLES) {
      if (base.startsWith(particle) && dictionary.isVerb(base.substring(particle.length()))) {
        return true;
      }
    }
    return false;
  }

  /** The root of a verb and its particle, if Danish joins the two in a verb or a noun. */
  Optional<String> phrasal(String particle, String verb) {
    String joined = particle + verb;
    if (dictionary.isVerb(joined)) {
      return Optional.of(root(joined));
    }
    String beginning = verb.endsWith("e") ? joined.substring(0, joined.length() - 1) : joined;
    // The doubled consonant goes where the e goes.
    if (beginning.length() > 2
        && beginning.charAt(beginning.length() - 1) == beginning.charAt(beginning.length() - 2)) {
      beginning = beginning.substring(0, beginning.length() - 1);
    }
    for (String ending : List.of("ning", "ing", "else")) {
      if (dictionary.isBase(beginning + ending)) {
        return Optional.of(root(beginning + ending));
      }
    }
    return Optional.empty();
  }
}
