package dk.ledelseskatalog.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of what the store holds with what was sent to it, as read. Written by {@link
 * ReconciliationRepository} while it goes on.
 */
@Entity
@Table(name = "reconciliation")
class Reconciliation {
  /** One that was not renewed for so long died with its node. */
  static final Duration DEAD_AFTER = Duration.ofMinutes(2);

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "since")
  private Instant since;

  @Column(name = "reason")
  private String reason;

  @Column(name = "requested_by")
  private String requestedBy;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private Phase state;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "alive_at")
  private Instant aliveAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "listed")
  private long listed;

  @Column(name = "compared")
  private long compared;

  @Column(name = "missing")
  private long missing;

  @Column(name = "unknown_to_us")
  private long unknown;

  @Column(name = "different")
  private long different;

  @Column(name = "failure")
  private @Nullable String failure;

  @SuppressWarnings("NullAway.Init")
  protected Reconciliation() {}

  /** How far a comparison has come. */
  enum Phase {
    RUNNING,
    DONE,
    FAILED
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

  /** One whose node died has failed, though nobody was left to write it. */
  Phase phase(Instant now) {
    return state == Phase.RUNNING && aliveAt.plus(DEAD_AFTER).isBefore(now) ? Phase.FAILED : state;
  }

  /** What comes later than this is not compared. */
  Instant startedAt() {
    return startedAt;
  }

  Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** How many statements the store has listed. */
  long listed() {
    return listed;
  }

  /** How many messages of ours were held against the store. */
  long compared() {
    return compared;
  }

  /** How many were delivered and are not in the store. */
  long missing() {
    return missing;
  }

  /** How many in the store bear our name and were never sent. */
  long unknown() {
    return unknown;
  }

  /** How many the store holds with other content. */
  long different() {
    return different;
  }

  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}
