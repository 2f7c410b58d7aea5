package dk.ledelseskatalog.webhooks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Webhooks, their messages and the log of deliveries, within the caller's transaction. */
final class WebhookRepository {
  private final EntityManager manager;

  WebhookRepository(EntityManager manager) {
    this.manager = manager;
  }

  /** Leaves a message for each active webhook that subscribes; one statement, also for none. */
  void addForSubscribers(
      String messageId, EventType type, byte[] body, Instant now, Instant dueAt) {
    // Not persist(): EclipseLink asks H2 for a new identity by a function H2 2 no longer has.
    manager
        .createNativeQuery(
            "insert into webhook_message"
                + " (webhook, message_id, event, body, state, created_at, due_at, attempts)"
                + " select s.webhook, cast(?1 as varchar(40)), s.event, cast(?2 as bytea),"
                + " cast(?3 as varchar(10)), cast(?4 as bigint), cast(?5 as bigint), 0"
                + " from webhook_subscription s join webhook w on w.id = s.webhook"
                + " where s.event = ?6 and w.active = true")
        .setParameter(1, messageId)
        .setParameter(2, body)
        .setParameter(3, MessageState.PENDING.name())
        .setParameter(4, now.toEpochMilli())
        .setParameter(5, dueAt.toEpochMilli())
        .setParameter(6, type.text())
        .executeUpdate();
  }

  Optional<Webhook> find(String id) {
    return Optional.ofNullable(manager.find(Webhook.class, id));
  }

  /** The webhook as it is now, which nobody else changes before the transaction ends. */
  Optional<Webhook> findLocked(String id) {
    Optional<Webhook> known = find(id);
    // Locked and read in one: what was read before may have been changed since.
    known.ifPresent(webhook -> manager.refresh(webhook, LockModeType.PESSIMISTIC_WRITE));
    return known;
  }

  /** All of them, oldest first. */
  List<Webhook> all() {
    return manager
        .createQuery("select w from Webhook w order by w.createdAt, w.id", Webhook.class)
        .getResultList();
  }

  List<Webhook> active() {
    return manager
        .createQuery(
            "select w from Webhook w where w.active = true order by w.createdAt, w.id",
            Webhook.class)
        .getResultList();
  }

  /** What each webhook subscribes to, by its id. */
  Map<String, Set<EventType>> subscriptions() {
    Map<String, Set<EventType>> subscriptions = new HashMap<>();
    for (Object row :
        manager
            .createNativeQuery("select webhook, event from webhook_subscription")
            .getResultList()) {
      Object[] columns = (Object[]) row;
      EventType.of((String) columns[1])
          .ifPresent(
              type ->
                  subscriptions
                      .computeIfAbsent((String) columns[0], any -> EnumSet.noneOf(EventType.class))
                      .add(type));
    }
    return Collections.unmodifiableMap(subscriptions);
  }

  /** Says what a webhook subscribes to, instead of whatever it did. */
  void subscribe(String webhook, Set<EventType> events) {
    // The row it refers to may be as new as this.
    manager.flush();
    delete("webhook_subscription", "webhook", webhook);
    for (EventType event : events) {
      manager
          .createNativeQuery("insert into webhook_subscription (event, webhook) values (?1, ?2)")
          .setParameter(1, event.text())
          .setParameter(2, webhook)
          .executeUpdate();
    }
  }

  /** Removes a webhook and all that was to be sent to it. */
  void remove(Webhook webhook) {
    for (String table : List.of("webhook_delivery", "webhook_message", "webhook_subscription")) {
      delete(table, "webhook", webhook.id());
    }
    manager.remove(webhook);
  }

  private void delete(String table, String column, String value) {
    manager
        .createNativeQuery("delete from " + table + " where " + column + " = ?1")
        .setParameter(1, value)
        .executeUpdate();
  }

