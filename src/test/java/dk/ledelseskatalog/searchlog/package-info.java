@NullMarked
package dk.ledelseskatalog.searchlog;

import org.jspecify.annotations.NullMarked;
