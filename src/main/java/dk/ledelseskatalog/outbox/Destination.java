package dk.ledelseskatalog.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store we send to, as all nodes see it: who sends, how fast, and how much has arrived. Changed
 * only under the row's lock.
 */
@Entity
@Table(name = "outbox_destination")
class Destination {
  static final String LRS = "lrs";

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "lease_owner")
  private @Nullable String leaseOwner;

  @Column(name = "lease_until")
  private Instant leaseUntil;

  @Column(name = "lease_number")
  private long leaseNumber;

  @Column(name = "pace")
  private String pace;

  @Column(name = "failures")
  private int failures;

  @Column(name = "not_before")
  private Instant notBefore;

  @Column(name = "reason")
  private @Nullable String reason;

  @Column(name = "delivered")
  private long delivered;

  @Column(name = "paused_at")
  private @Nullable Instant pausedAt;

  @Column(name = "paused_by")
  private @Nullable String pausedBy;

  @Column(name = "pause_reason")
  private @Nullable String pauseReason;

  @SuppressWarnings("NullAway.Init")
  protected Destination() {}

  /** Gives the lease to a node if nobody holds it, and says under which number. */
  Optional<Long> lease(UUID node, Instant now, Instant until) {
    if (leaseOwner != null && leaseUntil.isAfter(now)) {
      return Optional.empty();
    }
    leaseOwner = node.toString();
    leaseUntil = until;
    leaseNumber++;
    return Optional.of(leaseNumber);
  }

  /** Whether the lease taken under this number is still the last one given. */
  boolean leasedAs(long number) {
    return leaseOwner != null && leaseNumber == number;
  }

  void extendLease(Instant until) {
    leaseUntil = until;
  }

  void endLease() {
    leaseOwner = null;
  }

  void countDelivered(int more) {
    delivered += more;
  }

  long delivered() {
    return delivered;
  }

  Pace pace() {
    return switch (pace) {
      case "FLOWING" -> new Pace.Flowing();
      case "BACKING_OFF" -> new Pace.BackingOff(failures, notBefore);
      case "OPEN" -> new Pace.Open(failures, notBefore);
      case "THROTTLED" -> new Pace.Throttled(failures, notBefore);
      case "REFUSED" -> new Pace.Refused(failures, notBefore, reason == null ? "" : reason);
      default -> throw new IllegalStateException("No such pace: " + pace);
    };
  }

  void keepPace(Pace next) {
    pace = nameOf(next);
    failures = next.failures();
    notBefore = next.notBefore();
    reason = next instanceof Pace.Refused refused ? refused.reason() : null;
  }

  /** Why an operator has stopped delivery; empty if it may go on. */
  Optional<Pause> pause() {
    return pausedAt == null || pausedBy == null || pauseReason == null
        ? Optional.empty()
        : Optional.of(new Pause(pausedAt, UUID.fromString(pausedBy), pauseReason));
  }

  void pause(Pause by) {
    pausedAt = by.at();
    pausedBy = by.by().toString();
    pauseReason = by.reason();
  }

  /** Ends an operator's pause, and whatever wait the store's answers had led to. */
  void resume() {
    pausedAt = null;
    pausedBy = null;
    pauseReason = null;
    notBefore = Instant.EPOCH;
  }

  String paceName() {
    return pace;
  }

  Optional<String> refusal() {
    return Optional.ofNullable(reason);
  }

  private static String nameOf(Pace pace) {
    if (pace instanceof Pace.Flowing) {
      return "FLOWING";
    }
    if (pace instanceof Pace.BackingOff) {
      return "BACKING_OFF";
    }
    if (pace instanceof Pace.Open) {
      return "OPEN";
    }
    return pace instanceof Pace.Throttled ? "THROTTLED" : "REFUSED";
  }
}
