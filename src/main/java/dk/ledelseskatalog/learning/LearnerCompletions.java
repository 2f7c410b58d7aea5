package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.Expiring;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The completions of people. Erasing a person leaves theirs as numbers: under a pseudonym that
 * nobody can resolve any more they still say how often an activity was completed.
 */
public final class LearnerCompletions implements PersonalData, Expiring {
  @Override
  public String name() {
    return "completions";
  }

  @Override
  public String kind() {
    return "completions";
  }

  /** Whether there is any completion; each names the release that it is of. */
  public static boolean any(EntityManager manager) {
    return !manager
        .createNativeQuery("select id from completion fetch first 1 rows only")
        .getResultList()
        .isEmpty();
  }

  @Override
  public Set<String> columns() {
    return Set.of("completion.person");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    String last = after.orElse("0/");
    int slash = last.indexOf('/');
    return manager
        .createQuery(
            "select c from Completion c where c.person = :person and (c.recordedAt > :at"
                + " or (c.recordedAt = :at and c.id > :id)) order by c.recordedAt, c.id",
            Completion.class)
        .setParameter("person", pseudonym.toString())
        .setParameter("at", Instant.ofEpochMilli(Long.parseLong(last.substring(0, slash))))
        .setParameter("id", last.substring(slash + 1))
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(
            completion ->
                new Item(
                    completion.recordedAt().toEpochMilli() + "/" + completion.id(),
                    content(completion)))
        .toList();
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    Map<UUID, String> statements = new HashMap<>();
    manager
        .createQuery("select c.statement from Completion c where c.person = :person", String.class)
        .setParameter("person", pseudonym.toString())
        .getResultStream()
        .forEach(id -> statements.put(UUID.fromString(id), Erased.UNKNOWN));
    int completions = statements.size();
    for (Object voiding :
        manager
            .createNativeQuery(
                "select statement_id from correction where completion_id in"
                    + " (select id from completion where person = ?1)")
            .setParameter(1, pseudonym.toString())
            .getResultList()) {
      statements.put(UUID.fromString((String) voiding), Erased.UNKNOWN);
    }
    return new Erased(Map.of(), Map.of("completions", completions), statements);
  }

  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    return manager
        .createNativeQuery(
            "delete from completion where id in (select id from completion"
                + " where recorded_at < ?1 order by recorded_at, id limit ?2)")
        .setParameter(1, end.toEpochMilli())
        .setParameter(2, limit)
        .executeUpdate();
  }

  private static ObjectNode content(Completion completion) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("id", completion.id().toString());
    content.put("activity", completion.activity().type() + '/' + completion.activity().id());
    content.put("completedAt", completion.completedAt().toString());
    content.put(
        "durationSeconds", completion.duration().map(taken -> taken.toSeconds()).orElse(null));
    content.put("registration", completion.registration().toString());
    content.put("release", completion.release());
    content.put("recordedAt", completion.recordedAt().toString());
    content.put("statement", completion.statement().toString());
    content.put("voided", completion.isVoided());
    content.put("team", completion.occasion().map(held -> held.team().toString()).orElse(null));
    return content;
  }
}
