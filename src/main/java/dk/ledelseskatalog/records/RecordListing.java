package dk.ledelseskatalog.records;

import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Page;
import java.util.function.Function;

/**
 * A list of records as one reader may see it.
 *
 * @param address without parameters
 * @param name what a browser is to call it as a file, without an extension
 * @param numbered a page of the list as it is now
 * @param behind the records behind a place in the order of changes
 */
public record RecordListing<T>(
    String address,
    String name,
    RecordForm<T> form,
    Function<Page, Document> numbered,
    RecordFeed.Source<T> behind) {}
