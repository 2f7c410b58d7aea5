package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.Lexicon.Flags;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a dictionary's affix file: how a base word with the flag becomes another form.
 *
 * @param flag which words it is for
 * @param strip what the base word loses at its end
 * @param add what it gets instead
 * @param condition the letters that the end of the base word must have, each one of a set
 * @param continuation the flags of the form: what may follow it, and its place in compounds
 */
record SuffixRule(int flag, String strip, String add, List<Letter> condition, Flags continuation) {

  /** One place of a condition. */
  record Letter(String letters, boolean negated) {
    boolean admits(char letter) {
      return letters.isEmpty() || (letters.indexOf(letter) >= 0) != negated;
    }
  }

  /** Reads a condition such as {@code [^e]r}; {@code .} admits every letter. */
  static List<Letter> condition(String text) {
    List<Letter> letters = new ArrayList<>();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '[') {
        int end = text.indexOf(']', at);
        boolean negated = text.charAt(at + 1) == '^';
        letters.add(new Letter(text.substring(at + (negated ? 2 : 1), end), negated));
        at = end;
      } else {
        String letter = text.charAt(at) == '.' ? "" : text.substring(at, at + 1);
        letters.add(new Letter(letter, false));
      }
    }
    return List.copyOf(letters);
  }

  boolean fits(String base) {
    if (base.length() < condition.size() || !base.endsWith(strip)) {
      return false;
    }
    for (int at = 0; at < condition.size(); at++) {
      if (!condition.get(at).admits(base.charAt(base.length() - condition.size() + at))) {
        return false;
      }
    }
    return true;
  }
}
