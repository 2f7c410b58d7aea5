package dk.ledelseskatalog.xapi;

import java.time.Instant;
import java.util.UUID;

/**
 * An earlier statement was wrong. What it should have said is a statement of its own, with an id of
 * its own; a voiding is never itself voided.
 *
 * @param person the pseudonym of the person the wrong statement spoke of
 * @param registration the enrolment the wrong statement belonged to
 * @param at never later than now
 * @param statement the wrong statement's id
 */
public record Voided(UUID person, UUID registration, Instant at, UUID statement) {}
