package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.SpellingDictionary.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts Danish compounds where the spelling dictionary says that words may be joined: each of its
 * words is marked with the linking element it takes ("arbejde" → "arbejds-") and whether it may
 * come last. Immutable.
 */
final class CompoundSplitter {
  /**
   * One part of a compound.
   *
   * @param bases the words it may be a form of, at least one
   */
  record Part(Set<String> bases) {
    Part {
      bases = Set.copyOf(bases);
    }
  }

  private static final int SHORTEST_PART = 3;
  private static final int MOST_PARTS = 4;

  /** What stands before them is no word to search for by itself, nor is what follows. */
  private static final Set<String> PARTICLES =
      Set.of(
          "an", "af", "bag", "be", "bi", "efter", "for", "foran", "forud", "fra", "frem", "gen",
          "gennem", "hen", "her", "ind", "mod", "med", "ned", "om", "op", "over", "på", "sam",
          "samt", "sammen", "til", "tilbage", "ud", "und", "under", "ved", "vel", "hvor", "der",
          "mis", "pro", "eks", "kon", "sub", "van", "ufor", "ube");

  /** Endings that look like words: "personlig" is no corpse, "lederskab" no cupboard. */
  private static final Set<String> ENDINGS =
      Set.of(
          "skab", "hed", "hede", "lig", "lige", "dom", "ring", "ling", "ning", "ion", "ren", "sen",
          "lem", "nem", "bar", "som", "inde", "eri", "ter", "tur", "et", "isk", "isme", "ist",
          "tion", "al", "ale", "ant", "ent", "ens", "els", "ere", "sel", "sal", "ing", "ige");

  private final SpellingDictionary dictionary;

  CompoundSplitter(SpellingDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * The parts of a compound in order; empty if the word is none. A part that is a compound itself
   * is left whole.
   */
  List<Part> split(String word) {
    if (word.length() < 2 * SHORTEST_PART || word.length() > Tokens.LONGEST_WORD) {
      return List.of();
    }
    Set<String> lemmas = dictionary.lemmas(word);
    if (lemmas.isEmpty()) {
      return new Cut(word, false).best();
    }
    // A word the dictionary has whole is cut in its base form and with more caution.
    for (String lemma : lemmas) {
      List<Part> parts = new Cut(lemma, true).best();
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    return List.of();
  }

  /** The cutting of one word. */
  private final class Cut {
    private final String word;
    private final boolean cautious;
    private final Map<String, List<Form>> forms = new HashMap<>();

    Cut(String word, boolean cautious) {
      this.word = word;
      this.cautious = cautious;
    }

    /** Of several ways to cut, that of fewest parts; then that of the longest first part. */
    List<Part> best() {
      for (int parts = 2; parts <= (cautious ? 2 : MOST_PARTS); parts++) {
        List<Part> found = from(0, parts);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    }

    private List<Part> from(int start, int parts) {
      if (parts == 1) {
        return last(start);
      }
      for (int end = word.length() - SHORTEST_PART; end >= start + SHORTEST_PART; end--) {
        Set<String> bases = bases(start, end);
        if (!bases.isEmpty() && !(cautious && doubtful(end, bases))) {
          List<Part> rest = from(end, parts - 1);
          if (!rest.isEmpty()) {
            List<Part> all = new ArrayList<>();
            all.add(new Part(bases));
            all.addAll(rest);
            return all;
          }
        }
      }
      return List.of();
    }

    /** The words that the letters up to {@code end} stand for before another part. */
    private Set<String> bases(int start, int end) {
      Set<String> bases = new LinkedHashSet<>();
      for (Form form : forms(start, end)) {
        if ((start == 0 ? form.beginsCompound() : form.continuesCompound())
            && form.base().length() >= SHORTEST_PART) {
          addBase(form.base(), bases);
        }
      }
      return bases;
    }

    private void addBase(String base, Set<String> bases) {
      // What only stands before another word is listed with a hyphen ("udviklings-").
      String bare = base.endsWith("-") ? base.substring(0, base.length() - 1) : base;
      if (!PARTICLES.contains(bare) && bare.length() >= SHORTEST_PART) {
        Set<String> lemmas = bare.equals(base) ? Set.of(base) : dictionary.lemmas(bare);
        bases.addAll(lemmas.isEmpty() ? Set.of(bare) : lemmas);
      }
    }

    /** Short words join by chance; a linking element speaks against chance. */
    private boolean doubtful(int end, Set<String> bases) {
      boolean linked = bases.stream().noneMatch(base -> base.length() >= end);
      int last = word.length() - end;
      return last < SHORTEST_PART + 1
          ? end < SHORTEST_PART + 2
          : end < SHORTEST_PART + 1 && !linked;
    }

    private List<Part> last(int start) {
      String piece = word.substring(start);
      if (ENDINGS.contains(piece)) {
        return List.of();
      }
      Set<String> bases = new LinkedHashSet<>();
      for (Form form : forms(start, word.length())) {
        if (form.endsCompound() && form.base().length() >= SHORTEST_PART) {
          bases.add(form.base());
        }
      }
      return bases.isEmpty() ? List.of() : List.of(new Part(bases));
    }

    private List<Form> forms(int start, int end) {
      return forms.computeIfAbsent(word.substring(start, end), dictionary::forms);
    }
  }
}
