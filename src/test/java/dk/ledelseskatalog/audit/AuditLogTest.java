package dk.ledelseskatalog.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
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
    private final AuditLog log = new AuditLog(new SettableClock(NOW));
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
