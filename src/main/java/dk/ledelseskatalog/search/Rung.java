package dk.ledelseskatalog.search;

import java.util.Locale;

/** The steps of the ladder that a typed word climbs until it is found, best first. */
enum Rung {
  /** Editors put it first for this query. */
  PINNED,
  EXACT,
  STEM,
  /** It is a part of a compound in the entry. */
  PARTS,
  /** It is derived from the same word. */
  ROOT,
  /** It stands in the heading above the entry. */
  HEADING,
  SYNONYM,
  /** The entry has the parts of the compound that was typed. */
  COMPOUND,
  /** Two typed words are one word in the entry. */
  JOINED,
  /** It was typed without æ, ø or å. */
  LETTERS,
  SPELLING,
  /** Nothing was typed. */
  BROWSE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
