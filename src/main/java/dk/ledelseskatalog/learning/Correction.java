package dk.ledelseskatalog.learning;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A completion was wrong: a fact like the completion itself, and like it never undone. It leads
 * from the wrong completion to the one that took its place, if one did.
 */
@Entity
@Table(name = "correction")
public class Correction {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "completion_id")
  private String completion;

  @Column(name = "replacement_id")
  private @Nullable String replacement;

  @Enumerated(EnumType.STRING)
  @Column(name = "reason")
  private CorrectionReason reason;

  @Column(name = "corrected_as")
  private String correctedAs;

  @Column(name = "statement_id")
  private String statement;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @SuppressWarnings("NullAway.Init")
  protected Correction() {}

  Correction(
      Completion wrong,
      CorrectionReason reason,
      String correctedAs,
      UUID statement,
      Instant recordedAt) {
    this.id = UUID.randomUUID().toString();
    this.completion = wrong.id().toString();
    this.reason = reason;
    this.correctedAs = correctedAs;
    this.statement = statement.toString();
    this.recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  /** The completion that was wrong. */
  public UUID completion() {
    return UUID.fromString(completion);
  }

  /** The completion that took its place. */
  public Optional<UUID> replacement() {
    return Optional.ofNullable(replacement).map(UUID::fromString);
  }

  public CorrectionReason reason() {
    return reason;
  }

  /** The role in which somebody corrected it. */
  public String correctedAs() {
    return correctedAs;
  }

  /** The statement that voids the wrong one's. */
  public UUID statement() {
    return UUID.fromString(statement);
  }

  public Instant recordedAt() {
    return recordedAt;
  }

  void replacedBy(Completion right) {
    replacement = right.id().toString();
  }
}
