package dk.ledelseskatalog.outbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Messages and their destination, within the caller's transaction. */
final class OutboxRepository {
  private final EntityManager manager;

  OutboxRepository(EntityManager manager) {
    this.manager = manager;
  }

  /** Adds a waiting message; the database gives it the next id. */
  void add(UUID statementId, UUID learner, byte[] statement, Instant now) {
    // Not persist(): EclipseLink asks H2 for a new identity by a function H2 2 no longer has.
    manager
        .createNativeQuery(
            "insert into outbox_message"
                + " (statement_id, learner, statement, size, state, appended_at, attempts)"
                + " values (?, ?, ?, ?, ?, ?, 0)")
        .setParameter(1, statementId.toString())
        .setParameter(2, learner.toString())
        .setParameter(3, statement)
        .setParameter(4, statement.length)
        .setParameter(5, State.PENDING.name())
        .setParameter(6, now.toEpochMilli())
        .executeUpdate();
  }

  /**
   * The oldest waiting messages: at most so many, and no more bytes than allowed unless the first
   * alone has more. Only these are read into memory.
   *
   * @param except what is in flight, and to be left out
   */
  List<OutboxMessage> oldestWaiting(int limit, int bytes, List<OutboxMessage> except) {
    Set<Long> inFlight = new HashSet<>(ids(except));
    // Ordered by the state too, or H2 sorts every waiting message for each batch.
    List<Object[]> sizes =
        manager
            .createQuery(
                "select m.id, m.size from OutboxMessage m where m.state = :waiting"
                    + " order by m.state, m.id",
                Object[].class)
            .setParameter("waiting", State.PENDING)
            .setMaxResults(limit + inFlight.size())
            .getResultList();
    List<Long> fitting = new ArrayList<>();
    long total = 0;
    for (Object[] row : sizes) {
      Long id = (Long) row[0];
      if (inFlight.contains(id)) {
        continue;
      }
      total += (Integer) row[1];
      if (fitting.size() == limit || (total > bytes && !fitting.isEmpty())) {
        break;
      }
      fitting.add(id);
    }
    return fitting.isEmpty()
        ? List.of()
        : manager
            .createQuery(
                "select m from OutboxMessage m where m.id in :ids order by m.id",
                OutboxMessage.class)
            .setParameter("ids", fitting)
            .getResultList();
  }

  /** Ends the waiting of messages; one that no longer waits is left as it is. */
  int settle(List<OutboxMessage> messages, State state, String answer, Instant now) {
    // Not found by the state: H2 would read every waiting message to find these.
    return manager
        .createQuery(
            "update OutboxMessage m set m.state = :state, m.settledAt = :now,"
                + " m.attempts = m.attempts + 1, m.lastAnswer = :answer"
                + " where m.id in :ids and m.settledAt is null")
        .setParameter("state", state)
        .setParameter("now", now)
        .setParameter("answer", answer)
        .setParameter("ids", ids(messages))
        .executeUpdate();
  }

  /** Notes an attempt that ended nothing. */
  void attempted(List<OutboxMessage> messages, String answer) {
    manager
        .createQuery(
            "update OutboxMessage m set m.attempts = m.attempts + 1, m.lastAnswer = :answer"
                + " where m.id in :ids")
        .setParameter("answer", answer)
        .setParameter("ids", ids(messages))
        .executeUpdate();
  }

  long count(State state) {
    return manager
        .createQuery("select count(m) from OutboxMessage m where m.state = :state", Long.class)
        .setParameter("state", state)
        .getSingleResult();
  }

  Optional<Instant> oldestWaitingSince() {
    return manager
        .createQuery(
            "select m.appendedAt from OutboxMessage m where m.state = :waiting"
                + " order by m.state, m.id",
            Instant.class)
        .setParameter("waiting", State.PENDING)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  Destination destination() {
    return manager.find(Destination.class, Destination.LRS);
  }

  /** The destination, locked against every other node until the transaction ends. */
  Destination lockedDestination() {
    return manager.find(Destination.class, Destination.LRS, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The database's time: the one clock that all nodes read. */
  Instant now() {
    Number seconds =
        (Number)
            manager
                .createNativeQuery("select extract(epoch from current_timestamp)")
                .getSingleResult();
    return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
  }

  private static List<Long> ids(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::id).toList();
  }
}
