/**
 * The vocabulary of the catalogue: which types of entry there are and what each may carry.
 *
 * <p>A content type is a file, never a class: everything here is read from JSON Schemas, so a new
 * type needs no code. Values are immutable. Nothing here knows of databases, HTTP or releases.
 *
 * <p>Start with {@link dk.ledelseskatalog.contentmodel.ContentModel}.
 */
@NullMarked
package dk.ledelseskatalog.contentmodel;

import org.jspecify.annotations.NullMarked;
