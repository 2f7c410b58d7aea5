/**
 * The words of JSON:API 1.1: documents, resource objects, errors, query parameters.
 *
 * <p>Values only; nothing here knows what the catalogue holds.
 *
 * <p>Start with {@link dk.ledelseskatalog.jsonapi.ErrorObject}.
 */
@NullMarked
package dk.ledelseskatalog.jsonapi;

import org.jspecify.annotations.NullMarked;
