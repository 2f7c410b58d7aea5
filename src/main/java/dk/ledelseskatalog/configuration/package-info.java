/**
 * What the operator has set, read and checked once.
 *
 * <p>A {@link dk.ledelseskatalog.configuration.Configuration} that exists is valid; a wrong value
 * is refused with one sentence that names its variable. Knows nothing but the JDK, so that the
 * launcher can check before the container starts.
 *
 * <p>Start with {@link dk.ledelseskatalog.configuration.Configuration}.
 */
@NullMarked
package dk.ledelseskatalog.configuration;

import org.jspecify.annotations.NullMarked;
