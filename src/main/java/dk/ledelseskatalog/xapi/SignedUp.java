package dk.ledelseskatalog.xapi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person signed up for a masterclass.
 *
 * @param person the pseudonym
 * @param registration the enrolment this begins
 * @param at never later than now
 * @param theme what the masterclass belongs to, where there is such
 * @param release which text of the catalogue the person had before them
 */
public record SignedUp(
    UUID person,
    UUID registration,
    Instant at,
    Activity masterclass,
    Optional<Activity> theme,
    Activity catalogue,
    int release) {}
