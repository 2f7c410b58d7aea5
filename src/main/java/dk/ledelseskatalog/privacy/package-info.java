/**
 * What the service does for those whose data it keeps: it shows them all of it, erases them, and
 * keeps nothing longer than its time.
 *
 * <p>An erasure begins with a tombstone, in the database and in a file outside it, so that neither
 * a crash nor a restored backup brings anybody back. It ends with the row that says whose pseudonym
 * it was; what is left after that belongs to nobody. Everything can be done twice, on any node.
 *
 * <p>Nothing here knows what the other packages keep: each hands in its {@code PersonalData} and
 * its {@code Expiring}. A table that names people and that no {@code PersonalData} covers fails a
 * test.
 *
 * <p>Start with {@link dk.ledelseskatalog.privacy.PersonalData}, then {@link
 * dk.ledelseskatalog.privacy.Erasures} and {@link dk.ledelseskatalog.privacy.Retention}.
 */
@NullMarked
package dk.ledelseskatalog.privacy;

import org.jspecify.annotations.NullMarked;
