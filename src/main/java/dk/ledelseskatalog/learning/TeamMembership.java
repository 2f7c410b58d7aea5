package dk.ledelseskatalog.learning;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A person is in a team. Others are told its id and its time, never the person. */
@Entity
@Table(name = "team_membership")
public class TeamMembership {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "team_id")
  private String team;

  @Column(name = "person")
  private String person;

  @Column(name = "joined_at")
  private Instant joinedAt;

  @SuppressWarnings("NullAway.Init")
  protected TeamMembership() {}

  TeamMembership(UUID team, UUID person, Instant joinedAt) {
    this.id = UUID.randomUUID().toString();
    this.team = team.toString();
    this.person = person.toString();
    this.joinedAt = joinedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  public UUID team() {
    return UUID.fromString(team);
  }

  /** The pseudonym. */
  public UUID person() {
    return UUID.fromString(person);
  }

  public Instant joinedAt() {
    return joinedAt;
  }
}
