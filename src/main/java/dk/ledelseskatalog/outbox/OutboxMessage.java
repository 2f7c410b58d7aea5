package dk.ledelseskatalog.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way to the store, as read. It is written in the transaction of the fact it
 * tells; after that only its state and the traces of its attempts change. Writes go by {@link
 * OutboxRepository}, so there is nothing here to change.
 */
@Entity
@Table(name = "outbox_message")
class OutboxMessage {
  /** Counts up in the order of appending; the order of delivery. */
  @Id
  @Column(name = "id")
  private long id;

  @Column(name = "statement_id")
  private String statementId;

  @Column(name = "learner")
  private String learner;

  @Column(name = "statement")
  private byte[] statement;

  /** Of {@link #statement}, so that a batch can be measured before it is read. */
  @Column(name = "size")
  private int size;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state;

  @Column(name = "appended_at")
  private Instant appendedAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "last_answer")
  private @Nullable String lastAnswer;

  @SuppressWarnings("NullAway.Init")
  protected OutboxMessage() {}

  long id() {
    return id;
  }

  UUID statementId() {
    return UUID.fromString(statementId);
  }

  byte[] statement() {
    return statement.clone();
  }

  State state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  UUID learner() {
    return UUID.fromString(learner);
  }

  Optional<String> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  MessageRow row() {
    return new MessageRow(
        id,
        statementId(),
        learner(),
        state,
        size,
        attempts,
        lastAnswer(),
        appendedAt,
        Optional.ofNullable(settledAt));
  }
}
