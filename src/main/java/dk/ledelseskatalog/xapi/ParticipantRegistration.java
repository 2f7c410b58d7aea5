package dk.ledelseskatalog.xapi;

import java.util.UUID;

/**
 * The registration of one participant in what a team does together. It follows from the
 * registration of whoever recorded it and from the participant, so the same recorded again is the
 * same registrations; and nobody who knows one participant's gets to another's.
 */
public final class ParticipantRegistration {
  // Permanent: another namespace would give every participant a second registration.
  private static final UUID NAMESPACE = UUID.fromString("4a1c7b52-6d1e-4f6b-9c77-2b0f5e8d1a94");

  private ParticipantRegistration() {}

  /**
   * @param registration of the person who recorded it for the team
   * @param person the participant's pseudonym
   */
  public static UUID of(UUID registration, UUID person) {
    return NamedUuid.of(NAMESPACE, registration + "\n" + person);
  }
}
