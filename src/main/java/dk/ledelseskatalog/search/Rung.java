package dk.ledelseskatalog.search;

import java.util.Locale;

/** The steps of the ladder, best first. */
enum Rung {
  EXACT,
  STEM,
  PARTS,
  ROOT,
  HEADING,
  BROWSE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
