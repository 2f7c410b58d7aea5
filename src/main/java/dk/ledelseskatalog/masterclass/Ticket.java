package dk.ledelseskatalog.masterclass;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Draws the short code that a leader shows at the door and a facilitator finds the enrolment by.
 * Unique within a session. It opens nothing: whoever has it can do no more than before.
 */
final class Ticket {
  /** Letters and digits that are not taken for one another, on paper or read aloud. */
  private static final String ALPHABET = "ACDEFGHJKMNPQRTWXY34679";

  private static final int LENGTH = 6;
  static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  private Ticket() {}

  static String draw(RandomGenerator random) {
    StringBuilder ticket = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      ticket.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return ticket.toString();
  }
}
