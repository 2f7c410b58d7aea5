package dk.ledelseskatalog.xapi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person completed an activity.
 *
 * @param person the pseudonym
 * @param registration the enrolment this completion belongs to
 * @param team the team it was completed with, where it was
 * @param at when it was completed; never later than now
 * @param theme the activity's parent, where it has one
 * @param catalogue what the activity is grouped under
 * @param release which text of the catalogue the person had before them
 * @param ordinal 1 for the first time this is said of the registration, 2 for what is said anew
 *     after that was voided, and so on
 */
public record Completed(
    UUID person,
    UUID registration,
    Optional<UUID> team,
    Instant at,
    Optional<Duration> duration,
    Activity activity,
    Optional<Activity> theme,
    Activity catalogue,
    int release,
    int ordinal) {}
