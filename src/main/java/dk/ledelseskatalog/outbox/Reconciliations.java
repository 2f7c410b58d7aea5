package dk.ledelseskatalog.outbox;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.Transactions;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Has the store compared with what was sent, in the background, one at a time over all nodes.
 * Thread-safe.
 */
public final class Reconciliations implements AutoCloseable {
  private final Transactions transactions;
  private final Optional<Reconciler> reconciler;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "outbox-reconciliation");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closing;

  /**
   * @param client the store; closed by its owner
   * @param platform the service's name in statements
   * @param homePage of every account in statements
   */
  public Reconciliations(
      Transactions transactions,
      Optional<LrsClient> client,
      String platform,
      URI homePage,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock) {
    this.transactions = transactions;
    this.reconciler =
        client.map(
            store ->
                new Reconciler(
                    transactions, store, new Reconciler.OurMark(platform, homePage), clock));
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
  }

  /** One and the differences it has found so far. */
  record Report(Reconciliation reconciliation, List<Difference> differences) {
    Report {
      differences = List.copyOf(differences);
    }
  }

  /**
   * One page of reconciliations, newest first.
   *
   * @param total over all pages
   */
  record Slice(int total, List<Reconciliation> reconciliations) {
    Slice {
      reconciliations = List.copyOf(reconciliations);
    }
  }

  /**
   * Begins one.
   *
   * @throws JsonApiException 409 if there is no store, or one goes on
   */
  Report start(Person operator, Instant since, String reason) {
    Reconciler able =
        reconciler.orElseThrow(
            () ->
                conflict(
                    "no-record-store",
                    "Der er ingen LRS at sammenligne med; sæt LEDELSESKATALOG_LRS_ENDPOINT.",
                    "There is no LRS to compare with; set LEDELSESKATALOG_LRS_ENDPOINT."));
    UUID id = UUID.randomUUID();
    Report report =
        transactions.inTransactionRetryingRaces(
            manager -> {
              // The row all nodes lock, so that of two who ask at once one is told.
              var unused = new OutboxRepository(manager).lockedDestination();
              ReconciliationRepository repository = new ReconciliationRepository(manager);
              Instant now = clock.instant();
              if (repository.running(now)) {
                throw conflict(
                    "reconciliation-running",
                    "En afstemning er i gang; vent på den, se /api/reconciliations.",
                    "A reconciliation goes on; wait for it, see /api/reconciliations.");
              }
              UUID by = pseudonyms.of(manager, operator);
              repository.add(id, since, reason, by, now);
              audit.append(
                  manager,
                  new AuditEvent(
                      Optional.of(by),
                      Roles.ADMINISTRATOR,
                      "outbox.reconciled",
                      reason,
                      Optional.empty(),
                      ReconciliationDocuments.TYPE + '/' + id));
              return new Report(repository.find(id).orElseThrow(), List.of());
            });
    background.execute(() -> able.run(id, () -> !closing));
    return report;
  }

  Optional<Report> find(UUID id) {
    return transactions.inTransaction(
        manager -> {
          ReconciliationRepository repository = new ReconciliationRepository(manager);
          return repository.find(id).map(one -> new Report(one, repository.differences(id)));
        });
  }

  Slice list(Page page) {
    return transactions.inTransaction(
        manager -> {
          ReconciliationRepository repository = new ReconciliationRepository(manager);
          return new Slice(repository.count(), repository.list(page));
        });
  }

  /** Ends one that goes on, after the request it has in flight. */
  @Override
  public void close() {
    closing = true;
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    background.shutdown();
    try {
      var unused = background.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonApiException conflict(String code, String da, String en) {
    return new JsonApiException(ErrorObject.of(409, code, da, en));
  }
}
