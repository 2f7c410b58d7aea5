package dk.ledelseskatalog.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message without its statement, so that a page of them costs little whatever they hold. */
record MessageRow(
    long id,
    UUID statementId,
    UUID person,
    State state,
    int size,
    int attempts,
    Optional<String> lastAnswer,
    Instant appendedAt,
    Optional<Instant> settledAt) {}
