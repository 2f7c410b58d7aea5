package dk.ledelseskatalog.xapi;

import java.net.URI;
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
    return NamedUuid.of(NAMESPACE, person + "\n" + activity + "\n" + registration + "\n" + told);
  }
}
