package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.learning.CompletionWriter;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.webhooks.WebhookOutbox;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** The parts of this package, made once and wired to each other. Thread-safe. */
public final class Masterclasses {
  private final Sessions sessions;
  private final Enrolments enrolments;
  private final Attendances attendances;
  private final SessionActivities activities;
  private final LearnerEnrolments personalData;

  /**
   * @param completions writes them in the caller's transaction
   * @param correctionWindow how long after the first recording of attendance another may be
   *     recorded
   * @param afterCommit told after each change, which may have left statements to deliver
   */
  public Masterclasses(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      StatementFactory statements,
      Outbox outbox,
      WebhookOutbox webhooks,
      AuditLog audit,
      CompletionWriter completions,
      Duration correctionWindow,
      Clock clock,
      Runnable afterCommit) {
    ChangeOrder order = new ChangeOrder(transactions, clock, "enrolment", "changed_at");
    Registrations registrations = new Registrations(statements, outbox, completions);
    Places places = new Places(registrations, audit, order, new SecureRandom());
    this.personalData = new LearnerEnrolments(catalogue, places, clock);
    this.sessions =
        new Sessions(catalogue, transactions, pseudonyms, places, audit, clock, afterCommit);
    this.enrolments =
        new Enrolments(
            catalogue, transactions, pseudonyms, places, audit, order, clock, afterCommit);
    this.attendances =
        new Attendances(
            catalogue,
            transactions,
            pseudonyms,
            registrations,
            statements,
            outbox,
            webhooks,
            audit,
            order,
            correctionWindow,
            clock,
            afterCommit);
    this.activities = new SessionActivities(sessions, catalogue);
  }

  public Sessions sessions() {
    return sessions;
  }

  public Enrolments enrolments() {
    return enrolments;
  }

  public Attendances attendances() {
    return attendances;
  }

  public SessionActivities activities() {
    return activities;
  }

  /** What is kept here of people. */
  public LearnerEnrolments personalData() {
    return personalData;
  }
}
