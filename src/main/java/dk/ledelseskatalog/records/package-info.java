/**
 * How other systems follow and fetch what is recorded about learning: page by page behind a cursor
 * that misses nothing, or all at once as CSV or NDJSON.
 *
 * <p>A cursor cannot be made up, and is of one list and one set of filters. An export holds one
 * slice in memory and no connection while its reader reads, however many records there are.
 *
 * <p>Nothing here knows what the records are, or who may see which. Start with {@link
 * dk.ledelseskatalog.records.RecordFeed}.
 */
@NullMarked
package dk.ledelseskatalog.records;

import org.jspecify.annotations.NullMarked;
