package dk.ledelseskatalog.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver knows our messages by: a key for HMAC-SHA256, as Standard Webhooks 1.0 has it.
 */
final class Secret {
  /** How a secret begins, so that one that got where it should not be is found. */
  static final String PREFIX = "whsec_";

  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  Secret(byte[] key) {
    this.key = key.clone();
  }

  static Secret random(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new Secret(key);
  }

  byte[] key() {
    return key.clone();
  }

  /** As it is shown, once. */
  String shown() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The signature of one attempt, with its version in front. */
  String sign(String messageId, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((messageId + '.' + at.getEpochSecond() + '.').getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
