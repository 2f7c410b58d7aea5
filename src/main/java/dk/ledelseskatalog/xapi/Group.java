package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.util.UUID;

/**
 * A team as the record knows it: an account that says nothing of who is in it. Exactly one
 * identifier, and no place for a name or a member.
 *
 * @param homePage the system the account belongs to
 * @param team a random UUID
 */
public record Group(URI homePage, UUID team) {}
