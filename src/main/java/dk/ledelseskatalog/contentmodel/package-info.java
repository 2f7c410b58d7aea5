/**
 * The vocabulary of the catalogue: which types of entry there are and what each may carry.
 *
 * <p>A content type is a file, never a class: everything here is read from JSON Schemas, so a new
 * type needs no code. Values are immutable. Reading is all or nothing: every fault is found at once
 * and told with its file, the place in it and what to change, in Danish and English. No schema is
 * ever fetched over the network.
 *
 * <p>Nothing here knows of databases, HTTP or releases.
 *
 * <p>Start with {@link dk.ledelseskatalog.contentmodel.ContentModel}, then {@link
 * dk.ledelseskatalog.contentmodel.CatalogueFiles}.
 */
@NullMarked
package dk.ledelseskatalog.contentmodel;

import org.jspecify.annotations.NullMarked;
