package dk.ledelseskatalog.access;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Refusal;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.ServiceClient;
import dk.ledelseskatalog.identity.Verdict;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.DatabaseUnavailableException;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The API tokens of service clients: made, judged, revoked. Thread-safe.
 *
 * <p>A token is read from the database each time it is used and kept nowhere else, so what one node
 * revoked is refused by all at the next request.
 */
public final class ApiTokens {
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final LastUses lastUses;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * @param random for the secrets: one that cannot be foretold
   */
  ApiTokens(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      LastUses lastUses,
      RandomGenerator random,
      Clock clock) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.lastUses = lastUses;
    this.random = random;
    this.clock = clock;
  }

  /** A token and its secret, which nobody can be told again. */
  record Created(ApiToken token, ApiTokenSecret secret) {}

  /** Some of all tokens, last created first. */
  record Slice(int total, List<ApiToken> tokens) {
    Slice {
      tokens = List.copyOf(tokens);
    }
  }

  Created create(Person administrator, ApiTokenRequest request) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          ApiTokenSecret secret = ApiTokenSecret.draw(random);
          UUID by = pseudonyms.of(manager, administrator);
          ApiToken token =
              new ApiToken(
                  secret.id(),
                  request.name(),
                  request.scopes(),
                  now(),
                  by,
                  request.expiresAt(),
                  Optional.empty(),
                  Optional.empty());
          new ApiTokenRepository(manager).add(token, secret.digest());
          trace(manager, by, "api-token.created", token);
          return new Created(token, secret);
        });
  }

  Optional<ApiToken> find(String id) {
    return transactions.inTransaction(manager -> find(manager, id));
  }

  Slice list(int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          ApiTokenRepository tokens = new ApiTokenRepository(manager);
          return new Slice(tokens.count(), tokens.page(offset, limit));
        });
  }

  /**
   * Makes a token worthless. One that was revoked before stays as it is.
   *
   * @throws JsonApiException 404 if there is none
   */
  void revoke(Person administrator, String id) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              ApiToken token = find(manager, id).orElseThrow(ApiTokens::unknown);
              UUID by = pseudonyms.of(manager, administrator);
              boolean revoked = new ApiTokenRepository(manager).revoke(id, now(), by);
              if (revoked) {
                trace(manager, by, "api-token.revoked", token);
              }
              return revoked;
            });
  }

  /** Whose token this is, or why it is not believed. */
  Verdict judge(String text) {
    Optional<ApiTokenSecret> secret = ApiTokenSecret.read(text);
    if (secret.isEmpty()) {
      return new Verdict.Refused(Refusal.API_TOKEN_INVALID);
    }
    try {
      return transactions
          .inTransaction(manager -> new ApiTokenRepository(manager).find(secret.get().id()))
          .filter(kept -> same(kept.digest(), secret.get().digest()))
          .map(kept -> judge(kept.token()))
          .orElseGet(() -> new Verdict.Refused(Refusal.API_TOKEN_INVALID));
    } catch (DatabaseUnavailableException e) {
      return new Verdict.Refused(Refusal.DATABASE_UNAVAILABLE);
    }
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-api-token",
            "Der er intet API-token med dette id; se dem alle på /api/api-tokens.",
            "There is no API token with this id; see all of them at /api/api-tokens."));
  }

  private Verdict judge(ApiToken token) {
    Instant now = clock.instant();
    return switch (token.status(now)) {
      case REVOKED -> new Verdict.Refused(Refusal.API_TOKEN_REVOKED);
      case EXPIRED -> new Verdict.Refused(Refusal.API_TOKEN_EXPIRED);
      case ACTIVE -> {
        lastUses.note(token, now);
        yield new Verdict.Accepted(new ServiceClient(token.id(), token.scopes()));
      }
    };
  }

  private static Optional<ApiToken> find(EntityManager manager, String id) {
    return Optional.of(id)
        .filter(ApiTokenSecret::isId)
        .flatMap(known -> new ApiTokenRepository(manager).find(known))
        .map(ApiTokenRepository.Kept::token);
  }

  /** In a time that tells nothing of where they differ. */
  private static boolean same(String kept, String sent) {
    return MessageDigest.isEqual(
        kept.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.US_ASCII));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void trace(EntityManager manager, UUID by, String action, ApiToken token) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(by),
            Roles.ADMINISTRATOR,
            action,
            Purpose.ACCESS_CONTROL,
            Optional.empty(),
            token.target()));
  }
}
