/** Tests of {@code authoring}: histories that editors make together, on both databases. */
@NullMarked
package dk.ledelseskatalog.authoring;

import org.jspecify.annotations.NullMarked;
