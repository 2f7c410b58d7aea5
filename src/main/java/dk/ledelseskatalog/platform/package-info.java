/**
 * Puts the parts together and meets the container: wiring, errors, health, metrics.
 *
 * <p>Every object is made here once, by its constructor, and may import any package; no package
 * imports this one. Whatever goes wrong in a request leaves as a JSON:API error.
 *
 * <p>Start with {@link dk.ledelseskatalog.platform.Components}.
 */
@NullMarked
package dk.ledelseskatalog.platform;

import org.jspecify.annotations.NullMarked;
