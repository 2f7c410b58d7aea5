package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.contentmodel.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One holding of a masterclass. It is planned, and then either held or cancelled; it is never
 * deleted. Its masterclass and its id never change.
 */
@Entity
@Table(name = "masterclass_session")
public class Session {
  /** The type of sessions in the API and in activity IRIs. */
  static final String TYPE = "sessions";

  static final String MASTERCLASSES = "masterclasses";

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "masterclass")
  private String masterclass;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @Column(name = "time_zone")
  private String timeZone;

  @Column(name = "place")
  private @Nullable String place;

  @Column(name = "link")
  private @Nullable String link;

  @Column(name = "capacity")
  private int capacity;

  @Column(name = "facilitators")
  private String facilitators;

  @Column(name = "sign_up_opens_at")
  private @Nullable Instant signUpOpensAt;

  @Column(name = "sign_up_closes_at")
  private @Nullable Instant signUpClosesAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "status")
  private SessionStatus status;

  @Column(name = "version")
  private int version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Session() {}

  @SuppressWarnings("NullAway.Init") // tell() sets the rest
  Session(String id, String masterclass, SessionDetails details, Instant now) {
    this.id = id;
    this.masterclass = masterclass;
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    tell(details, now);
    this.version = 1;
  }

  /** Makes it the next version. */
  void change(SessionDetails details, Instant now) {
    tell(details, now);
    version++;
  }

  private void tell(SessionDetails details, Instant now) {
    startsAt = details.startsAt();
    endsAt = details.endsAt();
    timeZone = details.timeZone().getId();
    place = details.place().orElse(null);
    link = details.link().map(URI::toString).orElse(null);
    capacity = details.capacity();
    facilitators = String.join("\n", details.facilitators());
    signUpOpensAt = details.signUpOpensAt().orElse(null);
    signUpClosesAt = details.signUpClosesAt().orElse(null);
    status = details.status();
    changedAt = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Permanent, and made of the masterclass and the day it was first planned for. */
  public String id() {
    return id;
  }

  public EntryId masterclass() {
    return new EntryId(MASTERCLASSES, masterclass);
  }

  public SessionDetails details() {
    return new SessionDetails(
        startsAt,
        endsAt,
        ZoneId.of(timeZone),
        Optional.ofNullable(place),
        Optional.ofNullable(link).map(URI::create),
        capacity,
        facilitators.isEmpty() ? List.of() : List.of(facilitators.split("\n", -1)),
        Optional.ofNullable(signUpOpensAt),
        Optional.ofNullable(signUpClosesAt),
        status);
  }

  Instant startsAt() {
    return startsAt;
  }

  Instant endsAt() {
    return endsAt;
  }

  public SessionStatus status() {
    return status;
  }

  /** How many people there is place for. */
  int capacity() {
    return capacity;
  }

  Instant signUpOpensAt() {
    return signUpOpensAt == null ? createdAt : signUpOpensAt;
  }

  Instant signUpClosesAt() {
    return signUpClosesAt == null ? startsAt : signUpClosesAt;
  }

  /** Counts from 1; the number of its changes and not of its enrolments'. */
  public int version() {
    return version;
  }

  public Instant changedAt() {
    return changedAt;
  }

  boolean hasBegun(Instant now) {
    return !now.isBefore(startsAt);
  }
}
