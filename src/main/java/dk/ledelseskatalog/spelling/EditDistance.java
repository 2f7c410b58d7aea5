package dk.ledelseskatalog.spelling;

/** Counts typing errors: a letter too many, too few, wrong, or two swapped. */
public final class EditDistance {
  private EditDistance() {}

  /** The errors between two words, or {@code most + 1} if there are more than {@code most}. */
  public static int between(String one, String other, int most) {
    return distance(one, other, most, false);
  }

  /** The errors between what was typed and the beginning of a word that fits it best. */
  public static int toBeginning(String typed, String word, int most) {
    return distance(typed, word, most, true);
  }

  private static int distance(String typed, String word, int most, boolean beginning) {
    int tooLong = beginning ? typed.length() - word.length() : word.length() - typed.length();
    if (beginning ? tooLong > most : Math.abs(tooLong) > most) {
      return most + 1;
    }
    int columns = beginning ? Math.min(word.length(), typed.length() + most) : word.length();
    int[] beforeLast = new int[columns + 1];
    int[] last = new int[columns + 1];
    int[] current = new int[columns + 1];
    for (int column = 0; column <= columns; column++) {
      last[column] = column;
    }
    for (int row = 1; row <= typed.length(); row++) {
      current[0] = row;
      int least = row;
      for (int column = 1; column <= columns; column++) {
        boolean same = typed.charAt(row - 1) == word.charAt(column - 1);
        int errors =
            Math.min(
                Math.min(last[column] + 1, current[column - 1] + 1),
                last[column - 1] + (same ? 0 : 1));
        if (row > 1
            && column > 1
            && typed.charAt(row - 1) == word.charAt(column - 2)
            && typed.charAt(row - 2) == word.charAt(column - 1)) {
          errors = Math.min(errors, beforeLast[column - 2] + 1);
        }
        current[column] = errors;
        least = Math.min(least, errors);
      }
      if (least > most) {
        return most + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    int errors = last[columns];
    for (int column = 0; beginning && column <= columns; column++) {
      errors = Math.min(errors, last[column]);
    }
    return Math.min(errors, most + 1);
  }
}
