package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.relay.Holding;
import dk.ledelseskatalog.relay.KeptPace;
import dk.ledelseskatalog.relay.Lease;
import dk.ledelseskatalog.relay.Pace;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
class Destination implements Lease.Row {
  static final String LRS = "lrs";

  @Id
  @Column(name = "name")
  private String name;

  @Embedded private Holding holding;

  @Embedded private KeptPace pace;

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

  @Override
  public Holding holding() {
    return holding;
  }

  void countDelivered(int more) {
    delivered += more;
  }

  long delivered() {
    return delivered;
  }

  Pace pace() {
    return pace.pace();
  }

  void keepPace(Pace next) {
    pace.keep(next);
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
    pace.tryAtOnce();
  }

  String paceName() {
    return pace.name();
  }

  Optional<String> refusal() {
    return pace.refusal();
  }
}
