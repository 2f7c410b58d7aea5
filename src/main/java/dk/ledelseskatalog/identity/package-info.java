/**
 * Who is asking, and what they may do.
 *
 * <p>A person outside this package is a role set and a pseudonym.
 *
 * <p>Start with {@link dk.ledelseskatalog.identity.Person}.
 */
@NullMarked
package dk.ledelseskatalog.identity;

import org.jspecify.annotations.NullMarked;
