/**
 * The public reading of the catalogue over HTTP: entries, search, suggestions.
 *
 * <p>Every answer speaks of one release and is the same for everyone, so it may be cached by
 * anyone. It is rendered once per release and then served as bytes; what is served from the cache
 * is what rendering would have given. Names to include, sort, filter and select by come from the
 * content model, never from the request. Nothing here writes, and nothing here knows a database or
 * Lucene.
 *
 * <p>Start with {@link dk.ledelseskatalog.delivery.Representations}, then {@link
 * dk.ledelseskatalog.delivery.EntryResource}.
 */
@NullMarked
package dk.ledelseskatalog.delivery;

import org.jspecify.annotations.NullMarked;