  /** What is due for one webhook, longest due first. */
  List<WebhookMessage> due(String webhook, Instant now, int limit) {
    // Ordered by the whole index, or H2 sorts every message that waits.
    return manager
        .createQuery(
            "select m from WebhookMessage m where m.state = :waiting and m.webhook = :webhook"
                + " and m.dueAt <= :now order by m.state, m.webhook, m.dueAt, m.id",
            WebhookMessage.class)
        .setParameter("waiting", MessageState.PENDING)
        .setParameter("webhook", webhook)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  /** When the next message of a webhook is due; empty if none waits. */
  Optional<Instant> nextDue(String webhook) {
    return manager
        .createQuery(
            "select m.dueAt from WebhookMessage m where m.state = :waiting"
                + " and m.webhook = :webhook order by m.state, m.webhook, m.dueAt, m.id",
            Instant.class)
        .setParameter("waiting", MessageState.PENDING)
        .setParameter("webhook", webhook)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Ends the waiting of a message; one that no longer waits is left as it is. */
  void settle(long id, MessageState state, String answer, Instant now) {
    manager
        .createQuery(
            "update WebhookMessage m set m.state = :state, m.settledAt = :now,"
                + " m.attempts = m.attempts + 1, m.lastAnswer = :answer"
                + " where m.id = :id and m.settledAt is null")
        .setParameter("state", state)
        .setParameter("now", now)
        .setParameter("answer", answer)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Notes an attempt that ended nothing. */
  void attempted(long id, String answer, Instant dueAt) {
    manager
        .createQuery(
            "update WebhookMessage m set m.attempts = m.attempts + 1, m.lastAnswer = :answer,"
                + " m.dueAt = :due where m.id = :id and m.settledAt is null")
        .setParameter("answer", answer)
        .setParameter("due", dueAt)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Makes a settled message wait again, from the beginning; false if it waits already. */
  boolean replay(long id, Instant now) {
    return manager
            .createQuery(
                "update WebhookMessage m set m.state = :waiting, m.settledAt = null,"
                    + " m.attempts = 0, m.dueAt = :now where m.id = :id"
                    + " and m.settledAt is not null")
            .setParameter("waiting", MessageState.PENDING)
            .setParameter("now", now)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Makes all of a webhook wait again that stand in a state and were left since a time. */
  int replay(String webhook, MessageState state, Instant since, Instant now) {
    return manager
        .createQuery(
            "update WebhookMessage m set m.state = :waiting, m.settledAt = null, m.attempts = 0,"
                + " m.dueAt = :now where m.webhook = :webhook and m.state = :state"
                + " and m.createdAt >= :since")
        .setParameter("waiting", MessageState.PENDING)
        .setParameter("now", now)
        .setParameter("webhook", webhook)
        .setParameter("state", state)
        .setParameter("since", since)
        .executeUpdate();
  }

  void log(String webhook, String messageId, String event, Attempt attempt) {
    manager
        .createNativeQuery(
            "insert into webhook_delivery"
                + " (webhook, message_id, event, attempted_at, millis, outcome, status, answer)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, "
                // No parameter for null: PostgreSQL would take it for a text.
                + attempt.status().map(Object::toString).orElse("null")
                + ", ?7)")
        .setParameter(1, webhook)
        .setParameter(2, messageId)
        .setParameter(3, event)
        .setParameter(4, attempt.at().toEpochMilli())
        .setParameter(5, Math.toIntExact(Math.min(attempt.took().toMillis(), Integer.MAX_VALUE)))
        .setParameter(6, attempt.verdict().name())
        .setParameter(7, attempt.answer())
        .executeUpdate();
  }

  /** What was tried with one message, newest first. */
  List<LoggedDelivery> deliveries(String webhook, String messageId) {
    return manager
        .createQuery(
            "select d from LoggedDelivery d where d.webhook = :webhook"
                + " and d.messageId = :message order by d.webhook, d.id desc",
            LoggedDelivery.class)
        .setParameter("webhook", webhook)
        .setParameter("message", messageId)
        .getResultList();
  }

  /** A page of the log, newest first. */
  List<LoggedDelivery> deliveries(String webhook, int offset, int limit) {
    return manager
        .createQuery(
            "select d from LoggedDelivery d where d.webhook = :webhook"
                + " order by d.webhook, d.id desc",
            LoggedDelivery.class)
        .setParameter("webhook", webhook)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  long countDeliveries(String webhook) {
    return manager
        .createQuery("select count(d) from LoggedDelivery d where d.webhook = :webhook", Long.class)
        .setParameter("webhook", webhook)
        .getSingleResult();
  }

  Optional<LoggedDelivery> delivery(String webhook, long id) {
    return Optional.ofNullable(manager.find(LoggedDelivery.class, id))
        .filter(delivery -> delivery.webhook().equals(webhook));
  }

  Optional<WebhookMessage> message(long id) {
    // Not find(): an update in this transaction has gone past what it may have kept.
    return manager
        .createQuery("select m from WebhookMessage m where m.id = :id", WebhookMessage.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** One page of messages, newest first. */
  List<WebhookMessage> messages(WebhookMessageQuery query) {
    // Ordered by what is filtered by, or H2 reads the table in the order of its key.
    String order =
        query.webhook().isPresent() ? "m.webhook, " : query.state().isPresent() ? "m.state, " : "";
    return filtered("select m", query, " order by " + order + "m.id desc", WebhookMessage.class)
        .setFirstResult(query.page().offset())
        .setMaxResults(query.page().size())
        .getResultList();
  }

  long count(WebhookMessageQuery query) {
    return filtered("select count(m)", query, "", Long.class).getSingleResult();
  }

  /** The names in the query are ours; what the caller sent is only ever a parameter. */
  private <T> TypedQuery<T> filtered(
      String select, WebhookMessageQuery query, String order, Class<T> result) {
    List<String> conditions = new ArrayList<>();
    query.webhook().ifPresent(any -> conditions.add("m.webhook = :webhook"));
    query.state().ifPresent(any -> conditions.add("m.state = :state"));
    query.event().ifPresent(any -> conditions.add("m.event = :event"));
    TypedQuery<T> filtered =
        manager.createQuery(
            select
                + " from WebhookMessage m"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + order,
            result);
    query.webhook().ifPresent(webhook -> filtered.setParameter("webhook", webhook));
    query.state().ifPresent(state -> filtered.setParameter("state", state));
    query.event().ifPresent(event -> filtered.setParameter("event", event.text()));
    return filtered;
  }

  /** How many messages stand in a state, by webhook. */
  Map<String, Long> counts(MessageState state) {
    Map<String, Long> counts = new HashMap<>();
    manager
        .createQuery(
            "select m.webhook, count(m) from WebhookMessage m where m.state = :state"
                + " group by m.webhook",
            Object[].class)
        .setParameter("state", state)
        .getResultStream()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** Who delivers, locked against every other node until the transaction ends. */
  static Sender lockedSender(EntityManager manager) {
    return manager.find(Sender.class, Sender.NAME, LockModeType.PESSIMISTIC_WRITE);
  }
}
