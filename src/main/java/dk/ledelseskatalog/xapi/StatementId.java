package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id a statement has because of what it says (RFC 9562, version 5): whoever records the same
 * event twice makes the same id, and the store keeps one.
 */
final class StatementId {
  // Permanent: another namespace would give every past event a second id.
  private static final UUID NAMESPACE = UUID.fromString("0b6d2f0e-5f0c-4c58-9f3e-3c1c5d1f7a42");

  private StatementId() {}

  /**
   * @param ordinal 1 for the first time, 2 for what is said anew after the first was voided, and so
   *     on: a store keeps a voided statement's id for ever, so its successor needs another
   */
  static UUID of(UUID person, URI activity, UUID registration, String event, int ordinal) {
    if (ordinal < 1) {
      throw new IllegalArgumentException("Ordinals count from 1: " + ordinal);
    }
    String told = ordinal == 1 ? event : event + "#" + ordinal;
    String name = person + "\n" + activity + "\n" + registration + "\n" + told;
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
