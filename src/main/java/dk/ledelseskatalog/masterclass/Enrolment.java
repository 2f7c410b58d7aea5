package dk.ledelseskatalog.masterclass;

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
 * A person's place in a session, or in the line for one. It begins enrolled or waiting; a place
 * that becomes free makes the first who waits enrolled; attendance makes it attended or no-show;
 * signing off, or the end of the session, makes it cancelled for good. Signing up again is another
 * enrolment.
 */
@Entity
@Table(name = "enrolment")
public class Enrolment {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "session")
  private String session;

  @Column(name = "person")
  private String person;

  @Column(name = "sign_up_number")
  private int signUpNumber;

  @Column(name = "ticket")
  private String ticket;

  @Enumerated(EnumType.STRING)
  @Column(name = "status")
  private EnrolmentStatus status;

  @Enumerated(EnumType.STRING)
  @Column(name = "ended_because")
  private @Nullable EndedBecause endedBecause;

  @Column(name = "registration")
  private @Nullable String registration;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  /** Given and taken away by {@link dk.ledelseskatalog.persistence.ChangeOrder} alone. */
  @Column(name = "position", insertable = false, updatable = false)
  private @Nullable Long position;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Enrolment() {}

  /** Somebody at the end of the line. */
  Enrolment(Session session, UUID person, int signUpNumber, String ticket, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.session = session.id();
    this.person = person.toString();
    this.signUpNumber = signUpNumber;
    this.ticket = ticket;
    this.status = EnrolmentStatus.WAITING;
    this.recordedAt = now.truncatedTo(ChronoUnit.MILLIS);
    this.changedAt = recordedAt;
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  /** The session's id. */
  public String session() {
    return session;
  }

  /** The pseudonym. */
  public UUID person() {
    return UUID.fromString(person);
  }

  /** How many had signed up for the session before, and one. */
  int signUpNumber() {
    return signUpNumber;
  }

  /** By which a facilitator recognises the person without their name. */
  public String ticket() {
    return ticket;
  }

  public EnrolmentStatus status() {
    return status;
  }

  /** Empty unless it is cancelled. */
  public Optional<EndedBecause> endedBecause() {
    return Optional.ofNullable(endedBecause);
  }

  /** Empty if there never was a place. */
  public Optional<UUID> registration() {
    return Optional.ofNullable(registration).map(UUID::fromString);
  }

  public Instant recordedAt() {
    return recordedAt;
  }

  public Instant changedAt() {
    return changedAt;
  }

  void takePlace(UUID inRegistration, Instant now) {
    registration = inRegistration.toString();
    become(EnrolmentStatus.ENROLLED, now);
  }

  void cancel(EndedBecause why, Instant now) {
    endedBecause = why;
    become(EnrolmentStatus.CANCELLED, now);
  }

  /** What was recorded of the person's presence; enrolled takes it back. */
  void presence(EnrolmentStatus other, Instant now) {
    become(other, now);
  }

  private void become(EnrolmentStatus other, Instant now) {
    status = other;
    changedAt = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Its place in the order of changes, once it has one. */
  long position() {
    return position == null ? Long.MAX_VALUE : position;
  }

  boolean isOf(Optional<UUID> somebody) {
    return somebody.equals(Optional.of(person()));
  }
}
