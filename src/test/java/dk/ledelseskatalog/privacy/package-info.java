/** Tests of what people may ask about their data, and of its end. */
@NullMarked
package dk.ledelseskatalog.privacy;

import org.jspecify.annotations.NullMarked;
