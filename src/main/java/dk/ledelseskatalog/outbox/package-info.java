/**
 * Delivers finished statements to the Learning Record Store, whatever dies on the way.
 *
 * <p>A message is appended in the transaction of the fact it tells, holds the exact bytes to send,
 * and never changes but in its state: PENDING → DELIVERED or PARKED, and from PARKED by an
 * operator's decision back or on to DISCARDED. Delivery is at least once; the store makes it
 * exactly once by the statement's id. What an operator does has a reason, and stands in the audit
 * log.
 *
 * <p>It may not know what a statement says, nor how a store is spoken to: that is {@code
 * LrsClient}'s.
 *
 * <p>Start with {@code Outbox}, then {@code Dispatcher}; for operators with {@code OutboxControl}.
 */
@NullMarked
package dk.ledelseskatalog.outbox;

import org.jspecify.annotations.NullMarked;
