/**
 * Describes the whole HTTP surface as OpenAPI 3.1, so that clients can be generated and answers
 * held against it.
 *
 * <p>What is said of content follows from the content model: a new type file has its paths, schemas
 * and parameters here by itself. What is said of everything else stands in one class of routes per
 * area, and tests hold it to the resources that are deployed, to the parameters they accept and to
 * every answer the integration tests see.
 *
 * <p>Nothing here knows the resources it describes, or what the catalogue holds. Start with {@link
 * dk.ledelseskatalog.openapi.OpenApi}, then {@link dk.ledelseskatalog.openapi.Route}; an endpoint
 * is added in the class of its area.
 */
@NullMarked
package dk.ledelseskatalog.openapi;

import org.jspecify.annotations.NullMarked;
