/**
 * What administrators decide about who is let in: API tokens for other systems, and people who are
 * shut out.
 *
 * <p>A token's secret is told once and kept as a digest only; a token that was revoked is refused
 * at the next request on every node. Who is shut out is refused at once on the node that was told,
 * and within seconds on the others. Every decision is in the audit log, in its own transaction.
 *
 * <p>Nothing here knows what those let in may read; methods say so themselves.
 *
 * <p>Start with {@link dk.ledelseskatalog.access.ApiTokens} and {@link
 * dk.ledelseskatalog.access.Exclusions}.
 */
@NullMarked
package dk.ledelseskatalog.access;

import org.jspecify.annotations.NullMarked;
