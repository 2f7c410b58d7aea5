package dk.ledelseskatalog.learning;

import java.util.UUID;

/**
 * A team did something together once.
 *
 * @param registration of the person who recorded it for the team
 */
public record Occasion(UUID team, UUID registration) {}
