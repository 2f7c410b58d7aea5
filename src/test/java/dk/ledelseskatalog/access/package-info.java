/** Tests of API tokens and exclusions. */
@NullMarked
package dk.ledelseskatalog.access;

import org.jspecify.annotations.NullMarked;
