package dk.ledelseskatalog.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How delivery stands, over all nodes.
 *
 * @param configured whether this node has a store to send to
 * @param waiting messages not yet delivered
 * @param oldest how long the oldest of them has waited
 * @param delivered messages delivered since the database was made
 * @param parked messages the store will not take; an operator must decide
 * @param refused why the store takes nothing from us, in its words; empty if it does
 * @param paused why an operator stopped delivery; empty if none did
 */
public record DeliveryStatus(
    boolean configured,
    long waiting,
    Optional<Duration> oldest,
    long delivered,
    long parked,
    Optional<String> refused,
    Optional<String> paused) {}
