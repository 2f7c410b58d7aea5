package dk.ledelseskatalog.audit;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;

/** Where it is written down who did what to whose data. Append-only and thread-safe. */
public final class AuditLog {
  private final Clock clock;

  public AuditLog(Clock clock) {
    this.clock = clock;
  }

  /** Adds an event in the caller's transaction: what was done and its trace are kept together. */
  public void append(EntityManager manager, AuditEvent event) {
    // Not persist(): EclipseLink asks H2 for a new identity by a function H2 2 no longer has.
    manager
        .createNativeQuery(
            "insert into audit_event"
                + " (occurred_at, actor, role, action, purpose, subject, target)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .setParameter(1, clock.millis())
        .setParameter(2, event.actor().map(UUID::toString).orElse(null))
        .setParameter(3, event.role())
        .setParameter(4, event.action())
        .setParameter(5, event.purpose())
        .setParameter(6, event.subject().map(UUID::toString).orElse(null))
        .setParameter(7, event.target())
        .executeUpdate();
  }
}
