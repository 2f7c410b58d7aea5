package dk.ledelseskatalog.webhooks;

import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Where events are left for those who subscribe to them. Thread-safe. */
public final class WebhookOutbox {
  /** How late another node may serve a release: whoever is told and asks at once must find it. */
  private static final Duration SERVED_EVERYWHERE = Duration.ofSeconds(2);

  private final MessageBodies bodies;
  private final Clock clock;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  public WebhookOutbox(URI publicUrl, Clock clock) {
    this.bodies = new MessageBodies(publicUrl);
    this.clock = clock;
  }

  /**
   * Leaves a message for each active webhook that subscribes to such events, in the caller's
   * transaction: event and messages are kept together, or neither is. Nudge the courier after the
   * commit.
   */
  public void append(EntityManager manager, Event event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = newId();
    boolean ofRelease =
        event instanceof Event.ReleasePublished || event instanceof Event.EntriesUnpublished;
    new WebhookRepository(manager)
        .addForSubscribers(
            id,
            bodies.type(event),
            bodies.write(event, id, now),
            now,
            ofRelease ? now.plus(SERVED_EVERYWHERE) : now);
  }

  /** What a receiver knows a message by, however often it comes. */
  static String newId() {
    return "msg_" + UUID.randomUUID().toString().replace("-", "");
  }
}
