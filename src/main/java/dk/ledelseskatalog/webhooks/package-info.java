/**
 * Tells other systems what happens here: a release was published, entries went out of the
 * catalogue, a completion or an attendance was recorded.
 *
 * <p>A message is written in the transaction of the event, holds the exact bytes to send, and says
 * of people nothing: it links to where those who may can read. It is delivered at least once, by
 * one node at a time, signed as Standard Webhooks has it, and tried again until it is delivered or
 * {@code PARKED}; an administrator may replay it. Messages are in no order, and a receiver that is
 * down keeps no other from its own. A request goes to a public machine over TLS, unless the
 * operator allows its host by name.
 *
 * <p>It may not know what happens: whoever has an event leaves it here.
 *
 * <p>Start with {@link dk.ledelseskatalog.webhooks.WebhookOutbox}, then {@link
 * dk.ledelseskatalog.webhooks.Courier}; for administrators with {@link
 * dk.ledelseskatalog.webhooks.Webhooks}.
 */
@NullMarked
package dk.ledelseskatalog.webhooks;

import org.jspecify.annotations.NullMarked;
