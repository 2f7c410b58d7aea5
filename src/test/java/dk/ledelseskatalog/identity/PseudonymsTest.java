package dk.ledelseskatalog.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.persistence.Transactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class PseudonymsTest {

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private final Pseudonyms pseudonyms = new Pseudonyms();
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
    void aPersonKeepsThePseudonymOfTheFirstTime() {
      UUID first = pseudonym(person("1"));

      assertThat(pseudonym(person("1"))).isEqualTo(first);
      assertThat(known()).contains(first);
    }

    @Test
    void aSubjectOfAnotherIssuerIsAnotherPerson() {
      assertThat(pseudonym(new Person("b", "1", Set.of())))
          .isNotEqualTo(pseudonym(new Person("a", "1", Set.of())));
    }

    @Test
    void lookingSomebodyUpStoresNothing() {
      assertThat(known()).isEmpty();
      assertThat(known()).isEmpty();
    }

    @Test
    void aTransactionThatFailsForgetsThePseudonym() {
      assertThatThrownBy(
              () ->
                  transactions.inTransaction(
                      manager -> {
                        pseudonyms.of(manager, person("1"));
                        throw new IllegalStateException("something later fails");
                      }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(known()).isEmpty();
    }

    @Test
    void twentyFirstUsesAtOnceGiveOnePseudonymAndAllTransactionsGoOn() throws Exception {
      for (int round = 0; round < 10; round++) {
        Person person = person("round-" + round);
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<UUID> seen = new HashSet<>();
        try {
          List<Callable<UUID>> all = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            boolean waits = i < 8;
            all.add(
                () -> {
                  if (waits) {
                    together.await();
                  }
                  return transactions.inTransaction(
                      manager -> {
                        UUID made = pseudonyms.of(manager, person);
                        // The transaction must still be usable for what comes after.
                        assertThat(pseudonyms.find(manager, person)).contains(made);
                        return made;
                      });
                });
          }
          for (Future<UUID> answer : threads.invokeAll(all)) {
            seen.add(answer.get());
          }
        } finally {
          threads.shutdownNow();
        }
        assertThat(seen).hasSize(1);
      }
    }

    private UUID pseudonym(Person person) {
      return transactions.inTransaction(manager -> pseudonyms.of(manager, person));
    }

    private Optional<UUID> known() {
      return transactions.inTransaction(manager -> pseudonyms.find(manager, person("1")));
    }

    private static Person person(String subject) {
      return new Person("https://issuer.example", subject, Set.of(Roles.LEADER));
    }
  }
}
