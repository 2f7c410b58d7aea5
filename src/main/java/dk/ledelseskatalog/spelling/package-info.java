/**
 * Says how far one written word is from another, for everybody who answers a slip with what was
 * probably meant, and which texts can be kept at all.
 *
 * <p>Its cost is bounded whatever was written. It knows no language and no dictionary.
 *
 * <p>Start with {@link dk.ledelseskatalog.spelling.NearestName}.
 */
@NullMarked
package dk.ledelseskatalog.spelling;

import org.jspecify.annotations.NullMarked;
