package dk.ledelseskatalog.spelling;

/** Tells texts that can be kept and said from those that only JSON can write. */
public final class Characters {
  private Characters() {}

  /** Whether each is one that every database and every answer can carry: no NUL, no half of one. */
  public static boolean areWhole(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints().noneMatch(each -> Character.getType(each) == Character.SURROGATE);
  }
}
