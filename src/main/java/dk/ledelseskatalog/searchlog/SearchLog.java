package dk.ledelseskatalog.searchlog;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.delivery.FrequentSearches;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.privacy.Expiring;
import dk.ledelseskatalog.searchlog.SearchCounts.Choice;
import dk.ledelseskatalog.searchlog.SearchCounts.Line;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts what is searched for, beside the searches. Thread-safe; bounded in memory and in rows,
 * whatever is sent.
 */
public final class SearchLog implements FrequentSearches, Expiring, AutoCloseable {
  private static final Logger LOG = System.getLogger(SearchLog.class.getName());

  /** Whose day it is. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  /** Different queries between two writes; further ones are not counted. */
  static final int MOST_WAITING = 100;

  /** Different queries a day; from then on only those already known are counted. */
  static final int MOST_A_DAY = 10_000;

  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Fewer searches than this might be one person's. */
  static final int OFTEN = 10;

  private static final int MOST_FREQUENT = 100;
  private static final int DAYS = 30;
  private static final List<String> LANGUAGES = List.of("da", "en");

  private final Transactions transactions;
  private final Catalogue catalogue;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "search-log");
            made.setDaemon(true);
            return made;
          });
  private Map<CountableQuery, Long> waiting = new HashMap<>();
  private volatile Map<String, List<String>> frequent = Map.of();
  private Instant frequentUntil = Instant.MIN;

  public SearchLog(Transactions transactions, Catalogue catalogue, Clock clock) {
    this.transactions = transactions;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Writes from now on, every few seconds. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::attempt, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Counts a search; takes no longer than a look into memory. */
  public void count(String language, String typed) {
    CountableQuery.of(language, typed).ifPresent(query -> count(query, 1));
  }

  private synchronized void count(CountableQuery query, long times) {
    if (waiting.size() < MOST_WAITING || waiting.containsKey(query)) {
      waiting.merge(query, times, Long::sum);
    }
  }

  /** Writes what waits. What cannot be written waits again, as far as there is room. */
  void write() {
    Map<CountableQuery, Long> counted = take();
    try {
      write(counted);
    } catch (RuntimeException e) {
      counted.forEach(this::count);
      throw e;
    }
  }

  private void write(Map<CountableQuery, Long> counted) {
    if (!counted.isEmpty()) {
      Map<CountableQuery, Integer> hits = new HashMap<>();
      counted.keySet().forEach(query -> hits.put(query, hits(query.language(), query.text())));
      LocalDate today = today();
      transactions.inTransactionRetryingRaces(
          manager -> {
            SearchCounts counts = new SearchCounts(manager);
            int known = counts.of(today);
            for (Map.Entry<CountableQuery, Long> each : counted.entrySet()) {
              boolean added =
                  counts.add(
                      today,
                      each.getKey(),
                      each.getValue(),
                      hits.getOrDefault(each.getKey(), 0),
                      known < MOST_A_DAY);
              known += added ? 1 : 0;
            }
            return known;
          });
      frequentUntil = Instant.MIN;
    }
  }

  private synchronized Map<CountableQuery, Long> take() {
    Map<CountableQuery, Long> taken = waiting;
    waiting = new HashMap<>();
    return withoutTyping(taken);
  }

  /**
   * What was typed on the way to a longer query is no search of its own. Each longer one came by
   * its beginnings once at most, so whoever meant the shorter one still counts.
   */
  private static Map<CountableQuery, Long> withoutTyping(Map<CountableQuery, Long> taken) {
    List<CountableQuery> longestFirst = new ArrayList<>(taken.keySet());
    longestFirst.sort(Comparator.comparingInt(query -> -query.text().length()));
    Map<CountableQuery, Long> counted = new HashMap<>();
    for (CountableQuery query : longestFirst) {
      long cameBy = 0;
      for (Map.Entry<CountableQuery, Long> longer : counted.entrySet()) {
        cameBy += query.isBeginningOf(longer.getKey()) ? longer.getValue() : 0;
      }
      long meant = taken.getOrDefault(query, 0L) - cameBy;
      if (meant > 0) {
        counted.put(query, meant);
      }
    }
    return counted;
  }

  /** How many entries a query finds now, without filters and without its spelling corrected. */
  private int hits(String language, String text) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return lease.snapshot().searchIndex().search(SearchQuery.of(text, language, 0)).total();
    }
  }

  /** Looks up what is sought often now. */
  void refresh() {
    LocalDate today = today();
    Map<String, List<String>> fresh = new HashMap<>();
    for (String language : LANGUAGES) {
      Choice choice = new Choice(language, today.minusDays(DAYS), today, 1, Integer.MAX_VALUE);
      List<Line> lines =
          transactions.inTransaction(
              manager -> new SearchCounts(manager).list(choice, 0, MOST_FREQUENT));
      try (Catalogue.Lease lease = catalogue.acquire()) {
        SearchIndex index = lease.snapshot().searchIndex();
        fresh.put(
            language,
            lines.stream()
                .filter(line -> line.searches() >= OFTEN)
                .map(Line::query)
                .filter(query -> isOfTheCatalogue(index, language, query))
                .toList());
      }
    }
    if (!fresh.equals(frequent)) {
      frequent = Map.copyOf(fresh);
    }
  }

  /** Everybody is shown these, so the catalogue must have each of their words. */
  private static boolean isOfTheCatalogue(SearchIndex index, String language, String query) {
    for (String word : query.split(" ", -1)) {
      SearchQuery alone = new SearchQuery(word, language, Map.of(), Optional.empty(), 0, 0, true);
      if (index.search(alone).total() == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<String> in(String language) {
    return frequent.getOrDefault(language, List.of());
  }

  /**
   * What was searched for.
   *
   * @param total over all pages
   */
  record Report(int total, List<Found> lines) {}

  /**
   * A line of the log.
   *
   * @param hits how many entries the query finds now
   */
  record Found(Line line, int hits) {}

  /** A page of the log, most frequent first. */
  Report report(Choice choice, int offset, int limit) {
    return transactions.inTransaction(
        manager -> {
          SearchCounts counts = new SearchCounts(manager);
          List<Found> lines =
              counts.list(choice, offset, limit).stream()
                  .map(line -> new Found(line, hits(choice.language(), line.query())))
                  .toList();
          return new Report(counts.total(choice), lines);
        });
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  @Override
  public String kind() {
    return "searches";
  }

  @Override
  public int removeBefore(EntityManager manager, Instant end, int limit) {
    return new SearchCounts(manager).removeBefore(LocalDate.ofInstant(end, ZONE), limit);
  }

  /** Nothing thrown ends the schedule; a database in trouble may come back. */
  private void attempt() {
    try {
      write();
      Instant now = clock.instant();
      if (now.isAfter(frequentUntil)) {
        refresh();
        frequentUntil = now.plus(Duration.ofMinutes(1));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Searches wait to be counted", e);
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Searches of the last seconds were not counted", e);
    }
  }
}
