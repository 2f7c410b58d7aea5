package dk.ledelseskatalog.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.identity.SettableClock;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class ChangeOrderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private static final int WRITERS = 8;
    private static final int ROWS = 60;

    private final SettableClock clock = new SettableClock(NOW);
    private Database database;
    private Transactions transactions;
    private ChangeOrder order;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      transactions = database.transactions();
      order = new ChangeOrder(transactions, clock, "thing", "age");
      run(
          "create table thing (id varchar(36) not null primary key, version integer not null,"
              + " age bigint not null, position bigint)");
      run("create index thing_in_order on thing (position, age)");
      run("insert into change_order (name, last_position) values ('thing', 0)");
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void whateverOrderTransactionsCommitInEachFollowerReadsEachRowExactlyOnce() throws Exception {
      Random random = seeded();
      Follower follower = new Follower(random.nextInt(1, 20));
      List<Follower> others = List.of(new Follower(3), new Follower(11));
      AtomicBoolean ended = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(others.size());
      List<Future<?>> following = new ArrayList<>();
      List<String> written;
      try {
        for (Follower other : others) {
          following.add(threads.submit(() -> other.followUntil(ended)));
        }
        written = writeWhile(follower, seed -> insertSlowly(new Random(seed)), random);
      } finally {
        ended.set(true);
        threads.shutdown();
      }
      for (Future<?> each : following) {
        each.get();
      }

      assertThat(follower.read.stream().map(Row::id)).containsExactlyInAnyOrderElementsOf(written);
      for (Follower other : others) {
        assertThat(other.read).isEqualTo(follower.read);
      }
    }

    @Test
    void whatChangesIsReadAgainAndItsLastStateIsNeverMissed() throws Exception {
      Random random = seeded();
      for (int i = 0; i < 40; i++) {
        insert("row-" + i);
      }
      Follower follower = new Follower(random.nextInt(1, 20));

      writeWhile(follower, seed -> changeSlowly(new Random(seed)), random);

      Map<String, Integer> seen = new HashMap<>();
      follower.read.forEach(row -> seen.put(row.id(), row.version()));
      assertThat(seen).isEqualTo(stored());
      assertThat(follower.read).doesNotHaveDuplicates();
    }

    @Test
    void aRowThatIsJustBeingChangedHoldsNobodyUpAndIsReadAfterwards() throws Exception {
      insert("held");
      insert("free");
      Follower follower = new Follower(10);

      transactions.inTransaction(
          manager -> {
            manager
                .createNativeQuery("update thing set version = 2 where id = 'held'")
                .executeUpdate();
            order.changed(manager, "held");
            follower.read();
            assertThat(follower.read).extracting(Row::id).containsExactly("free");
            return null;
          });
      follower.read();

      assertThat(follower.read).containsExactly(new Row("free", 1), new Row("held", 2));
    }

    @Test
    void aBacklogIsNumberedInSlicesOldestFirst() throws Exception {
      int rows = 2 * ChangeOrder.BATCH + 1;
      transactions.inTransaction(
          manager -> {
            for (int i = 0; i < rows; i++) {
              insert(manager, "row-%05d".formatted(i));
            }
            return null;
          });
      Follower follower = new Follower(500);

      follower.read();

      assertThat(follower.read).hasSize(rows).isSortedAccordingTo(Comparator.comparing(Row::id));
    }

    @Test
    void afterAnOlderStateWasRestoredWhatIsNewStandsBehindEveryPlaceToldBefore() throws Exception {
      insert("kept");
      Follower follower = new Follower(10);
      follower.read();
      insert("lost");
      follower.read();
      run("delete from thing where id = 'lost'");
      run("update change_order set last_position = 1 where name = 'thing'");

      clock.advance(Duration.ofMinutes(1));
      insert("new");
      follower.read();

      assertThat(follower.read).extracting(Row::id).containsExactly("kept", "lost", "new");
    }

    @Test
    void aClockThatGoesBackGivesNoPlaceTwice() throws Exception {
      insert("first");
      long first = order.number();
      clock.advance(Duration.ofDays(-400));
      insert("second");

      assertThat(order.number()).isGreaterThan(first);
    }

    @Test
    void theSecretIsTheSameForEveryNode() {
      ChangeOrder onAnotherNode = new ChangeOrder(transactions, clock, "thing", "age");

      assertThat(order.secret()).hasSize(32).isEqualTo(onAnotherNode.secret());
      assertThat(order.secret())
          .isNotEqualTo(new ChangeOrder(transactions, clock, "completion", "recorded_at").secret());
    }

    private interface Writing {
      List<String> with(long seed) throws Exception;
    }

    /** Writes from many threads while the follower reads; then lets it read to the end. */
    private List<String> writeWhile(Follower follower, Writing writing, Random random)
        throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
      try {
        CountDownLatch stillWriting = new CountDownLatch(WRITERS);
        List<Future<List<String>>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          long seed = random.nextLong();
          writers.add(
              threads.submit(
                  () -> {
                    try {
                      return writing.with(seed);
                    } finally {
                      stillWriting.countDown();
                    }
                  }));
        }
        while (!stillWriting.await(0, TimeUnit.MILLISECONDS)) {
          follower.read();
        }
        List<String> written = new ArrayList<>();
        for (Future<List<String>> writer : writers) {
          written.addAll(writer.get());
        }
        follower.read();
        return written;
      } finally {
        threads.shutdownNow();
      }
    }

    private List<String> insertSlowly(Random random) {
      List<String> written = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        transactions.inTransaction(
            manager -> {
              for (int rows = random.nextInt(1, 4); rows > 0; rows--) {
                String id = UUID.randomUUID().toString();
                insert(manager, id);
                written.add(id);
              }
              pause(random);
              return null;
            });
      }
      return written;
    }

    private List<String> changeSlowly(Random random) {
      for (int i = 0; i < ROWS; i++) {
        transactions.inTransactionRetryingRaces(
            manager -> {
              String id = "row-" + random.nextInt(40);
              manager
                  .createNativeQuery("update thing set version = version + 1 where id = ?")
                  .setParameter(1, id)
                  .executeUpdate();
              order.changed(manager, id);
              pause(random);
              return null;
            });
      }
      return List.of();
    }

    private static void pause(Random random) {
      try {
        Thread.sleep(random.nextInt(15));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void insert(String id) {
      transactions.inTransaction(
          manager -> {
            insert(manager, id);
            return null;
          });
    }

    private static void insert(EntityManager manager, String id) {
      manager
          .createNativeQuery("insert into thing (id, version, age) values (?, 1, ?)")
          .setParameter(1, id)
          .setParameter(2, System.nanoTime())
          .executeUpdate();
    }

    private void run(String sql) {
      transactions.inTransaction(manager -> manager.createNativeQuery(sql).executeUpdate());
    }

    private Map<String, Integer> stored() {
      Map<String, Integer> versions = new HashMap<>();
      List<?> rows =
          transactions.inTransaction(
              manager ->
                  manager.createNativeQuery("select id, version from thing").getResultList());
      for (Object row : rows) {
        Object[] columns = (Object[]) row;
        versions.put((String) columns[0], ((Number) columns[1]).intValue());
      }
      return versions;
    }

    private Random seeded() {
      long seed = System.nanoTime();
      System.out.println("ChangeOrderTest seed " + seed);
      return new Random(seed);
    }

    private record Row(String id, int version) {}

    /** Reads page by page, each behind the last row it has. */
    private final class Follower {
      private final int page;
      private final List<Row> read = new ArrayList<>();
      private long place = ChangeOrder.START;

      Follower(int page) {
        this.page = page;
      }

      void followUntil(AtomicBoolean ended) {
        while (!ended.get()) {
          read();
        }
        read();
      }

      void read() {
        int rows;
        do {
          rows = readPage();
        } while (rows == page);
      }

      private int readPage() {
        long unused = order.number();
        List<?> rows =
            transactions.inTransaction(
                manager ->
                    manager
                        .createNativeQuery(
                            "select id, version, position from thing where position > ?"
                                + " order by position fetch first "
                                + page
                                + " rows only")
                        .setParameter(1, place)
                        .getResultList());
        for (Object row : rows) {
          Object[] columns = (Object[]) row;
          read.add(new Row((String) columns[0], ((Number) columns[1]).intValue()));
          place = ((Number) columns[2]).longValue();
        }
        return rows.size();
      }
    }
  }
}
