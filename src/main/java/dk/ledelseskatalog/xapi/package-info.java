/**
 * The words of the Experience API 1.0.3 and what this service says with them.
 *
 * <p>A statement's id follows from its person, activity, registration and event; its bytes are
 * rendered once and always the same way; it names a person by a pseudonym, for there is no type
 * here that could hold a name or an address. Every statement the factory gives has passed the rules
 * of its template in our profile ({@code xapi/profile.jsonld}).
 *
 * <p>It may not know how statements are kept or sent, nor what an entry is.
 *
 * <p>Start with {@link dk.ledelseskatalog.xapi.StatementFactory}, then {@link
 * dk.ledelseskatalog.xapi.Profile}.
 */
@NullMarked
package dk.ledelseskatalog.xapi;

import org.jspecify.annotations.NullMarked;
