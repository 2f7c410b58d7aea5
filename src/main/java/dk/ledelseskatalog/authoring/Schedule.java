package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A release that is to be made at a time. */
@Entity
@Table(name = "scheduled_release")
public class Schedule {
  static final String TYPE = "schedules";
  private static final int LONGEST_FAILURE = 2000;

  /** What became of it. By its name in small letters it is told. */
  enum State {
    WAITING,
    DONE,
    FAILED,
    CANCELLED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An entry and the version of it that was ready when the time was set. */
  record Planned(EntryId entry, int version) {}

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "note")
  private String note;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "release_number")
  private @Nullable Integer release;

  @Column(name = "failure")
  private @Nullable String failure;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Schedule() {}

  Schedule(Instant dueAt, String note, Instant requestedAt, String requestedBy) {
    this.id = UUID.randomUUID().toString();
    this.dueAt = dueAt;
    this.note = note;
    this.state = State.WAITING;
    this.requestedAt = requestedAt;
    this.requestedBy = requestedBy;
  }

  UUID id() {
    return UUID.fromString(id);
  }

  Instant dueAt() {
    return dueAt;
  }

  String note() {
    return note;
  }

  State state() {
    return state;
  }

  Instant requestedAt() {
    return requestedAt;
  }

  String requestedBy() {
    return requestedBy;
  }

  /** The release that was made; empty before that. */
  Optional<Integer> release() {
    return Optional.ofNullable(release);
  }

  /** Why none was made. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  void made(int number) {
    state = State.DONE;
    release = number;
  }

  void failed(String why) {
    state = State.FAILED;
    failure = why.length() > LONGEST_FAILURE ? why.substring(0, LONGEST_FAILURE) : why;
  }

  void cancel() {
    state = State.CANCELLED;
  }
}
