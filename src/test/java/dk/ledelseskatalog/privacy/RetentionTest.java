package dk.ledelseskatalog.privacy;

import static dk.ledelseskatalog.privacy.KeptData.leader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");
  private static final Optional<Period> A_YEAR = Optional.of(Period.ofYears(1));
  private static final Duration DAY = Duration.ofDays(1);

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    @TempDir Path outside;
    private final SettableClock clock = new SettableClock(NOW);
    private KeptData node;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      node = new KeptData(settings, outside.resolve("erasures.jsonl"), clock);
    }

    @AfterEach
    void close() {
      node.close();
    }

    @Test
    void whatIsOlderThanItsTimeIsRemovedAndTheRestStays() {
      UUID old = node.complete(leader("old"));
      node.settle(old, "DELIVERED");
      clock.advance(DAY.multipliedBy(370));
      UUID young = node.complete(leader("young"));
      node.settle(young, "DELIVERED");

      RetentionReport report = all(A_YEAR).runIfDue().orElseThrow();

      assertThat(report.removed())
          .containsEntry("completions", 1)
          .containsEntry("statements", 1)
          .containsEntry("auditEvents", 1);
      for (String mine : List.of("completion where person", "outbox_message where learner")) {
        assertThat(node.rows(mine + " = '" + old + "'")).isZero();
        assertThat(node.rows(mine + " = '" + young + "'")).isEqualTo(1);
      }
      assertThat(node.rows("audit_event")).isEqualTo(1);
    }

    @Test
    void aStatementThatWaitsOrIsParkedIsNeverRemoved() {
      UUID parked = node.complete(leader("parked"));
      node.settle(parked, "PARKED");
      node.complete(leader("waits"));
      clock.advance(DAY.multipliedBy(4_000));

      RetentionReport report = all(A_YEAR).runIfDue().orElseThrow();

      assertThat(report.removed()).containsEntry("statements", 0);
      assertThat(node.rows("outbox_message")).isEqualTo(2);
    }

    @Test
    void whatIsKeptForEverIsKept() {
      node.complete(leader("1"));
      clock.advance(DAY.multipliedBy(36_000));

      RetentionReport report = all(Optional.empty()).runIfDue().orElseThrow();

      assertThat(report.removed()).isEmpty();
      assertThat(node.rows("completion")).isEqualTo(1);
      assertThat(node.rows("audit_event")).isEqualTo(1);
    }

    @Test
    void itRunsOnceANight() {
      Retention retention = all(A_YEAR);

      assertThat(retention.runIfDue()).isPresent();
      assertThat(retention.runIfDue()).isEmpty();
      clock.advance(Duration.ofHours(15));
      assertThat(retention.runIfDue()).as("before two o'clock").isEmpty();
      clock.advance(Duration.ofHours(2));
      assertThat(retention.runIfDue().orElseThrow().night())
          .isEqualTo(LocalDate.parse("2026-11-25"));
      assertThat(retention.list(0, 10).reports())
          .extracting(RetentionReport::night)
          .containsExactly(LocalDate.parse("2026-11-25"), LocalDate.parse("2026-11-24"));
    }

    @Test
    void ofManyNodesOneRuns() throws Exception {
      for (int i = 0; i < 20; i++) {
        node.complete(leader("leader-" + i));
      }
      clock.advance(DAY.multipliedBy(370));
      Callable<Optional<RetentionReport>> run = () -> all(A_YEAR).runIfDue();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        int ran = 0;
        for (Future<Optional<RetentionReport>> one :
            threads.invokeAll(Collections.nCopies(8, run))) {
          ran += one.get().isPresent() ? 1 : 0;
        }
        assertThat(ran).isEqualTo(1);
      } finally {
        threads.shutdownNow();
      }
      assertThat(all(A_YEAR).list(0, 1).reports().get(0).removed())
          .containsEntry("completions", 20);
    }

    @Test
    void theRunOfANodeThatDiedIsTakenOverAndItsReportIsWhole() {
      for (int i = 0; i < 10; i++) {
        node.complete(leader("leader-" + i));
      }
      clock.advance(DAY.multipliedBy(370));
      Retention dying = retention(4, new Dying(node.completions, 2));
      assertThatThrownBy(dying::runIfDue).hasMessage("killed");
      assertThat(node.rows("completion")).isEqualTo(2);
      Retention other = retention(4, node.completions);
      assertThat(other.runIfDue()).as("perhaps it lives").isEmpty();

      clock.advance(Retention.LIFE.plusMillis(1));
      RetentionReport report = other.runIfDue().orElseThrow();

      assertThat(node.rows("completion")).isZero();
      assertThat(report.removed()).containsEntry("completions", 10);
      assertThat(report.finishedAt()).isPresent();
    }

    private Retention all(Optional<Period> kept) {
      return new Retention(
          node.transactions,
          List.of(
              new Retention.Rule(node.completions, kept),
              new Retention.Rule(node.messages, kept),
              new Retention.Rule(node.audited, kept)),
          7,
          clock);
    }

    private Retention retention(int batch, Expiring kind) {
      return new Retention(
          node.transactions, List.of(new Retention.Rule(kind, A_YEAR)), batch, clock);
    }
  }

  /** Stands for a process that is killed after so many batches. */
  private static final class Dying implements Expiring {
    private final Expiring kind;
    private int left;

    Dying(Expiring kind, int batches) {
      this.kind = kind;
      this.left = batches;
    }

    @Override
    public String kind() {
      return kind.kind();
    }

    @Override
    public int removeBefore(EntityManager manager, Instant end, int limit) {
      if (left-- == 0) {
        throw new IllegalStateException("killed");
      }
      return kind.removeBefore(manager, end, limit);
    }
  }
}
