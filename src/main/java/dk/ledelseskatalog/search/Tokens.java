package dk.ledelseskatalog.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into words, alike for entries and for what is typed. Works on any sequence of chars:
 * half surrogates, control and format characters are never part of a word.
 */
final class Tokens {
  /** Longer runs are no words; they are left out. */
  static final int LONGEST_WORD = 64;

  private Tokens() {}

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int position = 0;
    int at = 0;
    int firstOfHyphenated = -1;
    while (at < text.length()) {
      int end = wordEnd(text, at);
      if (end == at) {
        at += Character.charCount(text.codePointAt(at));
        firstOfHyphenated = -1;
        continue;
      }
      String surface = end - at <= 4 * LONGEST_WORD ? surface(text.substring(at, end)) : "";
      if (!surface.isEmpty() && surface.length() <= LONGEST_WORD) {
        tokens.add(new Token(surface, at, end, position++, false));
        if (firstOfHyphenated >= 0) {
          addWhole(tokens, firstOfHyphenated);
        }
        boolean hyphenFollows =
            end + 1 < text.length()
                && isHyphen(text.charAt(end))
                && wordEnd(text, end + 1) > end + 1;
        if (!hyphenFollows) {
          firstOfHyphenated = -1;
        } else if (firstOfHyphenated < 0) {
          firstOfHyphenated = tokens.size() - 1;
        }
        at = hyphenFollows ? end + 1 : end;
      } else {
        firstOfHyphenated = -1;
        at = end;
      }
    }
    return tokens;
  }

  /** Adds or lengthens the one-word form of the hyphenated word that begins at a token. */
  private static void addWhole(List<Token> tokens, int first) {
    Token begin = tokens.get(first);
    Token last = tokens.get(tokens.size() - 1);
    StringBuilder joined = new StringBuilder();
    for (Token part : tokens.subList(first, tokens.size())) {
      if (!part.whole()) {
        joined.append(part.surface());
      }
    }
    tokens.removeIf(token -> token.whole() && token.position() == begin.position());
    if (joined.length() <= LONGEST_WORD) {
      tokens.add(new Token(joined.toString(), begin.start(), last.end(), begin.position(), true));
    }
  }

  private static int wordEnd(String text, int start) {
    int at = start;
    boolean letterSeen = false;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (Character.isLetterOrDigit(codePoint)) {
        letterSeen = true;
      } else if (!letterSeen || !isInsideWord(codePoint)) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /** Combining marks, soft hyphens and invisible characters neither end a word nor begin one. */
  private static boolean isInsideWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static boolean isHyphen(char character) {
    return character == '-' || character == '\u2010' || character == '\u2011';
  }

  /** The word as it is compared. */
  static String surface(String word) {
    // Nearly every word is written in these alone, and normalizing takes its time.
    if (word.chars().allMatch(Tokens::isDanish)) {
      return word.toLowerCase(Locale.ROOT);
    }
    String lower = Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder surface = new StringBuilder(lower.length());
    for (int at = 0; at < lower.length(); at++) {
      char character = lower.charAt(at);
      switch (character) {
        case 'æ', 'ø', 'å' -> surface.append(character);
        case 'ä' -> surface.append('æ');
        case 'ö' -> surface.append('ø');
        case 'ß' -> surface.append("ss");
        default -> {
          if (character >= 0x80) {
            fold(character, surface);
          } else if (Character.isLetterOrDigit(character)) {
            surface.append(character);
          }
        }
      }
    }
    return surface.toString();
  }

  private static boolean isDanish(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "æøåÆØÅ".indexOf(character) >= 0;
  }

  private static void fold(char character, StringBuilder surface) {
    String decomposed = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFD);
    for (int at = 0; at < decomposed.length(); at++) {
      char part = decomposed.charAt(at);
      // Compatibility forms may decompose to punctuation, which is no part of a word.
      if (Character.isLetterOrDigit(part) || Character.isSurrogate(part)) {
        surface.append(part);
      }
    }
  }
}
