/**
 * Who did what to whose data, when and why.
 *
 * <p>An event is written in the transaction of what it tells, so there is neither a deed without
 * its trace nor a trace without its deed. Events are added and never changed; only retention
 * removes any. People are in it by their pseudonyms, never otherwise.
 *
 * <p>Nothing here knows what the actions mean: each package names its own.
 *
 * <p>Start with {@link dk.ledelseskatalog.audit.AuditLog}.
 */
@NullMarked
package dk.ledelseskatalog.audit;

import org.jspecify.annotations.NullMarked;
