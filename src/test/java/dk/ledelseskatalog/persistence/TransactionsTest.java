package dk.ledelseskatalog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class TransactionsTest {
  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private Database database;
    private Transactions transactions;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      transactions = database.transactions();
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void whatIsThrownTakesAllOfTheWorkBack() {
      assertThatThrownBy(
              () ->
                  transactions.inTransaction(
                      manager -> {
                        insert(manager, "a");
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");

      assertThat(rows()).isZero();
    }

    @Test
    void ofTwoThatFindNothingAndWriteTheSecondFindsWhatTheFirstWrote() throws Exception {
      CyclicBarrier bothFoundNothing = new CyclicBarrier(2);
      AtomicInteger runs = new AtomicInteger();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      List<Integer> found = new ArrayList<>();
      try {
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          running.add(
              threads.submit(
                  () ->
                      transactions.inTransactionRetryingRaces(
                          manager -> {
                            int before = rows(manager);
                            if (runs.incrementAndGet() <= 2) {
                              await(bothFoundNothing);
                            }
                            if (before == 0) {
                              insert(manager, "a");
                            }
                            return before;
                          })));
        }
        for (Future<Integer> one : running) {
          found.add(one.get());
        }
      } finally {
        threads.shutdownNow();
      }

      assertThat(found).containsExactlyInAnyOrder(0, 1);
      assertThat(runs).hasValue(3);
      assertThat(rows()).isEqualTo(1);
    }

    @Test
    void noCommitIsLostToOthersThatLockTheSameRowAndChangeNothing() throws Exception {
      AtomicInteger committed = new AtomicInteger();
      List<Callable<Integer>> all = new ArrayList<>();
      for (int thread = 0; thread < 10; thread++) {
        int first = thread;
        all.add(
            () -> {
              for (int i = 0; i < 300; i++) {
                boolean refused = (first + i) % 10 < 8;
                try {
                  var unused =
                      transactions.inTransactionRetryingRaces(manager -> count(manager, refused));
                  committed.incrementAndGet();
                } catch (IllegalStateException e) {
                  assertThat(refused).isTrue();
                }
              }
              return first;
            });
      }
      long before = transactions.inTransaction(manager -> counted(manager, ""));

      assertThat(AtOnce.run(all)).hasSize(10);

      assertThat(transactions.inTransaction(manager -> counted(manager, "")) - before)
          .isEqualTo(committed.get())
          .isEqualTo(600);
    }

    @Test
    void nobodyElseWaitsForWhoHoldsALock() throws Exception {
      CyclicBarrier written = new CyclicBarrier(2);
      CyclicBarrier read = new CyclicBarrier(2);
      List<Callable<Integer>> both =
          List.of(
              () ->
                  transactions.inTransaction(
                      manager -> {
                        var unused = counted(manager, " for update");
                        int inserted = insert(manager, "a");
                        await(written);
                        await(read);
                        return inserted;
                      }),
              () -> {
                await(written);
                transactions.inTransaction(Contract::writeElsewhere);
                int seen = rows();
                await(read);
                return seen;
              });

      assertThat(AtOnce.run(both)).element(1).isEqualTo(0);
      assertThat(rows()).isEqualTo(1);
    }

    private static int writeElsewhere(EntityManager manager) {
      return manager
          .createNativeQuery("update change_order set last_position = 1 where name <> 'completion'")
          .executeUpdate();
    }

    private static int count(EntityManager manager, boolean refused) {
      long last = counted(manager, " for update");
      if (refused) {
        throw new IllegalStateException("no");
      }
      return manager
          .createNativeQuery("update change_order set last_position = ?1 where name = 'completion'")
          .setParameter(1, last + 1)
          .executeUpdate();
    }

    private static long counted(EntityManager manager, String lock) {
      return ((Number)
              manager
                  .createNativeQuery(
                      "select last_position from change_order where name = 'completion'" + lock)
                  .getSingleResult())
          .longValue();
    }

    @Test
    void whoAlwaysLosesIsToldInTheEnd() {
      transactions.inTransaction(manager -> insert(manager, "a"));
      AtomicInteger runs = new AtomicInteger();

      assertThatThrownBy(
              () ->
                  transactions.inTransactionRetryingRaces(
                      manager -> {
                        runs.incrementAndGet();
                        return insert(manager, "a");
                      }))
          .isInstanceOf(PersistenceException.class);

      assertThat(runs).hasValue(5);
    }

    @Test
    void anotherFaultIsNotTriedAgain() {
      AtomicInteger runs = new AtomicInteger();

      assertThatThrownBy(
              () ->
                  transactions.inTransactionRetryingRaces(
                      manager -> {
                        runs.incrementAndGet();
                        return manager
                            .createNativeQuery("insert into person (pseudonym) values ('b')")
                            .executeUpdate();
                      }))
          .isInstanceOf(PersistenceException.class);

      assertThat(runs).hasValue(1);
      assertThat(rows()).isZero();
    }

    @Test
    void aSnapshotSeesNothingOfWhatOthersCommitMeanwhile() {
      int seen =
          transactions.inSnapshot(
              manager -> {
                var unused =
                    manager
                        .createNativeQuery("select count(*) from publishing_lock")
                        .getSingleResult();
                transactions.inTransaction(writer -> insert(writer, "a"));
                return rows(manager);
              });

      assertThat(seen).isZero();
      assertThat(rows()).isEqualTo(1);
    }

    private int rows() {
      return transactions.inTransaction(Contract::rows);
    }

    private static int rows(EntityManager manager) {
      return ((Number) manager.createNativeQuery("select count(*) from person").getSingleResult())
          .intValue();
    }

    private static int insert(EntityManager manager, String pseudonym) {
      return manager
          .createNativeQuery(
              "insert into person (pseudonym, issuer, subject) values (?, 'issuer', 'subject')")
          .setParameter(1, pseudonym)
          .executeUpdate();
    }

    private static void await(CyclicBarrier barrier) {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
