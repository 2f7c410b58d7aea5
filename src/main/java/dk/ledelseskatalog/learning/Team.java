package dk.ledelseskatalog.learning;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Leaders who hold dialogues together. It has no name: a random UUID stands for it everywhere, also
 * in statements. It grows by its join code, which whoever is in the room is told.
 */
@Entity
@Table(name = "team")
public class Team {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "owner")
  private String owner;

  @Column(name = "join_code")
  private String joinCode;

  @Column(name = "join_code_expires_at")
  private Instant joinCodeExpiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected Team() {}

  Team(UUID owner, JoinCode code, Instant expiresAt, Instant createdAt) {
    this.id = UUID.randomUUID().toString();
    this.owner = owner.toString();
    this.joinCode = code.text();
    this.joinCodeExpiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    this.createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  /** The pseudonym of whoever made it, and completes for it. */
  public UUID owner() {
    return UUID.fromString(owner);
  }

  public Instant createdAt() {
    return createdAt;
  }

  String joinCode() {
    return joinCode;
  }

  Instant joinCodeExpiresAt() {
    return joinCodeExpiresAt;
  }

  void renewJoinCode(JoinCode code, Instant expiresAt) {
    joinCode = code.text();
    joinCodeExpiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }
}
