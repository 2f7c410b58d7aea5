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
 * @param paused why nothing is sent though a store is set, in the store's words; empty if it flows
 */
public record DeliveryStatus(
    boolean configured,
    long waiting,
    Optional<Duration> oldest,
    long delivered,
    long parked,
    Optional<String> paused) {}
