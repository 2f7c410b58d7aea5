package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.util.UUID;

/**
 * A person as the record knows them: an account that only we can trace to somebody. Exactly one
 * identifier, and no place for a name.
 *
 * @param homePage the system the account belongs to
 * @param pseudonym a random UUID
 */
public record Actor(URI homePage, UUID pseudonym) {}
