/**
 * Opens the database, keeps its schema current, and runs transactions.
 *
 * <p>What is committed is durable: an embedded database that could lose an acknowledged commit is
 * refused at start. Nothing here knows what is stored.
 *
 * <p>Start with {@link dk.ledelseskatalog.persistence.Transactions}.
 */
@NullMarked
package dk.ledelseskatalog.persistence;

import org.jspecify.annotations.NullMarked;
