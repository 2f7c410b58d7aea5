/**
 * The file that holds a whole catalogue: a zip whose bytes follow from what is in it alone.
 *
 * <p>Invariants: the same parts in the same order always give the same bytes, whatever Java writes
 * them; what is read was written by a stranger, so nothing of it is believed before it was checked,
 * no name in it ever becomes a path, and no more than one line or one buffer of it is in memory at
 * a time. Every refusal is a sentence in Danish and English that names the part.
 *
 * <p>It knows the form of the file, and nothing of the database or of what an entry may say.
 *
 * <p>Start with {@link dk.ledelseskatalog.archive.ZipParts}, then {@link
 * dk.ledelseskatalog.archive.Manifest}.
 */
@NullMarked
package dk.ledelseskatalog.archive;

import org.jspecify.annotations.NullMarked;
