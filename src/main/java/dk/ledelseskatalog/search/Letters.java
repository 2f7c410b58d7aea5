package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What people type who have no æ, ø and å on their keyboard. */
final class Letters {
  private static final List<String> DIGRAPHS = List.of("ae", "oe", "aa");
  private static final List<String> LETTERS = List.of("æ", "ø", "å");
  private static final int MOST_DIGRAPHS = 4;

  private Letters() {}

  /** The word with every {@code ae}, {@code oe} and {@code aa} as the letter it stands for. */
  static String danish(String word) {
    String danish = word;
    for (int letter = 0; letter < LETTERS.size(); letter++) {
      danish = danish.replace(DIGRAPHS.get(letter), LETTERS.get(letter));
    }
    return danish;
  }

  /** The ways to type a word without its Danish letters; none if it has none. */
  static Set<String> typings(String word) {
    Set<String> typings = new LinkedHashSet<>();
    if (word.indexOf('æ') >= 0 || word.indexOf('ø') >= 0 || word.indexOf('å') >= 0) {
      typings.add(word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"));
      typings.add(word.replace("æ", "ae").replace("ø", "o").replace("å", "a"));
      typings.add(word.replace('æ', 'a').replace('ø', 'o').replace('å', 'a'));
      typings.add(word.replace('æ', 'e').replace('ø', 'o').replace('å', 'a'));
    }
    return typings;
  }

  /** The word with some of its {@code ae}, {@code oe} and {@code aa} as letters, most first. */
  static List<String> readings(String typed) {
    List<String> readings = new ArrayList<>();
    addReadings(typed, 0, MOST_DIGRAPHS, readings);
    readings.remove(typed);
    return readings;
  }

  private static void addReadings(String word, int from, int left, List<String> readings) {
    for (int at = from; at + 1 < word.length() && left > 0; at++) {
      int letter = DIGRAPHS.indexOf(word.substring(at, at + 2));
      if (letter >= 0) {
        String read = word.substring(0, at) + LETTERS.get(letter) + word.substring(at + 2);
        addReadings(read, at + 1, left - 1, readings);
        addReadings(word, at + 1, left - 1, readings);
        return;
      }
    }
    readings.add(word);
  }
}
