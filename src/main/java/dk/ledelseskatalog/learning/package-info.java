/**
 * What leaders complete, and the record of it.
 *
 * <p>A completion is a fact that names the release it speaks of. It, the person's pseudonym and the
 * finished statement for the Learning Record Store are written in one transaction, so a leader who
 * got an answer has all three and nobody else has any. A registration belongs to one person and one
 * activity and completes once, however often it is asked for. What was wrong is voided and stays to
 * be read; what is right is said anew.
 *
 * <p>What a leader writes or thinks in a reflection has no place here: there is no field for it.
 *
 * <p>Nothing here knows how statements are delivered. Start with {@link
 * dk.ledelseskatalog.learning.Completions}, then {@link
 * dk.ledelseskatalog.learning.CompletionWriter}.
 */
@NullMarked
package dk.ledelseskatalog.learning;

import org.jspecify.annotations.NullMarked;
