package dk.ledelseskatalog.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.audit.AuditTrail;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What the audit log holds on a person: what was done to them, and what they did. Whoever else took
 * part is shown by role only, since their pseudonym is theirs. Erasing leaves it: a log that loses
 * lines proves nothing.
 */
public final class AuditedActions implements PersonalData, Expiring {
  private final AuditTrail trail;

  public AuditedActions(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public String name() {
    return "auditEvents";
  }

  @Override
  public String kind() {
    return "auditEvents";
  }

  @Override
  public Set<String> columns() {
    return Set.of("audit_event.subject", "audit_event.actor");
  }

  @Override
  public List<Item> export(
      EntityManager manager, UUID pseudonym, Optional<String> after, int limit) {
    OptionalLong last =
        after.isPresent() ? OptionalLong.of(Long.parseLong(after.get())) : OptionalLong.empty();
    return trail.concerning(manager, pseudonym, last, limit).stream()
        .map(line -> new Item(Long.toString(line.number()), content(line, pseudonym)))
        .toList();
  }

  @Override
  public Erased erase(EntityManager manager, UUID pseudonym) {
    return new Erased(Map.of(), Map.of(), Map.of());
  }

  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    return trail.removeBefore(manager, end, limit);
  }

  private static ObjectNode content(AuditTrail.Line line, UUID self) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("occurredAt", line.occurredAt().toString());
    content.put("action", line.event().action());
    content.put("purpose", line.event().purpose());
    content.put("target", line.event().target());
    content.put("role", line.event().role());
    content.put("byYou", line.event().actor().equals(Optional.of(self)));
    content.put("onYou", line.event().subject().equals(Optional.of(self)));
    return content;
  }
}
