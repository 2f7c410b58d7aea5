/**
 * Requests to servers of others, which may be slow, broken or hostile.
 *
 * <p>An answer comes within a bound of time and memory, or not at all; no redirect is followed; TLS
 * is verified. Where an outsider chose the address, the request goes to a public machine, the very
 * one that was judged.
 *
 * <p>It knows nothing of what is asked. Start with {@link dk.ledelseskatalog.http.BoundedHttp}; for
 * addresses of others with {@link dk.ledelseskatalog.http.TargetHttp}.
 */
@NullMarked
package dk.ledelseskatalog.http;

import org.jspecify.annotations.NullMarked;
