package dk.ledelseskatalog.access;

import dk.ledelseskatalog.identity.Admission;
import dk.ledelseskatalog.identity.TokenDigest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a client sends: {@code lk_}, the id of the token, {@code _}, 256 random bits, and a checksum
 * of all that, by which a scanner for secrets tells one from what only looks like it. In digits and
 * small letters, so that a double click takes all of it.
 *
 * @param id of the token, so that whoever finds one knows which to revoke
 */
record ApiTokenSecret(String id, String text) {
  private static final int RADIX = 36;
  private static final int ID_BITS = 62;
  private static final int ID_DIGITS = 12;
  private static final int SECRET_BITS = 256;
  private static final int SECRET_DIGITS = 50;
  private static final int CHECKSUM_DIGITS = 7;
  private static final Pattern ID = Pattern.compile("[0-9a-z]{" + ID_DIGITS + "}");
  private static final Pattern FORM =
      Pattern.compile(
          Admission.API_TOKEN
              + "([0-9a-z]{"
              + ID_DIGITS
              + "})_[0-9a-z]{"
              + (SECRET_DIGITS + CHECKSUM_DIGITS)
              + "}");

  static ApiTokenSecret draw(RandomGenerator random) {
    String id = digits(bits(ID_BITS, random), ID_DIGITS);
    String drawn =
        Admission.API_TOKEN + id + '_' + digits(bits(SECRET_BITS, random), SECRET_DIGITS);
    return new ApiTokenSecret(id, drawn + checksum(drawn));
  }

  /** Empty for what cannot be one: mistyped, cut off, or made up. */
  static Optional<ApiTokenSecret> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int end = text.length() - CHECKSUM_DIGITS;
    return checksum(text.substring(0, end)).equals(text.substring(end))
        ? Optional.of(new ApiTokenSecret(form.group(1), text))
        : Optional.empty();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What is kept of it. */
  String digest() {
    return TokenDigest.of(text);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ApiTokenSecret[" + id + ']';
  }

  private static BigInteger bits(int number, RandomGenerator random) {
    byte[] bytes = new byte[(number + 7) / 8];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(BigInteger.ONE.shiftLeft(number));
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return digits(BigInteger.valueOf(checksum.getValue()), CHECKSUM_DIGITS);
  }

  private static String digits(BigInteger number, int length) {
    String digits = number.toString(RADIX);
    return "0".repeat(length - digits.length()) + digits;
  }
}
