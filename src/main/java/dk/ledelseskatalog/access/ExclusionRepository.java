package dk.ledelseskatalog.access;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Exclusions within the caller's transaction. */
final class ExclusionRepository {
  private static final String SELECT =
      "select id, person, effect, reason, since, requested_by, identity_digest from exclusion";

  private final EntityManager manager;

  ExclusionRepository(EntityManager manager) {
    this.manager = manager;
  }

  private record Kept(Exclusion exclusion, String digest) {}

  void add(Exclusion exclusion, String digest) {
    manager
        .createNativeQuery(
            "insert into exclusion"
                + " (id, identity_digest, person, effect, reason, since, requested_by)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .setParameter(1, exclusion.id().toString())
        .setParameter(2, digest)
        .setParameter(3, exclusion.person().map(UUID::toString).orElse(null))
        .setParameter(4, exclusion.effect().code())
        .setParameter(5, exclusion.reason().code())
        .setParameter(6, exclusion.since().toEpochMilli())
        .setParameter(7, exclusion.requestedBy().toString())
        .executeUpdate();
  }

  int remove(UUID id) {
    return manager
        .createNativeQuery("delete from exclusion where id = ?")
        .setParameter(1, id.toString())
        .executeUpdate();
  }

  Optional<Exclusion> find(UUID id) {
    return one(manager.createNativeQuery(SELECT + " where id = ?").setParameter(1, id.toString()));
  }

  /** The exclusion of a person, locked until the transaction ends. */
  Optional<Exclusion> locked(String digest) {
    return one(
        manager
            .createNativeQuery(SELECT + " where identity_digest = ? for update")
            .setParameter(1, digest));
  }

  /** Last decided first. */
  List<Exclusion> page(int offset, int limit) {
    return many(
            manager
                .createNativeQuery(SELECT + " order by since desc, id desc")
                .setFirstResult(offset)
                .setMaxResults(limit))
        .stream()
        .map(Kept::exclusion)
        .toList();
  }

  int count() {
    return ((Number) manager.createNativeQuery("select count(*) from exclusion").getSingleResult())
        .intValue();
  }

  /** All of them, by the digest of whom they concern. */
  Map<String, Exclusion> byDigest() {
    Map<String, Exclusion> all = new HashMap<>();
    many(manager.createNativeQuery(SELECT))
        .forEach(kept -> all.put(kept.digest(), kept.exclusion()));
    return all;
  }

  private static Optional<Exclusion> one(Query query) {
    return many(query).stream().map(Kept::exclusion).findFirst();
  }

  private static List<Kept> many(Query query) {
    List<Kept> exclusions = new ArrayList<>();
    for (Object element : query.getResultList()) {
      Object[] row = (Object[]) element;
      exclusions.add(
          new Kept(
              new Exclusion(
                  UUID.fromString((String) row[0]),
                  Optional.ofNullable((String) row[1]).map(UUID::fromString),
                  Exclusion.Effect.of((String) row[2]).orElseThrow(),
                  Exclusion.Reason.of((String) row[3]).orElseThrow(),
                  Instant.ofEpochMilli(((Number) row[4]).longValue()),
                  UUID.fromString((String) row[5])),
              (String) row[6]));
    }
    return exclusions;
  }
}
