package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows operators the messages, and lets them decide about a parked one. Thread-safe.
 *
 * <p>Whoever looks at one person's messages or at a statement leaves a trace in the audit log, as
 * does whoever decides.
 */
public final class OutboxMessages {
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final Runnable afterRelease;

  /**
   * @param afterRelease told when a message waits again
   */
  public OutboxMessages(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock,
      Runnable afterRelease) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.afterRelease = afterRelease;
  }

  /**
   * One page of messages, oldest first.
   *
   * @param total over all pages
   */
  record Slice(int total, List<MessageRow> messages) {
    Slice {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message and what it sends.
   *
   * @param statement the exact bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Inspected(MessageRow message, byte[] statement) {}

  Slice list(Person operator, MessageQuery query) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          OutboxRepository repository = new OutboxRepository(manager);
          query
              .person()
              .ifPresent(
                  person ->
                      trace(
                          manager,
                          operator,
                          "outbox-messages.listed",
                          Purpose.OPERATION,
                          Optional.of(person),
                          "persons/" + person));
          return new Slice(Math.toIntExact(repository.count(query)), repository.messages(query));
        });
  }

  Optional<Inspected> inspect(Person operator, long id) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Optional<OutboxMessage> found = new OutboxRepository(manager).message(id);
          found.ifPresent(
              message ->
                  trace(
                      manager,
                      operator,
                      "outbox-message.inspected",
                      Purpose.OPERATION,
                      Optional.of(message.learner()),
                      target(id)));
          return found.map(message -> new Inspected(message.row(), message.statement()));
        });
  }

  /**
   * Makes a parked message wait again, its attempts counted anew.
   *
   * @throws JsonApiException 404 if there is none, 409 if it is not parked
   */
  Inspected release(Person operator, long id, String reason) {
    Inspected released = decide(operator, id, State.PENDING, "statement.released", reason);
    afterRelease.run();
    return released;
  }

  /**
   * Ends a parked message: it is kept, and never sent.
   *
   * @throws JsonApiException 404 if there is none, 409 if it is not parked
   */
  Inspected discard(Person operator, long id, String reason) {
    return decide(operator, id, State.DISCARDED, "statement.discarded", reason);
  }

  private Inspected decide(Person operator, long id, State state, String action, String reason) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          OutboxRepository repository = new OutboxRepository(manager);
          // The state is the condition, so of two operators who decide at once one is told.
          boolean decided = repository.decide(id, state, clock.instant());
          OutboxMessage message = repository.message(id).orElseThrow(OutboxMessages::unknown);
          if (!decided) {
            throw notParked(message.state());
          }
          trace(manager, operator, action, reason, Optional.of(message.learner()), target(id));
          return new Inspected(message.row(), message.statement());
        });
  }

  private void trace(
      EntityManager manager,
      Person operator,
      String action,
      String purpose,
      Optional<UUID> subject,
      String target) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(pseudonyms.of(manager, operator)),
            Roles.ADMINISTRATOR,
            action,
            purpose,
            subject,
            target));
  }

  private static String target(long id) {
    return OutboxMessageDocuments.TYPE + '/' + id;
  }

  static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-message",
            "Der er ingen meddelelse med dette id; se dem alle på /api/outbox-messages.",
            "There is no message with this id; see all of them at /api/outbox-messages."));
  }

  private static JsonApiException notParked(State state) {
    return new JsonApiException(
        ErrorObject.of(
            409,
            "not-parked",
            Source.pointer("/data/attributes/state"),
            "Kun en meddelelse, der er PARKED, kan frigives eller kasseres; denne er "
                + state
                + ".",
            "Only a message that is PARKED can be released or discarded; this one is "
                + state
                + "."));
  }
}
