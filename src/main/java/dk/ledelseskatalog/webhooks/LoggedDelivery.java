package dk.ledelseskatalog.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver and what was answered, as the log has it. */
@Entity
@Table(name = "webhook_delivery")
class LoggedDelivery {
  static final String TYPE = "webhook-deliveries";

  @Id
  @Column(name = "id")
  private long id;

  @Column(name = "webhook")
  private String webhook;

  @Column(name = "message_id")
  private String messageId;

  @Column(name = "event")
  private String event;

  @Column(name = "attempted_at")
  private Instant attemptedAt;

  @Column(name = "millis")
  private int millis;

  @Column(name = "outcome")
  private String outcome;

  @Column(name = "status")
  private @Nullable Integer status;

  @Column(name = "answer")
  private String answer;

  @SuppressWarnings("NullAway.Init")
  protected LoggedDelivery() {}

  long id() {
    return id;
  }

  String webhook() {
    return webhook;
  }

  String messageId() {
    return messageId;
  }

  String event() {
    return event;
  }

  Instant attemptedAt() {
    return attemptedAt;
  }

  int millis() {
    return millis;
  }

  String outcome() {
    return outcome;
  }

  /** Of the answer; empty if there was none. */
  Optional<Integer> status() {
    return Optional.ofNullable(status);
  }

  /** The first bytes of the answer, or why there was none. */
  String answer() {
    return answer;
  }
}
