package dk.ledelseskatalog.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one webhook, as read. It is written in the transaction of its event;
 * after that only its state and the traces of its attempts change, by {@link WebhookRepository}.
 */
@Entity
@Table(name = "webhook_message")
class WebhookMessage {
  static final String TYPE = "webhook-messages";

  @Id
  @Column(name = "id")
  private long id;

  @Column(name = "webhook")
  private String webhook;

  /** The same for all webhooks that are told of one event. */
  @Column(name = "message_id")
  private String messageId;

  @Column(name = "event")
  private String event;

  @Column(name = "body")
  private byte[] body;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private MessageState state;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "last_answer")
  private @Nullable String lastAnswer;

  @SuppressWarnings("NullAway.Init")
  protected WebhookMessage() {}

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

  byte[] body() {
    return body.clone();
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  MessageState state() {
    return state;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** When it is tried next, if it waits. */
  Instant dueAt() {
    return dueAt;
  }

  Optional<Instant> settledAt() {
    return Optional.ofNullable(settledAt);
  }

  int attempts() {
    return attempts;
  }

  Optional<String> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }
}
