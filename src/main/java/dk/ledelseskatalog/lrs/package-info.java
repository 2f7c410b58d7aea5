/**
 * Speaks xAPI, 1.0.3 or 2.0, to a Learning Record Store over HTTP.
 *
 * <p>Whatever the other side does, an answer comes within a bound of time and memory and is one of
 * {@link dk.ledelseskatalog.outbox.LrsClient.Answer}: TLS is always verified, a redirect is never
 * followed, a body is read to a cap, and the ids that come back are never counted.
 *
 * <p>It may not know what a statement says, nor decide what an answer means for a message.
 *
 * <p>Start with {@code HttpLrsClient}.
 */
@NullMarked
package dk.ledelseskatalog.lrs;

import org.jspecify.annotations.NullMarked;
