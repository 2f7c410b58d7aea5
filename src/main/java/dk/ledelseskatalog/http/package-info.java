/**
 * Requests to servers of others, which may be slow, broken or hostile.
 *
 * <p>An answer comes within a bound of time and memory, or not at all; no redirect is followed; TLS
 * is verified.
 *
 * <p>It knows nothing of what is asked. Start with {@link dk.ledelseskatalog.http.BoundedHttp}.
 */
@NullMarked
package dk.ledelseskatalog.http;

import org.jspecify.annotations.NullMarked;
