/**
 * Delivers finished statements to the Learning Record Store, whatever dies on the way.
 *
 * <p>A message is appended in the transaction of the fact it tells, holds the exact bytes to send,
 * and never changes but in its state: PENDING → DELIVERED or PARKED. Delivery is at least once; the
 * store makes it exactly once by the statement's id.
 *
 * <p>Start with {@code Outbox}, then {@code Dispatcher}.
 */
@NullMarked
package dk.ledelseskatalog.outbox;

import org.jspecify.annotations.NullMarked;
