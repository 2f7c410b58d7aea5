package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.EnrolmentStatus.ATTENDED;
import static dk.ledelseskatalog.masterclass.EnrolmentStatus.ENROLLED;
import static dk.ledelseskatalog.masterclass.EnrolmentStatus.NO_SHOW;
import static dk.ledelseskatalog.masterclass.MasterclassService.ALL;
import static dk.ledelseskatalog.masterclass.MasterclassService.ANY;
import static dk.ledelseskatalog.masterclass.MasterclassService.FACILITATOR;
import static dk.ledelseskatalog.masterclass.MasterclassService.PLATFORM;
import static dk.ledelseskatalog.masterclass.MasterclassService.WINDOW;
import static dk.ledelseskatalog.masterclass.MasterclassService.leader;
import static dk.ledelseskatalog.masterclass.MasterclassService.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.LearningService;
import dk.ledelseskatalog.masterclass.AttendanceReport.Effect;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.webhooks.Subscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class AttendancesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final Duration TO_THE_END = Duration.ofDays(1).plusHours(2);
  private static final Person ANNE = leader("anne");
  private static final Person BO = leader("bo");

  private static Catalogue catalogue;

  @BeforeAll
  static void publish(@TempDir Path folder) throws Exception {
    catalogue =
        LearningService.catalogue(DatabaseSettings.embeddedIn(folder), new SettableClock(NOW));
  }

  @AfterAll
  static void retire() {
    catalogue.close();
  }

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Contract {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Contract {}

  abstract static class Contract {
    private final SettableClock clock = new SettableClock(NOW);
    private MasterclassService service;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new MasterclassService(catalogue, settings, clock);
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void attendingOneSessionCompletesAMasterclassThatAsksForAny() throws Exception {
      Session session = service.plan(ANY, 5);
      service.plan(ANY, 5);
      EnrolmentView anne = service.signUp(ANNE, session);
      clock.advance(TO_THE_END.plusHours(1));

      EnrolmentView after = service.attendance(anne, ATTENDED);

      assertThat(after.enrolment().status()).isEqualTo(ATTENDED);
      assertThat(service.verbs()).containsExactly("registered", "attended", "completed");
      JsonNode attended = service.statements().get(1);
      assertThat(attended.at("/object/id").asText())
          .isEqualTo("https://ledelse.example.dk/xapi/activities/sessions/" + ANY + "-2026-11-24");
      assertThat(attended.at("/object/definition/name/da").asText())
          .isEqualTo("Eksempel: Tillid og opfølgning, 24. november 2026");
      assertThat(attended.at("/context/contextActivities/parent/0/id").asText())
          .isEqualTo("https://ledelse.example.dk/xapi/activities/masterclasses/" + ANY);
      assertThat(attended.at("/result/duration").asText()).isEqualTo("PT2H");
      assertThat(attended.path("timestamp").asText()).isEqualTo("2026-11-24T11:00:00.123Z");
      JsonNode completed = service.statements().get(2);
      assertThat(completed.at("/object/id"))
          .isEqualTo(attended.at("/context/contextActivities/parent/0/id"));
      assertThat(completed.at("/context/registration"))
          .isEqualTo(attended.at("/context/registration"));
      assertThat(completed.path("timestamp")).isEqualTo(attended.path("timestamp"));
      assertThat(service.rows("completion")).isEqualTo(1);
    }

    @Test
    void whoAskedIsToldOfAttendanceAndOfWhatFollowsFromIt() throws Exception {
      Subscriber subscriber = new Subscriber(service.database.transactions());
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END.plusHours(1));

      service.attendance(anne, ATTENDED);
      service.attendance(anne, ATTENDED);
      service.attendance(anne, NO_SHOW);

      assertThat(subscriber.events())
          .containsExactly(
              "attendance.recorded",
              "completion.recorded",
              "attendance.recorded",
              "completion.voided");
      assertThat(subscriber.told().get(0).at("/data/links/enrolment").asText())
          .isEqualTo("https://ledelse.example.dk/api/enrolments/" + anne.enrolment().id());
      assertThat(subscriber.told().toString())
          .doesNotContain(anne.enrolment().person().toString(), anne.enrolment().ticket());
    }

    @Test
    void attendanceDuringTheSessionIsNotSaidOfTheFuture() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(Duration.ofDays(1).plusMinutes(10));

      service.attendance(anne, ATTENDED);

      assertThat(service.statements().get(1).path("timestamp").asText())
          .isEqualTo(clock.instant().toString());
    }

    @Test
    void whoDoesNotComeIsANoShowAndHasNotCompleted() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);

      service.attendance(anne, NO_SHOW);

      assertThat(service.verbs()).containsExactly("registered", "no-show");
      assertThat(service.rows("completion")).isZero();
    }

    @Test
    void allSessionsMustBeAttendedWhereAllAreAskedForAndCancelledOnesDoNotCount() throws Exception {
      Session one = service.plan(ALL, 5);
      Session two = service.plan(ALL, 5);
      Session three = service.plan(ALL, 5);
      EnrolmentView first = service.signUp(ANNE, one);
      EnrolmentView second = service.signUp(ANNE, two);
      clock.advance(TO_THE_END);

      service.attendance(first, ATTENDED);
      service.attendance(second, ATTENDED);
      assertThat(service.verbs()).containsExactly("registered", "attended", "attended");

      service.change(three, "{\"status\": \"cancelled\"}");

      assertThat(service.verbs())
          .containsExactly("registered", "attended", "attended", "completed");
      assertThat(service.statements().get(3).at("/result/duration").asText()).isEqualTo("PT4H");
    }

    @Test
    void aSessionPlannedLaterDoesNotUndoACompletion() throws Exception {
      EnrolmentView first = service.signUp(ANNE, service.plan(ALL, 5));
      clock.advance(TO_THE_END);
      service.attendance(first, ATTENDED);
      service.plan(ALL, 5);

      assertThat(service.verbs()).containsExactly("registered", "attended", "completed");
    }

    @Test
    void aWrongAttendanceIsVoidedAndTheRightOneSaid() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);
      service.attendance(anne, ATTENDED);
      clock.advance(Duration.ofMinutes(1));

      EnrolmentView after = service.attendance(anne, NO_SHOW);

      assertThat(service.verbs())
          .containsExactly("registered", "attended", "completed", "voided", "no-show", "voided");
      List<JsonNode> statements = service.statements();
      assertThat(statements.get(3).at("/object/id")).isEqualTo(statements.get(1).path("id"));
      assertThat(statements.get(5).at("/object/id")).isEqualTo(statements.get(2).path("id"));
      assertThat(after.attendances()).hasSize(2);
      assertThat(after.attendances().get(0).voidingStatement().orElseThrow().toString())
          .isEqualTo(statements.get(3).path("id").asText());
    }

    @Test
    void whatIsSaidAgainAfterAVoidingHasAnIdOfItsOwn() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);
      for (EnrolmentStatus status :
          List.of(ATTENDED, NO_SHOW, ATTENDED, ENROLLED, ATTENDED, NO_SHOW)) {
        service.attendance(anne, status);
      }

      List<String> ids =
          service.statements().stream().map(statement -> statement.path("id").asText()).toList();
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(service.verbs().stream().filter("attended"::equals)).hasSize(3);
      assertThat(service.verbs().stream().filter("completed"::equals)).hasSize(3);
      assertThat(service.verbs().stream().filter("voided"::equals)).hasSize(7);
    }

    @Test
    void recordingTheSameAgainSaysNothing() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);
      service.attendance(anne, ATTENDED);

      service.attendance(anne, ATTENDED);

      assertThat(service.verbs()).containsExactly("registered", "attended", "completed");
    }

    @Test
    void afterItsWindowAttendanceStands() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);
      service.attendance(anne, ATTENDED);
      clock.advance(WINDOW);
      service.attendance(anne, NO_SHOW);
      clock.advance(Duration.ofMillis(1));

      assertThat(refused(() -> service.attendance(anne, ATTENDED)))
          .matches(error -> error.status() == 409)
          .matches(error -> error.code().equals("correction-too-late"));
      assertThat(service.attendance(anne, NO_SHOW).enrolment().status()).isEqualTo(NO_SHOW);
    }

    @Test
    void aFurtherSessionAfterTheCompletionBelongsToANewRegistration() throws Exception {
      Session first = service.plan(ANY, 5);
      EnrolmentView before = service.signUp(ANNE, first);
      clock.advance(TO_THE_END);
      service.attendance(before, ATTENDED);

      EnrolmentView again = service.signUp(ANNE, service.plan(ANY, 5));

      assertThat(again.enrolment().registration()).isNotEqualTo(before.enrolment().registration());
      assertThat(service.verbs())
          .containsExactly("registered", "attended", "completed", "registered");
      clock.advance(TO_THE_END);
      service.attendance(again, ATTENDED);
      assertThat(service.rows("completion")).isEqualTo(2);
    }

    @Test
    void attendanceIsRecordedByAFacilitatorOfASessionThatHasBegunOfSomebodyWithAPlace() {
      Session session = service.plan(ANY, 1);
      EnrolmentView anne = service.signUp(ANNE, session);
      EnrolmentView bo = service.signUp(BO, session);

      assertThat(refused(() -> service.attendance(anne, ATTENDED)).code())
          .isEqualTo("session-not-begun");
      clock.advance(TO_THE_END);
      assertThat(refused(() -> service.attendance(bo, ATTENDED)).code()).isEqualTo("no-place");
      assertThat(refused(() -> service.attendances.record(ANNE, anne.enrolment().id(), ATTENDED)))
          .matches(error -> error.status() == 403);
      assertThat(refused(() -> service.attendances.record(BO, anne.enrolment().id(), ATTENDED)))
          .matches(error -> error.status() == 404);
    }

    @Test
    void aListRecordsEverybodyOnIt() throws Exception {
      Session session = service.plan(ANY, 3);
      EnrolmentView anne = service.signUp(ANNE, session);
      EnrolmentView bo = service.signUp(BO, session);
      EnrolmentView carl = service.signUp(leader("carl"), session);
      clock.advance(TO_THE_END);
      service.attendance(carl, ATTENDED);

      AttendanceReport report =
          service.attendance(
              session,
              "\uFEFFstatus;enrolment\r\nattended;"
                  + anne.enrolment().ticket().toLowerCase(Locale.ROOT)
                  + "\r\nno-show;\""
                  + bo.enrolment().id()
                  + "\"\r\n\r\nattended;"
                  + carl.enrolment().ticket()
                  + "\r\n",
              false);

      assertThat(report.rows()).extracting(AttendanceReport.Row::line).containsExactly(2, 3, 5);
      assertThat(report.rows())
          .extracting(AttendanceReport.Row::changed)
          .containsExactly(true, true, false);
      assertThat(report.rows())
          .extracting(AttendanceReport.Row::completion)
          .containsExactly(Effect.RECORDED, Effect.NONE, Effect.NONE);
      assertThat(service.status(anne.enrolment().id())).isEqualTo(ATTENDED);
      assertThat(service.status(bo.enrolment().id())).isEqualTo(NO_SHOW);
    }

    @Test
    void aDryRunTellsWhatAListWouldDoAndChangesNothing() throws Exception {
      Session session = service.plan(ANY, 3);
      EnrolmentView anne = service.signUp(ANNE, session);
      clock.advance(TO_THE_END);
      String csv = "enrolment,status\n" + anne.enrolment().ticket() + ",attended\n";
      int audited = service.rows("audit_event");

      AttendanceReport dry = service.attendance(session, csv, true);

      assertThat(dry.dryRun()).isTrue();
      assertThat(service.status(anne.enrolment().id())).isEqualTo(ENROLLED);
      assertThat(service.verbs()).containsExactly("registered");
      assertThat(service.rows("completion")).isZero();
      assertThat(service.rows("audit_event")).isEqualTo(audited);
      assertThat(service.attendance(session, csv, false).rows()).isEqualTo(dry.rows());
    }

    @Test
    void eachBadLineIsToldAndNothingIsChanged() throws Exception {
      Session session = service.plan(ANY, 1);
      EnrolmentView anne = service.signUp(ANNE, session);
      EnrolmentView bo = service.signUp(BO, session);
      EnrolmentView elsewhere = service.signUp(BO, service.plan(ANY, 1));
      clock.advance(TO_THE_END);

      List<ErrorObject> errors =
          catchThrowableOfType(
                  JsonApiException.class,
                  () ->
                      service.attendance(
                          session,
                          "enrolment,status\n"
                              + anne.enrolment().id()
                              + ",attended\n"
                              + elsewhere.enrolment().id()
                              + ",attended\n"
                              + anne.enrolment().ticket()
                              + ",no-show\n"
                              + bo.enrolment().id()
                              + ",attended\n",
                          false))
              .errors();

      assertThat(errors)
          .extracting(ErrorObject::code)
          .containsExactly("unknown-enrolment", "repeated-row", "no-place");
      assertThat(errors)
          .extracting(error -> error.meta().path("line").asInt())
          .containsExactly(3, 4, 5);
      assertThat(errors).allMatch(error -> error.status() == 422);
      assertThat(errors.get(0).da()).startsWith("Linje 3: ");
      assertThat(service.status(anne.enrolment().id())).isEqualTo(ENROLLED);
      assertThat(service.verbs()).containsExactly("registered", "registered");
    }

    @Test
    void aListLongerThanWhatIsInMemoryAtOnceIsRecordedWhole() throws Exception {
      Session session = service.plan(ANY, 120);
      StringBuilder csv = new StringBuilder("enrolment,status\n");
      for (int i = 0; i < 120; i++) {
        EnrolmentView one = service.signUp(leader("leader-" + i), session);

        csv.append(one.enrolment().id()).append(",attended\n");
      }
      clock.advance(TO_THE_END);

      service.attendance(session, csv.toString(), false);

      assertThat(service.rows("completion")).isEqualTo(120);
      assertThat(service.statements()).hasSize(360);
    }

    @Test
    void whatAFacilitatorDoesToSomebodyIsWrittenDown() throws Exception {
      EnrolmentView anne = service.signUp(ANNE, service.plan(ANY, 5));
      clock.advance(TO_THE_END);
      int before = service.rows("audit_event");

      service.attendance(anne, ATTENDED);
      assertThat(service.rows("audit_event where action = 'attendance.recorded'")).isEqualTo(1);
      service.attendance(anne, NO_SHOW);

      assertThat(
              service.rows(
                  "audit_event where action = 'attendance.corrected' and role = 'facilitator'"
                      + " and subject = '"
                      + anne.enrolment().person()
                      + "' and target = 'enrolments/"
                      + anne.enrolment().id()
                      + "'"))
          .isEqualTo(1);
      assertThat(service.rows("audit_event")).isGreaterThan(before + 2);
    }

    @Test
    void aSessionWithAttendanceIsNeitherMovedNorCancelled() {
      Session session = service.plan(ANY, 5);
      EnrolmentView anne = service.signUp(ANNE, session);
      clock.advance(TO_THE_END);
      service.attendance(anne, ATTENDED);

      for (String change :
          List.of(
              "{\"status\": \"cancelled\"}",
              "{\"startsAt\": \"2026-11-24T08:00:00Z\"}",
              "{\"endsAt\": \"2026-11-24T12:00:00Z\"}")) {
        assertThat(refused(() -> service.change(session, change)).code())
            .isEqualTo("attendance-recorded");
      }
      service.change(session, "{\"status\": \"held\", \"place\": \"Hundested\"}");
      assertThat(service.enrolments.find(PLATFORM, anne.enrolment().id())).isPresent();
      assertThat(service.enrolments.find(FACILITATOR, anne.enrolment().id())).isPresent();
    }
  }
}
