package dk.ledelseskatalog.privacy;

import dk.ledelseskatalog.persistence.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Removes, once each night, what has been kept for its time. Thread-safe.
 *
 * <p>Of all nodes one does it: whoever first writes the night's run. It tells with every batch that
 * it is alive; when it dies, another takes the run over where it stood. A batch and its count in
 * the report are one transaction, so the report is right whatever happens.
 */
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());

  /** Where it is night. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  /** A run that has not told for so long that it is alive is taken over. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** When the night's run begins. */
  private static final Duration HOUR = Duration.ofHours(2);

  private final Transactions transactions;
  private final List<Rule> rules;
  private final int batch;
  private final Clock clock;
  private volatile boolean stopped;

  /**
   * How long a kind of data is kept.
   *
   * @param kept empty for ever
   */
  public record Rule(Expiring kind, Optional<Period> kept) {}

  public Retention(Transactions transactions, List<Rule> rules, Clock clock) {
    this(transactions, rules, 1_000, clock);
  }

  /**
   * @param batch how many rows one transaction removes
   */
  Retention(Transactions transactions, List<Rule> rules, int batch, Clock clock) {
    this.transactions = transactions;
    this.rules = List.copyOf(rules);
    this.batch = batch;
    this.clock = clock;
  }

  /** One page of reports, last night first. */
  public record Slice(int total, List<RetentionReport> reports) {
    public Slice {
      reports = List.copyOf(reports);
    }
  }

  /**
   * Does the night's run, if it is due and nobody else does it.
   *
   * @return what it removed; empty if there was nothing to do for this node
   */
  public Optional<RetentionReport> runIfDue() {
    Instant now = clock.instant();
    LocalDate night = LocalDate.ofInstant(now.minus(HOUR), ZONE);
    Optional<LocalDate> claimed =
        transactions.inTransactionRetryingRaces(
            manager -> new RetentionReports(manager).claim(night, now, now.minus(LIFE)));
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    LocalDate mine = claimed.get();
    for (Rule rule : rules) {
      if (rule.kept().isPresent() && !stopped) {
        remove(rule.kind(), mine, end(night, rule.kept().get()));
      }
    }
    if (stopped) {
      return Optional.empty();
    }
    RetentionReport report =
        transactions.inTransactionRetryingRaces(
            manager -> new RetentionReports(manager).finish(mine, clock.instant()));
    LOG.log(Level.INFO, "Retention of the night of {0} removed {1}", mine, report.removed());
    return Optional.of(report);
  }

  /** Ends a run after its batch; another node, or the next start, takes it over. */
  void stop() {
    stopped = true;
  }

  public Slice list(int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          RetentionReports reports = new RetentionReports(manager);
          return new Slice(reports.count(), reports.page(offset, limit));
        });
  }

  public Optional<RetentionReport> find(LocalDate night) {
    return transactions.inTransaction(manager -> new RetentionReports(manager).find(night));
  }

  /** What is kept how long, by kind; those kept for ever are not in it. */
  Map<String, Period> kept() {
    Map<String, Period> kept = new TreeMap<>();
    rules.forEach(rule -> rule.kept().ifPresent(period -> kept.put(rule.kind().kind(), period)));
    return kept;
  }

  private void remove(Expiring kind, LocalDate night, Instant end) {
    int removed;
    do {
      removed =
          transactions.inTransactionRetryingRaces(
              manager -> {
                int rows = kind.removeBefore(manager, end, batch);
                new RetentionReports(manager).removed(night, kind.kind(), rows, clock.instant());
                return rows;
              });
    } while (removed >= batch && !stopped);
  }

  private static Instant end(LocalDate night, Period kept) {
    return night.minus(kept).atStartOfDay(ZONE).toInstant();
  }
}
