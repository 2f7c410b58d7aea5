package dk.ledelseskatalog.access;

import dk.ledelseskatalog.identity.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A service client's way in, without its secret.
 *
 * @param name what the client is, as an administrator called it
 * @param createdBy the administrator's pseudonym
 * @param lastUsedAt to the minute
 */
record ApiToken(
    String id,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    UUID createdBy,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Revocation> revoked) {
  static final String TYPE = "api-tokens";

  ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** Its end before its time. */
  record Revocation(Instant at, UUID by) {}

  /** Whether it lets anybody in. */
  enum Status {
    ACTIVE,
    EXPIRED,
    REVOKED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Status status(Instant now) {
    if (revoked.isPresent()) {
      return Status.REVOKED;
    }
    return now.isBefore(expiresAt) ? Status.ACTIVE : Status.EXPIRED;
  }

  /** What it is in the audit log. */
  String target() {
    return TYPE + '/' + id;
  }
}
