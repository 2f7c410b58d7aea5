package dk.ledelseskatalog.search;

import java.util.List;

/**
 * What a word is, seen ever more loosely. Each view of a word in an entry is compared with the same
 * view of a typed word.
 *
 * @param surface the word itself
 * @param stems without inflection; several where a form belongs to several words
 * @param heads stems of what the word is a kind of: the last part of a compound, else the word
 * @param modifiers stems of the other parts of a compound
 * @param roots the words it and its parts are derived from ("lede" for "ledelse")
 */
record WordViews(
    String surface,
    List<String> stems,
    List<String> heads,
    List<String> modifiers,
    List<String> roots) {
  WordViews {
    stems = List.copyOf(stems);
    heads = List.copyOf(heads);
    modifiers = List.copyOf(modifiers);
    roots = List.copyOf(roots);
  }
}
