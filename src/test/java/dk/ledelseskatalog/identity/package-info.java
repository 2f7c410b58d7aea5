/** Tests of tokens, roles and pseudonyms. */
@NullMarked
package dk.ledelseskatalog.identity;

import org.jspecify.annotations.NullMarked;
