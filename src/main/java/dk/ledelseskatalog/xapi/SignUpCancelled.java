package dk.ledelseskatalog.xapi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person withdrew from a masterclass they had signed up for.
 *
 * @param person the pseudonym
 * @param registration the enrolment this ends; signing up again begins another
 * @param at never later than now
 * @param theme what the masterclass belongs to, where there is such
 * @param release which text of the catalogue the person had before them
 */
public record SignUpCancelled(
    UUID person,
    UUID registration,
    Instant at,
    Activity masterclass,
    Optional<Activity> theme,
    Activity catalogue,
    int release) {}
