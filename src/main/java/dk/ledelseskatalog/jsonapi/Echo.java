package dk.ledelseskatalog.jsonapi;

import java.util.regex.Pattern;

/**
 * What an error repeats of a request: the names a caller misspelt, and never a value. What cannot
 * be a name of ours (a mail address, a sentence, a token) was put there by mistake, and repeating
 * it would carry it on into logs and screenshots.
 */
public final class Echo {
  /** What is written instead of what is not repeated. */
  public static final String SOMETHING = "…";

  private static final Pattern NAME = Pattern.compile("[\\p{L}0-9_.\\[\\]/-]{1,100}");

  private Echo() {}

  /** The name, if it could be one. */
  public static String name(String text) {
    return NAME.matcher(text).matches() ? text : SOMETHING;
  }
}
