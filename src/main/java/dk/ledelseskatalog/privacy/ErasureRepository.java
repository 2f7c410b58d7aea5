package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.PersonalData.Erased;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Erasures within the caller's transaction. */
final class ErasureRepository {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SELECT =
      "select id, pseudonym, reason, state, requested_as, requested_at, erased_at, completed_at,"
          + " report from erasure";

  private final EntityManager manager;

  ErasureRepository(EntityManager manager) {
    this.manager = manager;
  }

  void add(Tombstone tombstone) {
    manager
        .createNativeQuery(
            "insert into erasure (id, pseudonym, reason, state, requested_as, requested_at, report)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .setParameter(1, tombstone.id().toString())
        .setParameter(2, tombstone.pseudonym().toString())
        .setParameter(3, tombstone.reason().code())
        .setParameter(4, Erasure.State.REQUESTED.name())
        .setParameter(5, tombstone.requestedAs())
        .setParameter(6, tombstone.requestedAt().toEpochMilli())
        .setParameter(7, write(new Erased(Map.of(), Map.of(), Map.of())))
        .executeUpdate();
  }

  Optional<Erasure> find(UUID id) {
    return one(manager.createNativeQuery(SELECT + " where id = ?").setParameter(1, id.toString()));
  }

  /** The erasure, locked against every other node until the transaction ends. */
  Optional<Erasure> locked(UUID id) {
    return one(
        manager
            .createNativeQuery(SELECT + " where id = ? for update")
            .setParameter(1, id.toString()));
  }

  Optional<Erasure> ofPseudonym(UUID pseudonym) {
    return one(
        manager
            .createNativeQuery(SELECT + " where pseudonym = ?")
            .setParameter(1, pseudonym.toString()));
  }

  /** Last requested first. */
  List<Erasure> page(int offset, int limit) {
    return many(
        manager
            .createNativeQuery(SELECT + " order by requested_at desc, id desc")
            .setFirstResult(offset)
            .setMaxResults(limit));
  }

  int count() {
    return ((Number) manager.createNativeQuery("select count(*) from erasure").getSingleResult())
        .intValue();
  }

  /** Those of which something is left to do. */
  List<Erasure> unfinished() {
    return many(
        manager
            .createNativeQuery(SELECT + " where state <> ? order by requested_at, id")
            .setParameter(1, Erasure.State.COMPLETE.name()));
  }

  List<Tombstone> tombstones() {
    return many(manager.createNativeQuery(SELECT + " order by requested_at, id")).stream()
        .map(Tombstone::of)
        .toList();
  }

  void erased(UUID id, Instant now, Erased report) {
    update(id, "erased_at", Erasure.State.ERASED, now, report);
  }

  void completed(UUID id, Instant now, Erased report) {
    update(id, "completed_at", Erasure.State.COMPLETE, now, report);
  }

  private void update(UUID id, String timeColumn, Erasure.State state, Instant now, Erased report) {
    manager
        .createNativeQuery(
            "update erasure set state = ?, " + timeColumn + " = ?, report = ? where id = ?")
        .setParameter(1, state.name())
        .setParameter(2, now.toEpochMilli())
        .setParameter(3, write(report))
        .setParameter(4, id.toString())
        .executeUpdate();
  }

  private static Optional<Erasure> one(Query query) {
    return many(query).stream().findFirst();
  }

  private static List<Erasure> many(Query query) {
    List<Erasure> erasures = new ArrayList<>();
    for (Object row : query.getResultList()) {
      erasures.add(erasure((Object[]) row));
    }
    return erasures;
  }

  private static Erasure erasure(Object[] row) {
    return new Erasure(
        UUID.fromString((String) row[0]),
        UUID.fromString((String) row[1]),
        ErasureReason.of((String) row[2]).orElseThrow(),
        Erasure.State.valueOf((String) row[3]),
        (String) row[4],
        Instant.ofEpochMilli(((Number) row[5]).longValue()),
        time(row[6]),
        time(row[7]),
        read((String) row[8]));
  }

  private static Optional<Instant> time(@Nullable Object column) {
    return Optional.ofNullable((Number) column).map(at -> Instant.ofEpochMilli(at.longValue()));
  }

  private static String write(Erased report) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode removed = json.putObject("removed");
    new TreeMap<>(report.removed()).forEach(removed::put);
    ObjectNode kept = json.putObject("kept");
    new TreeMap<>(report.kept()).forEach(kept::put);
    ObjectNode statements = json.putObject("statements");
    new TreeMap<>(report.statements()).forEach((id, state) -> statements.put(id.toString(), state));
    return json.toString();
  }

  private static Erased read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Map<UUID, String> statements = new HashMap<>();
      json.path("statements")
          .properties()
          .forEach(
              member ->
                  statements.put(UUID.fromString(member.getKey()), member.getValue().asText()));
      return new Erased(counts(json.path("removed")), counts(json.path("kept")), statements);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The report of an erasure cannot be read", e);
    }
  }

  private static Map<String, Integer> counts(JsonNode json) {
    Map<String, Integer> counts = new HashMap<>();
    json.properties().forEach(member -> counts.put(member.getKey(), member.getValue().asInt()));
    return counts;
  }
}
