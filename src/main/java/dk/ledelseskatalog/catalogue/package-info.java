/**
 * The published catalogue as readers see it: one release, in memory, its index included.
 *
 * <p>A {@link dk.ledelseskatalog.catalogue.Snapshot} never changes. {@link
 * dk.ledelseskatalog.catalogue.Catalogue} swaps the current one atomically; a reader that began on
 * the old one finishes on it, and the old one is closed after its last reader.
 *
 * <p>Nothing here knows of databases, HTTP or Lucene. Start with {@link
 * dk.ledelseskatalog.catalogue.Catalogue}.
 */
@NullMarked
package dk.ledelseskatalog.catalogue;

import org.jspecify.annotations.NullMarked;
