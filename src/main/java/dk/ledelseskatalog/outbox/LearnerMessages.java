package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.Expiring;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The statements on people in the outbox. Erasing removes all of them, those that wait as those
 * that were delivered; the time to be kept ends for delivered ones only.
 */
public final class LearnerMessages implements PersonalData, Expiring {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "statements";
  }

  @Override
  public String kind() {
    return "statements";
  }

  /** Whether any statement was made; each names the release that it speaks of. */
  public static boolean any(EntityManager manager) {
    return !manager
        .createNativeQuery("select statement_id from outbox_message fetch first 1 rows only")
        .getResultList()
        .isEmpty();
  }

  @Override
  public Set<String> columns() {
    return Set.of("outbox_message.learner");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    return manager
        .createQuery(
            "select m from OutboxMessage m where m.learner = :learner and m.id > :after"
                + " order by m.id",
            OutboxMessage.class)
        .setParameter("learner", pseudonym.toString())
        .setParameter("after", after.map(Long::valueOf).orElse(0L))
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(message -> new Item(Long.toString(message.id()), content(message)))
        .toList();
  }

  /** One that is just being sent may be in the store all the same: its id is told with the rest. */
  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    Map<UUID, String> statements = new HashMap<>();
    Map<String, Integer> removed = new HashMap<>();
    manager
        .createQuery(
            "select m.statementId, m.state from OutboxMessage m where m.learner = :learner",
            Object[].class)
        .setParameter("learner", pseudonym.toString())
        .getResultStream()
        .forEach(
            row -> {
              State state = (State) row[1];
              statements.put(UUID.fromString((String) row[0]), state.name());
              removed.merge(
                  state == State.DELIVERED ? "deliveredStatements" : "waitingStatements",
                  1,
                  Integer::sum);
            });
    manager
        .createQuery("delete from OutboxMessage m where m.learner = :learner")
        .setParameter("learner", pseudonym.toString())
        .executeUpdate();
    return new Erased(removed, Map.of(), statements);
  }

  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    return manager
        .createNativeQuery(
            "delete from outbox_message where id in (select id from outbox_message"
                + " where state = ?1 and settled_at < ?2 order by state, id limit ?3)")
        .setParameter(1, State.DELIVERED.name())
        .setParameter(2, end.toEpochMilli())
        .setParameter(3, limit)
        .executeUpdate();
  }

  private static ObjectNode content(OutboxMessage message) {
    ObjectNode content = JSON.createObjectNode();
    content.put("id", message.statementId().toString());
    content.put("state", message.state().name());
    content.set("statement", statement(message));
    return content;
  }

  private static JsonNode statement(OutboxMessage message) {
    try {
      return JSON.readTree(message.statement());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
