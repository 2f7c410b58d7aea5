package dk.ledelseskatalog.outbox;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where finished statements are left for delivery. Thread-safe. */
public final class Outbox {
  private final Clock clock;

  public Outbox(Clock clock) {
    this.clock = clock;
  }

  /**
   * Leaves a statement in the caller's transaction: both are kept, or neither is. Nudge the
   * dispatcher after the commit.
   *
   * <p>A second message with the same statement id fails the caller's transaction; who may record
   * an event twice asks {@link #state} first.
   *
   * @param learner the pseudonym of the person the statement speaks of; the statements of one
   *     person are delivered in the order they were left
   * @param statement the exact bytes to send
   */
  public void append(EntityManager manager, UUID statementId, UUID learner, byte[] statement) {
    new OutboxRepository(manager).add(statementId, learner, statement, clock.instant());
  }

  /** How far a statement has come; empty if it was never left here. */
  public Optional<State> state(EntityManager manager, UUID statementId) {
    return manager
        .createQuery("select m.state from OutboxMessage m where m.statementId = :id", State.class)
        .setParameter("id", statementId.toString())
        .getResultStream()
        .findFirst();
  }

  /** How far each of these statements has come; one that was never left here is not in it. */
  public Map<UUID, State> states(EntityManager manager, Collection<UUID> statementIds) {
    Map<UUID, State> states = new HashMap<>();
    if (!statementIds.isEmpty()) {
      manager
          .createQuery(
              "select m.statementId, m.state from OutboxMessage m where m.statementId in :ids",
              Object[].class)
          .setParameter("ids", statementIds.stream().map(UUID::toString).toList())
          .getResultList()
          .forEach(row -> states.put(UUID.fromString((String) row[0]), (State) row[1]));
    }
    return states;
  }
}
