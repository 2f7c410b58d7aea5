/** Tests of the search index. */
@NullMarked
package dk.ledelseskatalog.search;

import org.jspecify.annotations.NullMarked;
