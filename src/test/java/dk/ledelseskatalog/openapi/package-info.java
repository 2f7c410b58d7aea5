@NullMarked
package dk.ledelseskatalog.openapi;

import org.jspecify.annotations.NullMarked;
