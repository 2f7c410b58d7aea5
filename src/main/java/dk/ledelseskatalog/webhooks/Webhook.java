package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.relay.KeptPace;
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
 * Somebody who is told of events. What they subscribe to stands beside it. Changed only under the
 * row's lock.
 */
@Entity
@Table(name = "webhook")
class Webhook {
  static final String TYPE = "webhooks";

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "url")
  private String url;

  @Column(name = "description")
  private String description;

  @Column(name = "active")
  private boolean active;

  /** Whether the receiver itself said that it is no more. */
  @Column(name = "gone")
  private boolean gone;

  /** Sealed. */
  @Column(name = "secret")
  private byte[] secret;

  /** Sealed. */
  @Column(name = "previous_secret")
  private byte @Nullable [] previousSecret;

  @Column(name = "previous_until")
  private @Nullable Instant previousUntil;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Embedded private KeptPace pace;

  @SuppressWarnings("NullAway.Init")
  protected Webhook() {}

  Webhook(UUID id, WebhookSettings settings, byte[] secret, Instant now) {
    this.id = id.toString();
    this.url = settings.url();
    this.description = settings.description();
    this.active = settings.active();
    this.secret = secret;
    this.createdAt = now;
    this.changedAt = now;
    this.pace = new KeptPace();
  }

  String id() {
    return id;
  }

  String url() {
    return url;
  }

  String description() {
    return description;
  }

  boolean active() {
    return active;
  }

  boolean gone() {
    return gone;
  }

  byte[] secret() {
    return secret.clone();
  }

  /** The one before, while it is still signed with. */
  Optional<byte[]> previousSecret(Instant now) {
    return previousUntil(now).isEmpty() || previousSecret == null
        ? Optional.empty()
        : Optional.of(previousSecret.clone());
  }

  /** Until when messages are signed with two secrets; empty if they are not. */
  Optional<Instant> previousUntil(Instant now) {
    return Optional.ofNullable(previousUntil).filter(now::isBefore);
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant changedAt() {
    return changedAt;
  }

  Pace pace() {
    return pace.pace();
  }

  String paceName() {
    return pace.name();
  }

  Optional<String> refusal() {
    return pace.refusal();
  }

  void keepPace(Pace next) {
    pace.keep(next);
  }

  /** The receiver is asked at once, whatever wait its answers had led to. */
  void tryAtOnce() {
    pace.tryAtOnce();
  }

  void change(WebhookSettings settings, Instant now) {
    boolean another = !settings.url().equals(url) || (settings.active() && !active);
    url = settings.url();
    description = settings.description();
    active = settings.active();
    changedAt = now;
    if (active) {
      gone = false;
    }
    if (another) {
      // What was learned was of another receiver, or of another time.
      pace.keep(new Pace.Flowing());
    }
  }

  /** The receiver said that it is no more: nothing is sent until somebody turns it on. */
  void turnOff(Instant now) {
    active = false;
    gone = true;
    changedAt = now;
  }

  /**
   * Takes another secret for signing.
   *
   * @param until when the one before is signed with as well
   */
  void rotate(byte[] sealed, Instant until, Instant now) {
    previousSecret = until.isAfter(now) ? secret : null;
    previousUntil = until.isAfter(now) ? until : null;
    secret = sealed;
    changedAt = now;
    pace.tryAtOnce();
  }
}
