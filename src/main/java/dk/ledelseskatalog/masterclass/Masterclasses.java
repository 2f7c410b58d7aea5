package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.security.SecureRandom;
import java.time.Clock;

/** The parts of this package, made once and wired to each other. Thread-safe. */
public final class Masterclasses {
  private final Sessions sessions;
  private final Enrolments enrolments;
  private final LearnerEnrolments personalData;

  /**
   * @param afterCommit told after each change, which may have left statements to deliver
   */
  public Masterclasses(
      Catalogue catalogue,
      Transactions transactions,
      Pseudonyms pseudonyms,
      StatementFactory statements,
      Outbox outbox,
      AuditLog audit,
      Clock clock,
      Runnable afterCommit) {
    ChangeOrder order = new ChangeOrder(transactions, clock, "enrolment", "changed_at");
    Places places = new Places(new Registrations(statements, outbox), audit, new SecureRandom());
    this.personalData = new LearnerEnrolments(catalogue, places, clock);
    this.sessions = new Sessions(catalogue, transactions, places, clock, afterCommit);
    this.enrolments =
        new Enrolments(
            catalogue, transactions, pseudonyms, places, audit, order, clock, afterCommit);
  }

  public Sessions sessions() {
    return sessions;
  }

  public Enrolments enrolments() {
    return enrolments;
  }

  /** What is kept here of people. */
  public LearnerEnrolments personalData() {
    return personalData;
  }
}
