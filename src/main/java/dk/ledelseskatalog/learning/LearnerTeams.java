package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The teams that people are in. Erasing a person takes them out of theirs and ends those they own;
 * a dialogue that was held with one keeps the team's random name, which means nothing by itself.
 */
public final class LearnerTeams implements PersonalData {
  @Override
  public String name() {
    return "teams";
  }

  @Override
  public Set<String> columns() {
    return Set.of("team.owner", "team_membership.person");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    Query query =
        manager
            .createNativeQuery(
                "select m.id, m.team_id, m.joined_at, t.owner from team_membership m"
                    + " join team t on t.id = m.team_id"
                    + " where m.person = ?1 and m.id > ?2 order by m.id")
            .setParameter(1, pseudonym.toString())
            .setParameter(2, after.orElse(""))
            .setMaxResults(limit);
    List<Item> items = new ArrayList<>();
    for (Object element : query.getResultList()) {
      Object[] row = (Object[]) element;
      ObjectNode content = JsonNodeFactory.instance.objectNode();
      content.put("team", (String) row[1]);
      content.put("joinedAt", Instant.ofEpochMilli(((Number) row[2]).longValue()).toString());
      content.put("owner", pseudonym.toString().equals(row[3]));
      items.add(new Item((String) row[0], content));
    }
    return items;
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    int memberships = remove(manager, "delete from team_membership where person = ?1", pseudonym);
    int teams = remove(manager, "delete from team where owner = ?1", pseudonym);
    return new Erased(Map.of("teamMemberships", memberships, "teams", teams), Map.of(), Map.of());
  }

  private static int remove(EntityManager manager, String sql, UUID pseudonym) {
    return manager.createNativeQuery(sql).setParameter(1, pseudonym.toString()).executeUpdate();
  }
}
