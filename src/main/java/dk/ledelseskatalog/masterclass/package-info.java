/**
 * The sessions of masterclasses: who signs up, who comes, and whom that completes.
 *
 * <p>A session never has more people than places, however many sign up at once; the others wait in
 * the order they came, and the first of them moves up in the transaction that frees a place. Every
 * change of a masterclass's sessions and enrolments holds that masterclass's lock, so each sees all
 * that came before. What is said in statements is written in the transaction of the fact. Sessions
 * are never deleted, and what was recorded wrongly stays readable with what took it back.
 *
 * <p>Sessions are not content: they change at once and belong to no release. Nothing here knows a
 * person but by pseudonym; a facilitator recognises somebody by the ticket of an enrolment.
 *
 * <p>Start with {@link dk.ledelseskatalog.masterclass.Enrolments}, then {@link
 * dk.ledelseskatalog.masterclass.Attendances}.
 */
@NullMarked
package dk.ledelseskatalog.masterclass;

import org.jspecify.annotations.NullMarked;
