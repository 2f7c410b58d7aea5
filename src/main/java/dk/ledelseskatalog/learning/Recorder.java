package dk.ledelseskatalog.learning;

import java.util.UUID;

/**
 * Who records or corrects something, as the audit log names them.
 *
 * @param pseudonym theirs, whomever the record speaks of
 * @param role in which they do it
 */
public record Recorder(UUID pseudonym, String role) {}
