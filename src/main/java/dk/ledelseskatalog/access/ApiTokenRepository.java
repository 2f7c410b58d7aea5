package dk.ledelseskatalog.access;

import dk.ledelseskatalog.identity.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** API tokens within the caller's transaction. */
final class ApiTokenRepository {
  private static final String SELECT =
      "select id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at,"
          + " revoked_by, digest from api_token";

  private final EntityManager manager;

  ApiTokenRepository(EntityManager manager) {
    this.manager = manager;
  }

  /**
   * A token as it is kept.
   *
   * @param digest of its secret
   */
  record Kept(ApiToken token, String digest) {
    /** Without the digest: nobody needs to see it. */
    @Override
    public String toString() {
      return token.toString();
    }
  }

  void add(ApiToken token, String digest) {
    manager
        .createNativeQuery(
            "insert into api_token (id, digest, name, scopes, created_at, created_by, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .setParameter(1, token.id())
        .setParameter(2, digest)
        .setParameter(3, token.name())
        .setParameter(4, codes(token.scopes()))
        .setParameter(5, token.createdAt().toEpochMilli())
        .setParameter(6, token.createdBy().toString())
        .setParameter(7, token.expiresAt().toEpochMilli())
        .executeUpdate();
  }

  Optional<Kept> find(String id) {
    return many(manager.createNativeQuery(SELECT + " where id = ?").setParameter(1, id)).stream()
        .findFirst();
  }

  /** Last created first. */
  List<ApiToken> page(int offset, int limit) {
    return many(
            manager
                .createNativeQuery(SELECT + " order by created_at desc, id desc")
                .setFirstResult(offset)
                .setMaxResults(limit))
        .stream()
        .map(Kept::token)
        .toList();
  }

  int count() {
    return ((Number) manager.createNativeQuery("select count(*) from api_token").getSingleResult())
        .intValue();
  }

  /**
   * @return whether it was not revoked before
   */
  boolean revoke(String id, Instant at, UUID by) {
    return manager
            .createNativeQuery(
                "update api_token set revoked_at = ?, revoked_by = ?"
                    + " where id = ? and revoked_at is null")
            .setParameter(1, at.toEpochMilli())
            .setParameter(2, by.toString())
            .setParameter(3, id)
            .executeUpdate()
        > 0;
  }

  /** Unless another node has told of a later use. */
  int used(String id, Instant at) {
    return manager
        .createNativeQuery(
            "update api_token set last_used_at = ?1"
                + " where id = ?2 and (last_used_at is null or last_used_at < ?1)")
        .setParameter(1, at.toEpochMilli())
        .setParameter(2, id)
        .executeUpdate();
  }

  private static String codes(Set<Scope> scopes) {
    return scopes.stream().map(Scope::code).sorted().collect(Collectors.joining(" "));
  }

  private static List<Kept> many(Query query) {
    List<Kept> tokens = new ArrayList<>();
    for (Object element : query.getResultList()) {
      Object[] row = (Object[]) element;
      tokens.add(
          new Kept(
              new ApiToken(
                  (String) row[0],
                  (String) row[1],
                  scopes((String) row[2]),
                  time(row[3]).orElseThrow(),
                  UUID.fromString((String) row[4]),
                  time(row[5]).orElseThrow(),
                  time(row[6]),
                  time(row[7])
                      .map(at -> new ApiToken.Revocation(at, UUID.fromString((String) row[8])))),
              (String) row[9]));
    }
    return tokens;
  }

  private static Set<Scope> scopes(String codes) {
    return Stream.of(codes.split(" ", -1))
        .map(code -> Scope.of(code).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Optional<Instant> time(@Nullable Object column) {
    return Optional.ofNullable((Number) column).map(at -> Instant.ofEpochMilli(at.longValue()));
  }
}
