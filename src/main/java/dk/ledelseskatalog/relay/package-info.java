/**
 * What everything needs that takes messages out of the database to somebody else.
 *
 * <p>Of all nodes one at a time sends; a node that lost that right unawares writes nothing. The
 * other side sets the pace by its answers, across nodes and restarts. Whoever leaves a message
 * nudges, and waits for nothing.
 *
 * <p>It may not know what is sent, nor to whom, nor over what. Start with {@link
 * dk.ledelseskatalog.relay.Lease}, {@link dk.ledelseskatalog.relay.Pace} and {@link
 * dk.ledelseskatalog.relay.Worker}; {@code outbox} and {@code webhooks} are made of them.
 */
@NullMarked
package dk.ledelseskatalog.relay;

import org.jspecify.annotations.NullMarked;
