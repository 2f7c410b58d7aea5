package dk.ledelseskatalog.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way to the store. Written in the transaction of the fact it tells; after
 * that only its state and the traces of its attempts change, and only by the dispatcher.
 */
@Entity
@Table(name = "outbox_message")
public class OutboxMessage {
  /** Counts up in the order of appending; the order of delivery. */
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private @Nullable Long id;

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

  OutboxMessage(UUID statementId, UUID learner, byte[] statement, Instant appendedAt) {
    this.statementId = statementId.toString();
    this.learner = learner.toString();
    this.statement = statement.clone();
    this.size = statement.length;
    this.state = State.PENDING;
    this.appendedAt = appendedAt;
  }
}
