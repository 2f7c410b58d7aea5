package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person completed an activity: a fact, written once and never changed. It says which release the
 * person had before them.
 */
@Entity
@Table(name = "completion")
public class Completion {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "person")
  private String person;

  @Column(name = "activity_type")
  private String activityType;

  @Column(name = "activity_id")
  private String activityId;

  @Column(name = "registration")
  private String registration;

  @Column(name = "release_number")
  private int release;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Column(name = "duration_seconds")
  private @Nullable Long durationSeconds;

  @Column(name = "statement_id")
  private String statement;

  @Column(name = "theme")
  private @Nullable String theme;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  /** Given and taken away by {@link dk.ledelseskatalog.persistence.ChangeOrder} alone. */
  @Column(name = "position", insertable = false, updatable = false)
  private @Nullable Long position;

  @SuppressWarnings("NullAway.Init")
  protected Completion() {}

  /** Times are cut to milliseconds, so that the fact reads the same before and after storing. */
  Completion(
      UUID person,
      EntryId activity,
      UUID registration,
      int release,
      Optional<String> theme,
      Instant completedAt,
      Optional<Duration> duration,
      UUID statement,
      Instant recordedAt) {
    this.id = UUID.randomUUID().toString();
    this.person = person.toString();
    this.activityType = activity.type();
    this.activityId = activity.id();
    this.registration = registration.toString();
    this.release = release;
    this.theme = theme.orElse(null);
    this.completedAt = completedAt.truncatedTo(ChronoUnit.MILLIS);
    this.durationSeconds = duration.map(Duration::toSeconds).orElse(null);
    this.statement = statement.toString();
    this.recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  /** The pseudonym. */
  public UUID person() {
    return UUID.fromString(person);
  }

  public EntryId activity() {
    return new EntryId(activityType, activityId);
  }

  /** xAPI's name for the one enrolment this completes. */
  public UUID registration() {
    return UUID.fromString(registration);
  }

  /** The release whose text the person had before them. */
  public int release() {
    return release;
  }

  /** The id of the theme the activity belonged to in that release. */
  public Optional<String> theme() {
    return Optional.ofNullable(theme);
  }

  public Instant completedAt() {
    return completedAt;
  }

  public Optional<Duration> duration() {
    return Optional.ofNullable(durationSeconds).map(Duration::ofSeconds);
  }

  /** The statement that tells it. */
  public UUID statement() {
    return UUID.fromString(statement);
  }

  /** When we were told. */
  public Instant recordedAt() {
    return recordedAt;
  }

  boolean isOf(UUID somebody, EntryId something) {
    return person().equals(somebody) && activity().equals(something);
  }
}
