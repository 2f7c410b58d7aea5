/** Tests of completions, on both databases. */
@NullMarked
package dk.ledelseskatalog.learning;

import org.jspecify.annotations.NullMarked;
