package dk.ledelseskatalog.masterclass;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was once recorded of somebody's presence at a session. It stays as it was; if it was wrong
 * it is voided, and what is right is another.
 */
@Entity
@Table(name = "attendance")
public class Attendance {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "enrolment")
  private String enrolment;

  @Enumerated(EnumType.STRING)
  @Column(name = "status")
  private EnrolmentStatus status;

  @Column(name = "ordinal")
  private int ordinal;

  @Column(name = "happened_at")
  private Instant happenedAt;

  @Column(name = "duration_seconds")
  private long durationSeconds;

  @Column(name = "statement_id")
  private String statement;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @Column(name = "voided_at")
  private @Nullable Instant voidedAt;

  @Column(name = "voiding_statement_id")
  private @Nullable String voidingStatement;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Attendance() {}

  Attendance(
      Enrolment enrolment,
      EnrolmentStatus status,
      int ordinal,
      Instant happenedAt,
      Duration length,
      UUID statement,
      Instant recordedAt) {
    this.id = UUID.randomUUID().toString();
    this.enrolment = enrolment.id().toString();
    this.status = status;
    this.ordinal = ordinal;
    this.happenedAt = happenedAt.truncatedTo(ChronoUnit.MILLIS);
    this.durationSeconds = length.toSeconds();
    this.statement = statement.toString();
    this.recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  UUID enrolment() {
    return UUID.fromString(enrolment);
  }

  /** Attended or no-show. */
  EnrolmentStatus status() {
    return status;
  }

  /** Which time this is said of the enrolment, from 1. */
  int ordinal() {
    return ordinal;
  }

  /** The end of the session, or the moment of recording if that came first. */
  Instant happenedAt() {
    return happenedAt;
  }

  /** How long the session was then to last. */
  Duration length() {
    return Duration.ofSeconds(durationSeconds);
  }

  /** The statement that tells it. */
  UUID statement() {
    return UUID.fromString(statement);
  }

  Instant recordedAt() {
    return recordedAt;
  }

  /** Empty while it holds. */
  Optional<Instant> voidedAt() {
    return Optional.ofNullable(voidedAt);
  }

  /** The statement that took it back. */
  Optional<UUID> voidingStatement() {
    return Optional.ofNullable(voidingStatement).map(UUID::fromString);
  }

  void takeBack(UUID byStatement, Instant now) {
    voidingStatement = byStatement.toString();
    voidedAt = now.truncatedTo(ChronoUnit.MILLIS);
  }
}
