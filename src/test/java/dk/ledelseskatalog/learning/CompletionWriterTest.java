package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class CompletionWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final EntryId MASTERCLASS =
      new EntryId("masterclasses", "eksempel-tillid-og-opfoelgning");
  private static final UUID PERSON = UUID.fromString("7f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10");
  private static final Recorder FACILITATOR =
      new Recorder(UUID.fromString("8f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10"), Roles.FACILITATOR);

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
    private final UUID registration = UUID.randomUUID();
    private final SettableClock clock = new SettableClock(NOW);
    private LearningService service;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new LearningService(catalogue, settings, clock);
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void attendanceThatIsPutRightAndRightAgainCompletesUnderTheNextOrdinal() throws Exception {
      Completion first = record().completion();
      Correction correction = voidStanding().orElseThrow();
      Completion second = record().completion();

      assertThat(first.ordinal()).isEqualTo(1);
      assertThat(second.ordinal()).isEqualTo(2);
      assertThat(reload(first).isVoided()).isTrue();
      assertThat(reload(second).isVoided()).isFalse();
      assertThat(reload(correction).completion()).isEqualTo(first.id());
      assertThat(reload(correction).replacement()).contains(second.id());

      List<JsonNode> statements = service.statements();
      assertThat(statements)
          .extracting(statement -> statement.at("/verb/id").textValue().replaceFirst(".*/", ""))
          .containsExactly("completed", "voided", "completed");
      assertThat(statements.get(1).at("/object/id")).isEqualTo(statements.get(0).get("id"));
      assertThat(statements).extracting(statement -> statement.get("id")).doesNotHaveDuplicates();
      assertThat(statements)
          .extracting(statement -> statement.at("/context/registration").textValue())
          .containsOnly(registration.toString());
    }

    @Test
    void whatStandsIsNotRecordedASecondTime() throws Exception {
      Completion first = record().completion();

      CompletionWriter.Written again = record();

      assertThat(again.created()).isFalse();
      assertThat(again.completion().id()).isEqualTo(first.id());
      assertThat(service.statements()).hasSize(1);
    }

    @Test
    void theRegistrationOfSomebodyElseIsRefusedEvenIfItsCompletionIsVoided() throws Exception {
      var unused = record();
      UUID other = UUID.randomUUID();

      assertThatThrownBy(() -> record(other)).isInstanceOf(JsonApiException.class);
      var unusedToo = voidStanding();
      assertThatThrownBy(() -> record(other)).isInstanceOf(JsonApiException.class);

      assertThat(service.rows("completion")).isEqualTo(1);
    }

    @Test
    void nothingIsVoidedWhereNothingStands() throws Exception {
      assertThat(voidStanding()).isEmpty();
      var unused = record();
      assertThat(voidStanding()).isPresent();
      assertThat(voidStanding()).isEmpty();

      assertThat(service.statements()).hasSize(2);
      assertThat(service.rows("correction")).isEqualTo(1);
    }

    @Test
    void tenWhoVoidTheSameAtOnceVoidItOnce() throws Exception {
      var unused = record();

      List<Optional<Correction>> voided = AtOnce.run(Collections.nCopies(10, this::voidStanding));

      assertThat(voided.stream().flatMap(Optional::stream)).hasSize(1);
      assertThat(service.statements()).hasSize(2);
    }

    @Test
    void tenWhoRecordAfterAVoidingRecordItOnce() throws Exception {
      var unused = record();
      var unusedToo = voidStanding();

      List<CompletionWriter.Written> written =
          AtOnce.run(Collections.nCopies(10, (Callable<CompletionWriter.Written>) this::record));

      assertThat(written).filteredOn(CompletionWriter.Written::created).hasSize(1);
      assertThat(service.rows("completion")).isEqualTo(2);
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void whoFollowsTheCompletionsReadsAVoidedOneAnew() throws Exception {
      Completion completion = record().completion();
      long read = service.order.number();

      var unused = voidStanding();

      assertThat(service.order.number()).isGreaterThan(read);
      assertThat(service.position(completion)).isGreaterThan(read);
    }

    @Test
    void theAuditLogSaysWhoDidItToWhom() throws Exception {
      Completion completion = record().completion();
      var unused = voidStanding();

      assertThat(service.audit())
          .containsExactly(
              "8f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10 facilitator completion.recorded"
                  + " learning-record 7f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10 completions/"
                  + completion.id(),
              "8f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10 facilitator completion.voided"
                  + " correction 7f8f2ab3-6f4c-4a51-9d3f-0f1f6f6c2a10 completions/"
                  + completion.id());
    }

    private CompletionWriter.Written record() {
      return record(PERSON);
    }

    private CompletionWriter.Written record(UUID person) {
      try (Catalogue.Lease lease = catalogue.acquire()) {
        LearningActivity activity =
            LearningActivity.of(
                lease.snapshot(), lease.snapshot().entry(MASTERCLASS).orElseThrow());
        return service.transactions.inTransactionRetryingRaces(
            manager ->
                service.writer.record(
                    manager,
                    Accomplishment.alone(
                        person, registration, activity, NOW, Optional.of(Duration.ofMinutes(90))),
                    FACILITATOR));
      }
    }

    private Optional<Correction> voidStanding() {
      return service.transactions.inTransactionRetryingRaces(
          manager ->
              service.writer.voidStanding(
                  manager, registration, CorrectionReason.ATTENDANCE_CORRECTED, FACILITATOR));
    }

    private Completion reload(Completion completion) {
      return service.transactions.inTransaction(
          manager -> manager.find(Completion.class, completion.id().toString()));
    }

    private Correction reload(Correction correction) {
      return service.transactions.inTransaction(
          manager -> manager.find(Correction.class, correction.id().toString()));
    }
  }
}
