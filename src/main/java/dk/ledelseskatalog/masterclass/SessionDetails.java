package dk.ledelseskatalog.masterclass;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What facilitators say of a session, and may change.
 *
 * @param timeZone in which its times are meant and its calendar day falls
 * @param link where one takes part from afar; for signed-in people only
 * @param facilitators the names people are to see
 * @param signUpOpensAt empty for its creation
 * @param signUpClosesAt empty for its start
 */
public record SessionDetails(
    Instant startsAt,
    Instant endsAt,
    ZoneId timeZone,
    Optional<String> place,
    Optional<URI> link,
    int capacity,
    List<String> facilitators,
    Optional<Instant> signUpOpensAt,
    Optional<Instant> signUpClosesAt,
    SessionStatus status) {
  /** The zone of a session that names none. */
  static final ZoneId USUAL_ZONE = ZoneId.of("Europe/Copenhagen");

  public SessionDetails {
    facilitators = List.copyOf(facilitators);
  }

  Duration length() {
    return Duration.between(startsAt, endsAt);
  }
}
