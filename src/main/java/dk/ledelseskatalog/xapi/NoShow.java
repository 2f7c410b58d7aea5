package dk.ledelseskatalog.xapi;

import java.time.Instant;
import java.util.UUID;

/**
 * A person was signed up for a session and neither came nor withdrew.
 *
 * @param person the pseudonym
 * @param registration the enrolment in the masterclass
 * @param at when the session ended; never later than now
 * @param release which text of the catalogue described the masterclass
 * @param ordinal 1 for the first time this is said of the registration, 2 for what is said anew
 *     after that was voided, and so on
 */
public record NoShow(
    UUID person,
    UUID registration,
    Instant at,
    Activity session,
    Activity masterclass,
    Activity catalogue,
    int release,
    int ordinal) {}
