package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was typed, cut into words and "quoted phrases", and never more of it than the limits allow.
 *
 * @param words outside quotation marks
 * @param phrases each the words of one quotation
 */
record TypedQuery(List<String> words, List<List<String>> phrases) {
  static final int LONGEST = 256;
  static final int MOST_TERMS = 16;

  private static final Pattern QUOTATION_MARK =
      Pattern.compile("[\"\u201c\u201d\u201e\u00ab\u00bb]");

  static TypedQuery of(String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<String> words = new ArrayList<>();
    List<List<String>> phrases = new ArrayList<>();
    int terms = 0;
    String[] pieces = QUOTATION_MARK.split(bounded, -1);
    for (int piece = 0; piece < pieces.length; piece++) {
      // A last quotation that nobody closed is none.
      boolean quoted = piece % 2 == 1 && piece < pieces.length - 1;
      List<String> found = new ArrayList<>();
      for (Token token : Tokens.of(pieces[piece])) {
        if (!token.whole() && terms < MOST_TERMS) {
          found.add(token.surface());
          terms++;
        }
      }
      if (!quoted) {
        words.addAll(found);
      } else if (!found.isEmpty()) {
        phrases.add(List.copyOf(found));
      }
    }
    return new TypedQuery(List.copyOf(words), List.copyOf(phrases));
  }

  boolean isEmpty() {
    return words.isEmpty() && phrases.isEmpty();
  }
}
