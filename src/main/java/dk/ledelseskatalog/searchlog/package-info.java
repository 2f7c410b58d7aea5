/**
 * Remembers what people search for, so that editors see what is sought often and what in vain.
 *
 * <p>A query is counted, never told of anybody: no person, no address, no time but the day. What
 * looks like an e-mail address, a number of a person or a telephone, or a name is not counted at
 * all. Counting takes no time of the search: it is kept in memory, bounded, and written every few
 * seconds; what a killed process had not written is lost. Old days go by the same retention as data
 * of people.
 *
 * <p>Nothing here knows how a search is answered. Start with {@link
 * dk.ledelseskatalog.searchlog.SearchLog}, then {@code CountableQuery} (what is never counted).
 */
@NullMarked
package dk.ledelseskatalog.searchlog;

import org.jspecify.annotations.NullMarked;
