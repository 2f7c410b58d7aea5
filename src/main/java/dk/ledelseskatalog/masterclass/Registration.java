package dk.ledelseskatalog.masterclass;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One going-through of a masterclass by one person, xAPI's registration. The first place in a
 * session opens it; further sessions belong to it until it is completed or given up.
 */
@Entity
@Table(name = "masterclass_registration")
public class Registration {
  /** Where it stands. */
  enum State {
    OPEN,
    /** The rule of the masterclass is met; a correction can open it again. */
    COMPLETED,
    /** The person signed off their last place. */
    GIVEN_UP
  }

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "person")
  private String person;

  @Column(name = "masterclass")
  private String masterclass;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state;

  @Column(name = "opened_at")
  private Instant openedAt;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Registration() {}

  Registration(UUID person, String masterclass, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.person = person.toString();
    this.masterclass = masterclass;
    this.state = State.OPEN;
    this.openedAt = now.truncatedTo(ChronoUnit.MILLIS);
  }

  UUID id() {
    return UUID.fromString(id);
  }

  UUID person() {
    return UUID.fromString(person);
  }

  String masterclass() {
    return masterclass;
  }

  State state() {
    return state;
  }

  Instant openedAt() {
    return openedAt;
  }

  void giveUp() {
    state = State.GIVEN_UP;
  }

  void complete() {
    state = State.COMPLETED;
  }

  void reopen() {
    state = State.OPEN;
  }
}
