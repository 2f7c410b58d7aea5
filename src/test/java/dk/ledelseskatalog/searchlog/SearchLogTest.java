package dk.ledelseskatalog.searchlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.persistence.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class SearchLogTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private final SettableClock clock = new SettableClock(NOW);
    private final Catalogue catalogue = new Catalogue();
    private Database database;
    private ContentModel model;
    private SearchLog log;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      model = ContentModel.read(Path.of("content-model"));
      serve();
      log = new SearchLog(database.transactions(), catalogue, clock);
    }

    private void serve() {
      catalogue.publish(
          new Snapshot(
              new ReleaseInfo(1, NOW, "test", ""),
              model,
              List.of(),
              new Knowing(List.of("tillid", "mod"))));
    }

    @AfterEach
    void close() {
      log.close();
      database.close();
    }

    @Test
    void searchesOfADayAreCountedTogether() {
      search("tillid", 2);
      search("Mod", 1);
      log.write();
      search(" TILLID ", 1);
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("tillid 3", "mod 1");
    }

    @Test
    void whatFindsNothingIsListedByItself() {
      search("tillid", 1);
      search("kantine", 2);
      log.write();

      assertThat(lines(0, 0)).containsExactly("kantine 2");
      assertThat(log.report(choice(0, 0), 0, 10).lines().get(0).hits()).isZero();
    }

    @Test
    void languagesAndDaysAreKeptApart() {
      log.count("en", "tillid");
      search("tillid", 1);
      log.write();
      clock.advance(Duration.ofDays(40));
      search("mod", 1);
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("mod 1");
      assertThat(log.report(choice(0, Integer.MAX_VALUE), 0, 10).total()).isEqualTo(1);
    }

    @Test
    void nobodyIsCounted() throws Exception {
      search("anne@halsnaes.dk", 1);
      search("010190-1234", 1);
      log.write();

      assertThat(new Stored(database).rows("search_count")).isZero();
    }

    @Test
    void whatWasTypedOnTheWayIsNotCounted() {
      search("ti", 1);
      search("till", 1);
      search("tillid", 1);
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("tillid 1");
    }

    @Test
    void whoMeantTheShorterWordCountsThoughOthersTypeALongerOne() {
      search("tillid", 12);
      search("tillidsfuld", 1);
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("tillid 11", "tillidsfuld 1");
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
      search("tillid", 8);
      catalogue.close();
      assertThatThrownBy(log::write).isInstanceOf(IllegalStateException.class);
      serve();
      search("tillid", 4);
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("tillid 12");
    }

    @Test
    void noSearchIsLostWhileOthersAreWritten() throws Exception {
      ExecutorService leaders = Executors.newFixedThreadPool(4);
      for (int leader = 0; leader < 4; leader++) {
        leaders.execute(() -> search("tillid", 500));
      }
      leaders.shutdown();
      while (!leaders.awaitTermination(1, TimeUnit.MILLISECONDS)) {
        log.write();
      }
      log.write();

      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("tillid 2000");
    }

    @Test
    void aFloodOfMadeUpQueriesIsBounded() throws Exception {
      for (int number = 0; number < 5 * SearchLog.MOST_WAITING; number++) {
        search("ord" + (char) ('a' + number % 26) + Integer.toString(number, 36) + "x", 1);
      }
      log.write();

      assertThat(new Stored(database).rows("search_count"))
          .isLessThanOrEqualTo(SearchLog.MOST_WAITING);
    }

    @Test
    void whatIsSearchedForOftenIsOfferedIfTheCatalogueHasItsWords() {
      search("tillid mod", SearchLog.OFTEN);
      search("tillid kantine", SearchLog.OFTEN);
      search("mod", SearchLog.OFTEN - 1);
      log.write();
      log.refresh();

      assertThat(log.in("da")).containsExactly("tillid mod");
      assertThat(log.in("en")).isEmpty();
    }

    @Test
    void endingWritesWhatWaits() throws Exception {
      search("tillid", 1);
      log.close();

      assertThat(new Stored(database).rows("search_count")).isEqualTo(1);
    }

    @Test
    void daysThatAreKeptNoLongerAreRemoved() {
      search("tillid", 1);
      log.write();
      clock.advance(Duration.ofDays(2));
      search("mod", 1);
      log.write();
      int removed =
          database
              .transactions()
              .inTransaction(
                  manager ->
                      log.removeBefore(manager, clock.instant().minus(Duration.ofDays(1)), 9));

      assertThat(removed).isEqualTo(1);
      assertThat(lines(0, Integer.MAX_VALUE)).containsExactly("mod 1");
    }

    private void search(String typed, int times) {
      for (int time = 0; time < times; time++) {
        log.count("da", typed);
      }
    }

    private SearchCounts.Choice choice(int leastHits, int mostHits) {
      LocalDate today = log.today();
      return new SearchCounts.Choice("da", today.minusDays(30), today, leastHits, mostHits);
    }

    private List<String> lines(int leastHits, int mostHits) {
      return log.report(choice(leastHits, mostHits), 0, 10).lines().stream()
          .map(found -> found.line().query() + " " + found.line().searches())
          .toList();
    }
  }

  /** Finds one entry for a query with one of its words. */
  private record Knowing(List<String> words) implements SearchIndex {
    @Override
    public SearchResult search(SearchQuery query) {
      boolean found = List.of(query.text().split(" ", -1)).stream().anyMatch(words::contains);
      return new SearchResult(
          found ? 1 : 0, List.of(), Map.of(), Optional.empty(), List.of(), List.of());
    }

    @Override
    public List<String> suggest(String typed, String language, List<String> frequent, int limit) {
      return frequent;
    }

    @Override
    public void close() {}
  }
}
