/**
 * Tells the caches in front of the service that a release outdates what they keep.
 *
 * <p>A cache is told after this node serves the release, so what it then fetches here is new; every
 * node tells it, so the last one to serve the release has the last word. Telling twice does no
 * harm. Publishing never waits for it, and a cache that cannot be told is a matter for whoever is
 * on duty, not for readers.
 *
 * <p>It may not know what is published. Start with {@link dk.ledelseskatalog.purging.CachePurge}.
 */
@NullMarked
package dk.ledelseskatalog.purging;

import org.jspecify.annotations.NullMarked;
