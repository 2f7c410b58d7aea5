package dk.ledelseskatalog.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");
  private static final UUID LEADER = UUID.fromString("6d0f3f0e-7a36-4d6b-9c39-1d7e3a1c0001");
  private static final UUID FACILITATOR = UUID.fromString("6d0f3f0e-7a36-4d6b-9c39-1d7e3a1c0002");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "update audit_event set purpose = 'another'",
          "delete from audit_event",
          "truncate audit_event",
        })
    void theDatabaseItselfRefusesToChangeTheLog(String sql) {
      append(event());

      assertThatThrownBy(() -> execute(sql))
          .isInstanceOf(PersistenceException.class)
          .hasMessageContaining("append-only");

      assertThat(rows()).hasSize(1);
    }
  }

  abstract static class Contract {
    private final SettableClock clock = new SettableClock(NOW);
    private final AuditLog log = new AuditLog(clock);
    private final AuditTrail trail = new AuditTrail();
    private Database database;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void anEventIsKeptWithItsTime() {
      append(event());

      assertThat(rows())
          .containsExactly(
              new Object[] {
                NOW.toEpochMilli(),
                FACILITATOR.toString(),
                "facilitator",
                "attendance.recorded",
                "participation",
                LEADER.toString(),
                "enrolments/1"
              });
    }

    @Test
    void whatTheServiceDoesByItselfHasNoActor() {
      append(
          AuditEvent.byService("data.removed", Purpose.RETENTION, Optional.empty(), "retention/1"));

      assertThat(rows().get(0)[1]).isNull();
      assertThat(rows().get(0)[2]).isEqualTo("service");
    }

    @Test
    void anEventOfATransactionThatFailsIsNotKept() {
      assertThatThrownBy(
              () ->
                  database
                      .transactions()
                      .inTransaction(
                          manager -> {
                            log.append(manager, event());
                            throw new IllegalStateException("the deed fails");
                          }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(rows()).isEmpty();
    }

    @Test
    void theLogIsReadByWhomOnWhomWhatToWhatAndWhen() {
      append(event());
      clock.advance(Duration.ofMinutes(1));
      append(
          AuditEvent.byOneself(
              LEADER, Roles.LEADER, "team.joined", Purpose.PARTICIPATION, "teams/7"));

      assertThat(targets("filter[actor]=" + FACILITATOR)).containsExactly("enrolments/1");
      assertThat(targets("filter[subject]=" + LEADER)).containsExactly("teams/7", "enrolments/1");
      assertThat(targets("filter[action]=team.joined")).containsExactly("teams/7");
      assertThat(targets("filter[target]=enrolments/1")).containsExactly("enrolments/1");
      assertThat(targets("filter[target]=enrolments/1&filter[actor]=" + LEADER)).isEmpty();
      assertThat(targets("filter[from]=" + NOW.plusMillis(1))).containsExactly("teams/7");
      assertThat(targets("filter[to]=" + NOW.plusMillis(1))).containsExactly("enrolments/1");
      assertThat(targets("page[size]=1")).containsExactly("teams/7");
    }

    @Test
    void allOfItIsReadInTheOrderOfWritingSliceBySlice() {
      for (int i = 0; i < 7; i++) {
        append(
            AuditEvent.byOneself(
                LEADER, Roles.LEADER, "team.joined", Purpose.PARTICIPATION, "teams/" + i));
        clock.advance(Duration.ofMinutes(1));
      }

      assertThat(slices("", 3))
          .containsExactly(
              "teams/0", "teams/1", "teams/2", "teams/3", "teams/4", "teams/5", "teams/6");
      assertThat(slices("filter[from]=" + NOW.plus(Duration.ofMinutes(4)), 2))
          .containsExactly("teams/4", "teams/5", "teams/6");
      assertThat(slices("filter[from]=" + NOW.plus(Duration.ofHours(1)), 2)).isEmpty();
      assertThat(slices("filter[target]=teams/3", 1)).containsExactly("teams/3");
    }

    private List<String> targets(String query) {
      return database
          .transactions()
          .inTransaction(manager -> trail.list(manager, AuditQuery.parse(encoded(query))))
          .stream()
          .map(line -> line.event().target())
          .toList();
    }

    private List<String> slices(String query, int size) {
      List<String> read = new ArrayList<>();
      long last = 0;
      List<AuditTrail.Line> slice = slice(query, last, size);
      while (!slice.isEmpty()) {
        for (AuditTrail.Line line : slice) {
          read.add(line.event().target());
          last = line.number();
        }
        slice = slice(query, last, size);
      }
      return read;
    }

    private List<AuditTrail.Line> slice(String query, long last, int size) {
      return database
          .transactions()
          .inTransaction(
              manager -> trail.after(manager, AuditQuery.parse(encoded(query)), last, size));
    }

    void append(AuditEvent event) {
      database
          .transactions()
          .inTransaction(
              manager -> {
                log.append(manager, event);
                return event;
              });
    }

    int execute(String sql) {
      return database
          .transactions()
          .inTransaction(manager -> manager.createNativeQuery(sql).executeUpdate());
    }

    @SuppressWarnings("unchecked")
    List<Object[]> rows() {
      return database
          .transactions()
          .inTransaction(
              manager ->
                  manager
                      .createNativeQuery(
                          "select occurred_at, actor, role, action, purpose, subject, target"
                              + " from audit_event order by id")
                      .getResultList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Facilitator|attendance.recorded|participation|enrolments/1",
        "service|attendance.recorded|participation|enrolments/1",
        "facilitator|attendance|participation|enrolments/1",
        "facilitator|Attendance.Recorded|participation|enrolments/1",
        "facilitator|attendance.recorded|' '|enrolments/1",
        "facilitator|attendance.recorded|participation|enrolments",
      })
  void anEventThatIsNotOneIsAFaultOfOurs(
      String role, String action, String purpose, String target) {
    assertThatThrownBy(
            () ->
                new AuditEvent(
                    Optional.of(FACILITATOR), role, action, purpose, Optional.empty(), target))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String encoded(String query) {
    return query.replace("[", "%5B").replace("]", "%5D").replace(":", "%3A");
  }

  private static AuditEvent event() {
    return new AuditEvent(
        Optional.of(FACILITATOR),
        Roles.FACILITATOR,
        "attendance.recorded",
        Purpose.PARTICIPATION,
        Optional.of(LEADER),
        "enrolments/1");
  }
}
