/**
 * Keeps the pictures and PDF files that entries show, and makes pictures as wide as they are
 * needed.
 *
 * <p>Invariants: a file is named by the SHA-256 of its bytes, and what a name stands for never
 * changes; what is kept was looked through to its end, is what it says it is, and carries nothing
 * but what there is to see: no place, no camera, no author, nothing behind its end; cleaning what
 * is clean changes nothing. A file that could not be kept leaves nothing behind. However large a
 * picture is and however many are asked for at once, memory is bounded.
 *
 * <p>It may not know what an entry is, who uploads, or how files are asked for over HTTP.
 *
 * <p>Start with {@link dk.ledelseskatalog.media.MediaLibrary}, then {@link
 * dk.ledelseskatalog.media.Jpeg}.
 */
@NullMarked
package dk.ledelseskatalog.media;

import org.jspecify.annotations.NullMarked;
