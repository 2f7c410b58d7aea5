package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.privacy.Expiring;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/**
 * What was told and what was answered, which is kept for a time: messages that wait are kept until
 * they are delivered or parked. What is left of webhooks that were removed goes with it.
 */
public final class WebhookHistory implements Expiring {
  private static final List<String> REMOVALS =
      List.of(
          "delete from webhook_delivery where id in (select id from webhook_delivery"
              + " where attempted_at < ?1 order by attempted_at limit ?2)",
          "delete from webhook_message where id in (select id from webhook_message"
              + " where (state <> 'PENDING' and settled_at < ?1)"
              + " or (created_at < ?1 and webhook not in (select id from webhook))"
              + " order by id limit ?2)");

  @Override
  public String kind() {
    return "webhooks";
  }

  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    int removed = 0;
    for (String removal : REMOVALS) {
      removed +=
          manager
              .createNativeQuery(removal)
              .setParameter(1, end.toEpochMilli())
              .setParameter(2, limit - removed)
              .executeUpdate();
    }
    return removed;
  }
}
