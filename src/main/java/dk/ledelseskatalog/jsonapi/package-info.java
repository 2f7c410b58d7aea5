/**
 * The words of JSON:API 1.1: documents, resource objects, errors, media types, query parameters.
 *
 * <p>What is built here can be written to bytes in one way only, and what is read from a caller is
 * bounded in bytes and depth before it becomes a value. A fault of the caller's is a {@link
 * dk.ledelseskatalog.jsonapi.JsonApiException}, never a null.
 *
 * <p>Nothing here knows what the catalogue holds, nor the server it runs in.
 *
 * <p>Start with {@link dk.ledelseskatalog.jsonapi.Document} for answers and {@link
 * dk.ledelseskatalog.jsonapi.RequestDocument} for requests.
 */
@NullMarked
package dk.ledelseskatalog.jsonapi;

import org.jspecify.annotations.NullMarked;
