package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The base words of a spelling dictionary and the flags of each, packed: a map of strings would
 * take three times the memory. Immutable.
 */
final class Lexicon {
  /** A set of the numbers 0 to 127, which is what a word's or a rule's flags are. */
  record Flags(long low, long high) {
    static final Flags NONE = new Flags(0, 0);

    static Flags of(Iterable<Integer> numbers) {
      long low = 0;
      long high = 0;
      for (int number : numbers) {
        if (number < 0 || number > 127) {
          throw new IllegalArgumentException("A flag beyond 127: " + number);
        }
        low |= number < 64 ? 1L << number : 0;
        high |= number < 64 ? 0 : 1L << (number - 64);
      }
      return new Flags(low, high);
    }

    boolean has(int number) {
      return number < 64 ? (low >>> number & 1) == 1 : (high >>> (number - 64) & 1) == 1;
    }

    Flags and(Flags other) {
      return new Flags(low | other.low, high | other.high);
    }
  }

  private final char[] letters;
  private final int[] starts;
  private final short[] flagsOfWord;
  private final List<Flags> flags;

  /** Open addressing: the number of a word plus one, or zero. */
  private final int[] table;

  /** A bit for each beginning of a word, by its hash. */
  private final long[] beginnings = new long[1 << 17];

  Lexicon(Map<String, Flags> words) {
    int length = words.keySet().stream().mapToInt(String::length).sum();
    letters = new char[length];
    starts = new int[words.size() + 1];
    flagsOfWord = new short[words.size()];
    flags = new ArrayList<>();
    table = new int[Integer.highestOneBit(Math.max(8, words.size())) * 4];
    Map<Flags, Short> numbers = new HashMap<>();
    int number = 0;
    int at = 0;
    for (Map.Entry<String, Flags> word : words.entrySet()) {
      word.getKey().getChars(0, word.getKey().length(), letters, at);
      starts[number] = at;
      at += word.getKey().length();
      int hash = 0;
      for (int letter = 0; letter < word.getKey().length(); letter++) {
        hash = beginning(hash, word.getKey().charAt(letter));
        beginnings[hash >>> 15] |= 1L << (hash >>> 9);
      }
      flagsOfWord[number] =
          numbers.computeIfAbsent(
              word.getValue(),
              set -> {
                flags.add(set);
                return (short) (flags.size() - 1);
              });
      int slot = slot(word.getKey());
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = ++number;
    }
    starts[number] = at;
  }

  /** The hash of a beginning that is one letter longer. */
  private static int beginning(int hash, char letter) {
    return (hash ^ letter) * 0x9E3779B1 + 0x7F4A7C15;
  }

  /**
   * How many letters of a text may be the beginning of a word: perhaps more than are, never fewer.
   */
  int mayBegin(String text) {
    int hash = 0;
    for (int length = 0; length < text.length(); length++) {
      hash = beginning(hash, text.charAt(length));
      if ((beginnings[hash >>> 15] >>> (hash >>> 9) & 1) == 0) {
        return length;
      }
    }
    return text.length();
  }

  private int slot(String word) {
    int hash = word.hashCode() * 0x9E3779B9;
    return (hash ^ hash >>> 15) & (table.length - 1);
  }

  /** The flags of a base word; empty if there is no such word. */
  Optional<Flags> find(String word) {
    if (mayBegin(word) < word.length()) {
      return Optional.empty();
    }
    for (int slot = slot(word); table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
      int number = table[slot] - 1;
      if (is(number, word)) {
        return Optional.of(flags.get(flagsOfWord[number]));
      }
    }
    return Optional.empty();
  }

  private boolean is(int number, String word) {
    int start = starts[number];
    if (starts[number + 1] - start != word.length()) {
      return false;
    }
    for (int at = 0; at < word.length(); at++) {
      if (letters[start + at] != word.charAt(at)) {
        return false;
      }
    }
    return true;
  }
}
