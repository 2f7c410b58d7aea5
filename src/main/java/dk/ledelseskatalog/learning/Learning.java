package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** The parts of this package, made once and wired to each other. Thread-safe. */
public final class Learning {
  private final CompletionWriter writer;
  private final Completions completions;
  private final Corrections corrections;
  private final Teams teams;

  /**
   * @param elsewhere registrations that no leader may complete something with
   * @param correctionWindow how long after a registration was first recorded it can be corrected
   * @param afterCommit told after each change that left statements to deliver
   */
  public Learning(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      StatementFactory statements,
      Outbox outbox,
      WebhookOutbox webhooks,
      AuditLog audit,
      RegistrationsElsewhere elsewhere,
      Duration correctionWindow,
      Clock clock,
      Runnable afterCommit) {
    ChangeOrder order = new ChangeOrder(transactions, clock, "completion", "recorded_at");
    this.writer = new CompletionWriter(statements, outbox, webhooks, audit, order, clock);
    this.completions =
        new Completions(
            catalogue,
            transactions,
            pseudonyms,
            writer,
            elsewhere,
            outbox,
            order,
            clock,
            afterCommit);
    this.corrections =
        new Corrections(
            catalogue,
            transactions,
            pseudonyms,
            writer,
            outbox,
            correctionWindow,
            clock,
            afterCommit);
    this.teams = new Teams(transactions, pseudonyms, audit, new SecureRandom(), clock);
  }

  /** For whoever records completions in a transaction of their own. */
  public CompletionWriter writer() {
    return writer;
  }

  public Completions completions() {
    return completions;
  }

  public Corrections corrections() {
    return corrections;
  }

  public Teams teams() {
    return teams;
  }
}
