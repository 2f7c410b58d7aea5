/** Tests of completions, on both databases. */
@NullMarked
package dk.ledelseskatalog.media;

import org.jspecify.annotations.NullMarked;
