/**
 * Turns saved entries into releases, and a release into the snapshot readers see.
 *
 * <p>Releases are numbered from 1 without gaps, one after another on all nodes, and never change: a
 * release is the fold of every {@link dk.ledelseskatalog.publishing.ReleaseChange} up to it. The
 * snapshot of a release is built outside any reader's way and swapped in whole; if it cannot be
 * built, the one before goes on serving.
 *
 * <p>Start with {@link dk.ledelseskatalog.publishing.Publisher}, then {@link
 * dk.ledelseskatalog.publishing.CatalogueUpdater}.
 */
@NullMarked
package dk.ledelseskatalog.publishing;

import org.jspecify.annotations.NullMarked;
