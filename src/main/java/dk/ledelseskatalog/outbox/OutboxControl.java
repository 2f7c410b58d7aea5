package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets operators stop delivery, let it go on, and have what was delivered sent again. Thread-safe.
 *
 * <p>Each is one transaction with its trace in the audit log, and holds for every node at once: a
 * batch in flight is finished, and no other is sent.
 */
public final class OutboxControl {
  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final boolean configured;
  private final Runnable afterChange;

  /**
   * @param configured whether this node has a store to send to
   * @param afterChange told when there may be something to send
   */
  public OutboxControl(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock,
      boolean configured,
      Runnable afterChange) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.configured = configured;
    this.afterChange = afterChange;
  }

  /**
   * How delivery stands, to the operator.
   *
   * @param oldest when the oldest of the waiting was appended
   * @param notBefore when the store's answers allow the next request; empty for now
   */
  record Standing(
      boolean configured,
      Optional<Pause> pause,
      String pace,
      Optional<String> refusal,
      Optional<Instant> notBefore,
      long waiting,
      Optional<Instant> oldest,
      long delivered,
      long parked,
      long discarded) {}

  /**
   * One page of resends, newest first.
   *
   * @param total over all pages
   */
  record Slice(int total, List<Resend> resends) {
    Slice {
      resends = List.copyOf(resends);
    }
  }

  Standing standing() {
    return transactions.inTransaction(this::standing);
  }

  /** Stops delivery until {@link #resume}. Does nothing if it is stopped. */
  Standing pause(Person operator, String reason) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Destination destination = new OutboxRepository(manager).lockedDestination();
          if (destination.pause().isEmpty()) {
            UUID by = trace(manager, operator, "outbox.paused", reason, "outbox/lrs");
            destination.pause(new Pause(clock.instant(), by, reason));
            manager.flush();
          }
          return standing(manager);
        });
  }

  /** Lets delivery go on, and the store be tried at once. Does nothing if it is not stopped. */
  Standing resume(Person operator, String reason) {
    Standing standing =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Destination destination = new OutboxRepository(manager).lockedDestination();
              if (destination.pause().isPresent()) {
                var unused = trace(manager, operator, "outbox.resumed", reason, "outbox/lrs");
                destination.resume();
                manager.flush();
              }
              return standing(manager);
            });
    afterChange.run();
    return standing;
  }

  /**
   * Makes everything that was delivered at this time or later wait again. Harmless for what the
   * store has: the same bytes under the same id change nothing there.
   */
  Resend resend(Person operator, Instant since, String reason) {
    Resend resend =
        transactions.inTransactionRetryingRaces(
            manager -> {
              OutboxRepository repository = new OutboxRepository(manager);
              Destination destination = repository.lockedDestination();
              int messages = repository.waitAgain(since);
              destination.countDelivered(-messages);
              Resend asked =
                  new Resend(
                      since, reason, pseudonyms.of(manager, operator), clock.instant(), messages);
              manager.persist(asked);
              var unused =
                  trace(
                      manager,
                      operator,
                      "outbox.resent",
                      reason,
                      OutboxDocuments.RESENDS + '/' + asked.id());
              return asked;
            });
    afterChange.run();
    return resend;
  }

  Optional<Resend> findResend(UUID id) {
    return transactions.inTransaction(
        manager -> Optional.ofNullable(manager.find(Resend.class, id.toString())));
  }

  Slice resends(Page page) {
    return transactions.inTransaction(
        manager ->
            new Slice(
                Math.toIntExact(
                    manager
                        .createQuery("select count(r) from Resend r", Long.class)
                        .getSingleResult()),
                manager
                    .createQuery(
                        "select r from Resend r order by r.requestedAt desc, r.id", Resend.class)
                    .setFirstResult(page.offset())
                    .setMaxResults(page.size())
                    .getResultList()));
  }

  private Standing standing(EntityManager manager) {
    OutboxRepository repository = new OutboxRepository(manager);
    Destination destination = repository.destination();
    return new Standing(
        configured,
        destination.pause(),
        destination.paceName(),
        destination.refusal(),
        Optional.of(destination.pace().notBefore()).filter(clock.instant()::isBefore),
        repository.count(State.PENDING),
        repository.oldestWaitingSince(),
        destination.delivered(),
        repository.count(State.PARKED),
        repository.count(State.DISCARDED));
  }

  private UUID trace(
      EntityManager manager, Person operator, String action, String reason, String target) {
    UUID by = pseudonyms.of(manager, operator);
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(by), Roles.ADMINISTRATOR, action, reason, Optional.empty(), target));
    return by;
  }
}
