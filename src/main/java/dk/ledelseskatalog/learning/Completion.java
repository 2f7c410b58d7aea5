package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.xapi.Activity;
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
 * A person completed an activity: a fact, written once. It says which release the person had before
 * them. Nothing of it ever changes but that it is voided, once, when it turns out to be wrong; what
 * is right is a completion of its own, the next of the same registration.
 */
@Entity
@Table(name = "completion")
public class Completion {
  private static final int STANDS = 0;

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

  @Column(name = "ordinal")
  private int ordinal;

  /** {@link #STANDS}, or the ordinal once it is voided: unique within the registration. */
  @Column(name = "voided")
  private int voided;

  @Column(name = "team")
  private @Nullable String team;

  @Column(name = "occasion")
  private @Nullable String occasion;

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
  Completion(Accomplishment done, int ordinal, UUID statement, Instant recordedAt) {
    LearningActivity activity = done.activity();
    this.id = UUID.randomUUID().toString();
    this.person = done.person().toString();
    this.activityType = activity.id().type();
    this.activityId = activity.id().id();
    this.registration = done.registration().toString();
    this.ordinal = ordinal;
    this.voided = STANDS;
    this.team = done.occasion().map(occasion -> occasion.team().toString()).orElse(null);
    this.occasion =
        done.occasion().map(occasion -> occasion.registration().toString()).orElse(null);
    this.release = activity.release();
    this.theme = activity.theme().map(Activity::id).orElse(null);
    this.completedAt = done.at().truncatedTo(ChronoUnit.MILLIS);
    this.durationSeconds = done.duration().map(Duration::toSeconds).orElse(null);
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

  /** Counts the completions of the registration from 1; all but the last are voided. */
  public int ordinal() {
    return ordinal;
  }

  /** Whether it was found wrong and no longer holds. */
  public boolean isVoided() {
    return voided != STANDS;
  }

  CompletionStatus status() {
    return isVoided() ? CompletionStatus.VOIDED : CompletionStatus.VALID;
  }

  void markVoided() {
    voided = ordinal;
  }

  /** What it was part of, where a team did it together. */
  public Optional<Occasion> occasion() {
    return team == null || occasion == null
        ? Optional.empty()
        : Optional.of(new Occasion(UUID.fromString(team), UUID.fromString(occasion)));
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

  /** Its place in the order of changes, once it has one. */
  long position() {
    return position == null ? Long.MAX_VALUE : position;
  }

  boolean isOf(UUID somebody, EntryId something) {
    return person().equals(somebody) && activity().equals(something);
  }
}
