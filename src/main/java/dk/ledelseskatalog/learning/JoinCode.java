package dk.ledelseskatalog.learning;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a leader is told, by voice or on a whiteboard, to join a team: eight letters and digits
 * without those that look alike. Of {@code 30^8}, some 656 billion, drawn at random.
 *
 * @param text in capital letters
 */
record JoinCode(String text) {
  /** Without 0 and O, 1, I and L, and U, which is taken for V. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 8;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  static JoinCode draw(SecureRandom random) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new JoinCode(text.toString());
  }

  /** As somebody types it: small letters, spaces and hyphens do not matter. */
  static Optional<JoinCode> typed(String text) {
    String code = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return FORM.matcher(code).matches() ? Optional.of(new JoinCode(code)) : Optional.empty();
  }
}
