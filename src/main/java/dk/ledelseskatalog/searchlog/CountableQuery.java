package dk.ledelseskatalog.searchlog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query as it is counted: in lower case, with single spaces.
 *
 * @param language {@code da} or {@code en}
 */
record CountableQuery(String language, String text) {
  /** A longer text is a letter to somebody, not a search. */
  private static final int LONGEST = 80;

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");
  private static final Pattern SPACE =
      Pattern.compile("[\\s\\p{Z}\\p{Cc}\"\u201c\u201d\u201e\u00ab\u00bb]+");
  private static final Pattern ADDRESS = Pattern.compile("@|://|www\\.", Pattern.CASE_INSENSITIVE);

  /** CPR numbers, telephones, cards, plates: five digits with little between them. */
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}([^\\p{L}\\p{Nd}]{0,3}\\p{Nd}){4}");

  /** Four digits that are no year: a PIN, a house and its postal code. */
  private static final Pattern FOUR_DIGITS = Pattern.compile("\\p{Nd}{4}");

  private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");

  /** Names of users, codes, keys: letters and digits in one word. */
  private static final Pattern CODE = Pattern.compile("\\p{L}\\p{Nd}|\\p{Nd}\\p{L}");

  /** As people write names: two words with capitals, whatever stands between them. */
  private static final Pattern NAME =
      Pattern.compile("\\p{Lu}[\\p{Ll}'\u2019]+[^\\p{L}].*?\\p{Lu}[\\p{Ll}'\u2019]+");

  /** Empty for what must not be remembered, and for what says nothing. */
  static Optional<CountableQuery> of(String language, String typed) {
    String visible =
        SPACE
            .matcher(
                INVISIBLE.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll(""))
            .replaceAll(" ")
            .strip();
    String text = visible.toLowerCase(Locale.ROOT);
    boolean says = text.codePoints().anyMatch(Character::isLetter);
    return says && text.length() <= LONGEST && !mayTellOfSomebody(visible)
        ? Optional.of(new CountableQuery(language, text))
        : Optional.empty();
  }

  private static boolean mayTellOfSomebody(String visible) {
    return ADDRESS.matcher(visible).find()
        || NUMBER.matcher(visible).find()
        || FOUR_DIGITS
            .matcher(visible)
            .results()
            .anyMatch(four -> !YEAR.matcher(four.group()).matches())
        || CODE.matcher(visible).find()
        || NAME.matcher(visible).find();
  }

  /** Whether this was on the way to another query: a page may search at every letter. */
  boolean isBeginningOf(CountableQuery other) {
    return other.language.equals(language)
        && other.text.length() > text.length()
        && other.text.startsWith(text)
        && Character.isLetter(other.text.charAt(text.length()));
  }
}
