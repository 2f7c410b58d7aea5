/**
 * Finds entries as people type: bent, compounded, misspelt, without æ, ø and å.
 *
 * <p>An index is built once from the entries of a release and never changes, so it is safe for any
 * number of threads until it is closed. Whatever is typed, however long or strange, is answered: a
 * query is made of analysed words only, at most sixteen of them, and there is no query language.
 * Ties between equal scores go to catalogue order, so the same search always gives the same page.
 *
 * <p>Nothing here knows of HTTP, of databases, or of how a release comes to be.
 *
 * <p>Start with {@link dk.ledelseskatalog.search.LuceneSearchIndexBuilder}, then {@code View} (what
 * the index holds of each word) and {@code QueryLadder} (how a typed word climbs them).
 */
@NullMarked
package dk.ledelseskatalog.search;

import org.jspecify.annotations.NullMarked;
