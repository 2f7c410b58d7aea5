package dk.ledelseskatalog.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An operator had everything that was delivered since some time delivered again: a fact. */
@Entity
@Table(name = "outbox_resend")
class Resend {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "since")
  private Instant since;

  @Column(name = "reason")
  private String reason;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Column(name = "messages")
  private int messages;

  @SuppressWarnings("NullAway.Init")
  protected Resend() {}

  Resend(Instant since, String reason, UUID requestedBy, Instant requestedAt, int messages) {
    this.id = UUID.randomUUID().toString();
    this.since = since.truncatedTo(ChronoUnit.MILLIS);
    this.reason = reason;
    this.requestedBy = requestedBy.toString();
    this.requestedAt = requestedAt.truncatedTo(ChronoUnit.MILLIS);
    this.messages = messages;
  }

  UUID id() {
    return UUID.fromString(id);
  }

  Instant since() {
    return since;
  }

  String reason() {
    return reason;
  }

  /** The operator's pseudonym. */
  UUID requestedBy() {
    return UUID.fromString(requestedBy);
  }

  Instant requestedAt() {
    return requestedAt;
  }

  /** How many wait again. */
  int messages() {
    return messages;
  }
}
