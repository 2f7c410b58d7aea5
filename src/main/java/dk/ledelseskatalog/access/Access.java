package dk.ledelseskatalog.access;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.identity.Admission;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Refusal;
import dk.ledelseskatalog.identity.Verdict;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.PersonalData;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The parts of this package, made once and wired to each other. Thread-safe. */
public final class Access implements Admission, AutoCloseable {
  private static final Logger LOG = System.getLogger(Access.class.getName());

  private final LastUses lastUses;
  private final ApiTokens apiTokens;
  private final Exclusions exclusions;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "exclusions");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param issuer the one whose tokens are believed
   */
  public Access(
      Transactions transactions,
      Pseudonyms pseudonyms,
      AuditLog audit,
      String issuer,
      Clock clock) {
    this.lastUses = new LastUses(transactions);
    this.apiTokens =
        new ApiTokens(transactions, pseudonyms, audit, lastUses, new SecureRandom(), clock);
    this.exclusions = new Exclusions(transactions, pseudonyms, audit, issuer, clock);
  }

  /**
   * Knows who is shut out when it returns, and looks for what other nodes decide from then on.
   *
   * @param every how late a decision made on another node can be kept to here
   */
  public void start(Duration every) {
    exclusions.refresh();
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Verdict judge(String apiToken) {
    return apiTokens.judge(apiToken);
  }

  @Override
  public Optional<Refusal> refusalOf(Person person, Optional<Instant> signedIn) {
    return exclusions.refusalOf(person, signedIn);
  }

  public ApiTokens apiTokens() {
    return apiTokens;
  }

  public Exclusions exclusions() {
    return exclusions;
  }

  public PersonalData personalData() {
    return new AccessDecisions();
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's read closes it.
    thread.shutdown();
    lastUses.close();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "Exclusions were being read when the service ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing thrown ends the schedule; a database in trouble may come back. */
  private void look() {
    try {
      exclusions.refresh();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Who is shut out could not be read; what was known holds", e);
    }
  }
}
