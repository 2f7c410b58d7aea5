package dk.ledelseskatalog.outbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

  /**
   * Ends an operator's deliberation on a parked message.
   *
   * @return false if there is none of this id that is parked; then nothing has changed
   */
  boolean decide(long id, State state, Instant now) {
    // No parameter for null: PostgreSQL would take it for a text.
    Query decision =
        state == State.PENDING
            ? decision("m.settledAt = null, m.attempts = 0")
            : decision("m.settledAt = :now").setParameter("now", now);
    return decision
            .setParameter("state", state)
            .setParameter("id", id)
            .setParameter("parked", State.PARKED)
            .executeUpdate()
        == 1;
  }

  private Query decision(String consequence) {
    return manager.createQuery(
        "update OutboxMessage m set m.state = :state, "
            + consequence
            + " where m.id = :id and m.state = :parked");
  }

  /** Makes what was delivered at this time or later wait again. */
  int waitAgain(Instant since) {
    return manager
        .createQuery(
            "update OutboxMessage m set m.state = :waiting, m.settledAt = null, m.attempts = 0"
                + " where m.state = :delivered and m.settledAt >= :since")
        .setParameter("waiting", State.PENDING)
        .setParameter("delivered", State.DELIVERED)
        .setParameter("since", since)
        .executeUpdate();
  }

  Optional<OutboxMessage> message(long id) {
    // Not find(): an update in this transaction has gone past what it may have kept.
    return manager
        .createQuery("select m from OutboxMessage m where m.id = :id", OutboxMessage.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** The messages of these statements, by the statement's id. */
  Map<UUID, OutboxMessage> messages(Collection<UUID> statementIds) {
    return statementIds.isEmpty()
        ? Map.of()
        : manager
            .createQuery(
                "select m from OutboxMessage m where m.statementId in :ids", OutboxMessage.class)
            .setParameter("ids", statementIds.stream().map(UUID::toString).toList())
            .getResultStream()
            .collect(Collectors.toMap(OutboxMessage::statementId, message -> message));
  }

  /** The ids of what was delivered in a time, those after one id, in order. */
  List<Long> delivered(Instant since, Instant until, long after, int limit) {
    // Ordered by the state too, or H2 sorts every delivered message for each page.
    return manager
        .createQuery(
            "select m.id from OutboxMessage m where m.state = :delivered and m.id > :after"
                + " and m.settledAt >= :since and m.settledAt <= :until order by m.state, m.id",
            Long.class)
        .setParameter("delivered", State.DELIVERED)
        .setParameter("after", after)
        .setParameter("since", since)
        .setParameter("until", until)
        .setMaxResults(limit)
        .getResultList();
  }

  /** One page, oldest first, without the statements. */
  List<MessageRow> messages(MessageQuery query) {
    // Ordered by what is filtered by, or H2 reads the table in the order of its key.
    String order =
        query.state().isPresent() ? "m.state, " : query.person().isPresent() ? "m.learner, " : "";
    return filtered(
            "select m.id, m.statementId, m.learner, m.state, m.size, m.attempts, m.lastAnswer,"
                + " m.appendedAt, m.settledAt",
            query,
            " order by " + order + "m.id",
            Object[].class)
        .setFirstResult(query.page().offset())
        .setMaxResults(query.page().size())
        .getResultStream()
        .map(OutboxRepository::row)
        .toList();
  }

  long count(MessageQuery query) {
    return filtered("select count(m)", query, "", Long.class).getSingleResult();
  }

  /** The names in the query are ours; what the caller sent is only ever a parameter. */
  private <T> TypedQuery<T> filtered(
      String select, MessageQuery query, String order, Class<T> result) {
    String where =
        query.state().map(state -> " and m.state = :state").orElse("")
            + query.person().map(person -> " and m.learner = :person").orElse("")
            + query.statement().map(id -> " and m.statementId = :statement").orElse("");
    TypedQuery<T> filtered =
        manager.createQuery(
            select + " from OutboxMessage m" + where.replaceFirst(" and", " where") + order,
            result);
    query.state().ifPresent(state -> filtered.setParameter("state", state));
    query.person().ifPresent(person -> filtered.setParameter("person", person.toString()));
    query.statement().ifPresent(id -> filtered.setParameter("statement", id.toString()));
    return filtered;
  }

  private static MessageRow row(Object[] columns) {
    return new MessageRow(
        (Long) columns[0],
        UUID.fromString((String) columns[1]),
        UUID.fromString((String) columns[2]),
        (State) columns[3],
        (Integer) columns[4],
        (Integer) columns[5],
        Optional.ofNullable((String) columns[6]),
        (Instant) columns[7],
        Optional.ofNullable((Instant) columns[8]));
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

  private static List<Long> ids(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::id).toList();
  }
}
