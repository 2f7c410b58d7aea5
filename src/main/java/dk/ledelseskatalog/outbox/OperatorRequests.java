package dk.ledelseskatalog.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.privacy.PersonalData;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What operators asked of the outbox: resends, reconciliations, a pause. Erasing leaves it, with
 * the reasons they gave: it says what was done to the outbox, and no longer by whom.
 */
public final class OperatorRequests implements PersonalData {
  @Override
  public String name() {
    return "outboxRequests";
  }

  @Override
  public Set<String> columns() {
    return Set.of(
        "outbox_resend.requested_by",
        "reconciliation.requested_by",
        "outbox_destination.paused_by");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    List<Item> items = new ArrayList<>();
    for (Object element :
        manager
            .createNativeQuery(
                "select * from (select id, 'resend' as kind, requested_at as asked_at, reason"
                    + " from outbox_resend where requested_by = ?1"
                    + " union all select id, 'reconciliation', started_at, reason"
                    + " from reconciliation where requested_by = ?1"
                    + " union all select name, 'pause', paused_at, pause_reason"
                    + " from outbox_destination where paused_by = ?1) requests"
                    + " where id > ?2 order by id")
            .setParameter(1, pseudonym.toString())
            .setParameter(2, after.orElse(""))
            .setMaxResults(limit)
            .getResultList()) {
      Object[] row = (Object[]) element;
      ObjectNode content = JsonNodeFactory.instance.objectNode();
      content.put("kind", (String) row[1]);
      content.put("at", Instant.ofEpochMilli(((Number) row[2]).longValue()).toString());
      content.put("reason", (String) row[3]);
      items.add(new Item((String) row[0], content));
    }
    return items;
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    return new Erased(Map.of(), Map.of(), Map.of());
  }
}
