package dk.ledelseskatalog.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What was decided about a person's way in, and what they decided about others' as an
 * administrator. Erasing leaves the door as it is: an exclusion says no longer whose it is, but
 * still holds.
 */
final class AccessDecisions implements PersonalData {
  @Override
  public String name() {
    return "accessDecisions";
  }

  @Override
  public Set<String> columns() {
    return Set.of(
        "api_token.created_by",
        "api_token.revoked_by",
        "exclusion.person",
        "exclusion.requested_by");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    List<Item> items = new ArrayList<>();
    for (Object element :
        manager
            .createNativeQuery(
                "select * from (select concat('created-', id) as k, 'api-token-created' as kind,"
                    + " created_at as decided_at, id as target from api_token where created_by = ?1"
                    + " union all select concat('revoked-', id), 'api-token-revoked', revoked_at, id"
                    + " from api_token where revoked_by = ?1"
                    + " union all select concat('on-you-', id), effect, since, id"
                    + " from exclusion where person = ?1"
                    + " union all select concat('by-you-', id), 'exclusion-requested', since, id"
                    + " from exclusion where requested_by = ?1) decisions"
                    + " where k > ?2 order by k")
            .setParameter(1, pseudonym.toString())
            .setParameter(2, after.orElse(""))
            .setMaxResults(limit)
            .getResultList()) {
      Object[] row = (Object[]) element;
      ObjectNode content = JsonNodeFactory.instance.objectNode();
      content.put("kind", (String) row[1]);
      content.put("at", Instant.ofEpochMilli(((Number) row[2]).longValue()).toString());
      content.put("id", (String) row[3]);
      items.add(new Item((String) row[0], content));
    }
    return items;
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    int exclusions =
        manager
            .createNativeQuery("update exclusion set person = null where person = ?1")
            .setParameter(1, pseudonym.toString())
            .executeUpdate();
    return Erased.kept("exclusions", exclusions);
  }
}
