package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

class CorrectionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final EntryId REFLECTION = new EntryId("reflections", "paa-fast-grund");
  private static final EntryId MASTERCLASS =
      new EntryId("masterclasses", "eksempel-tillid-og-opfoelgning");
  private static final Person LEADER = person("1", Roles.LEADER);
  private static final Person OTHER = person("2", Roles.LEADER);
  private static final Person NEWCOMER = person("new", Roles.LEADER);
  private static final Person FACILITATOR = person("f", Roles.FACILITATOR);
  private static final Person ADMINISTRATOR = person("a", Roles.ADMINISTRATOR);
  private static final Person PLATFORM = person("p", Roles.PLATFORM);

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
    private LearningService service;
    private Completion wrong;

    @BeforeEach
    void completeByMistake(DatabaseSettings settings) throws Exception {
      service = new LearningService(catalogue, settings, clock);
      wrong = complete(LEADER);
      clock.advance(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void aLeaderTakesBackWhatTheyDidNotDo() throws Exception {
      Corrections.Corrected corrected = service.corrections.correct(LEADER, mistake(wrong.id()));

      assertThat(corrected.created()).isTrue();
      assertThat(corrected.correction().state()).contains(State.PENDING);
      Correction correction = corrected.correction().correction();
      assertThat(correction.correctedAs()).isEqualTo(Roles.LEADER);
      assertThat(correction.replacement()).isEmpty();
      TrackedCompletion voided = completion(wrong.id());
      assertThat(voided.completion().isVoided()).isTrue();
      assertThat(voided.voiding().map(Correction::id)).contains(correction.id());
      assertThat(service.nudges).hasValue(2);

      List<JsonNode> statements = service.statements();
      assertThat(statements).hasSize(2);
      JsonNode voiding = statements.get(1);
      assertThat(voiding.path("id").textValue()).isEqualTo(correction.statement().toString());
      assertThat(voiding.at("/verb/id").textValue())
          .isEqualTo("http://adlnet.gov/expapi/verbs/voided");
      assertThat(voiding.at("/object/objectType").textValue()).isEqualTo("StatementRef");
      assertThat(voiding.at("/object/id")).isEqualTo(statements.get(0).path("id"));
      assertThat(voiding.path("actor")).isEqualTo(statements.get(0).path("actor"));
      assertThat(voiding.path("context").has("revision")).isFalse();
    }

    @Test
    void theRightTimeIsSaidAnewAndBothAreTraceable() throws Exception {
      Instant right = NOW.minus(Duration.ofHours(20));

      Correction correction = correct(LEADER, saying(Optional.of(right), Optional.empty()));

      UUID replacement = correction.replacement().orElseThrow();
      TrackedCompletion anew = completion(replacement);
      assertThat(anew.completion().completedAt()).isEqualTo(right);
      assertThat(anew.completion().duration()).isEqualTo(wrong.duration());
      assertThat(anew.completion().registration()).isEqualTo(wrong.registration());
      assertThat(anew.completion().release()).isEqualTo(wrong.release());
      assertThat(anew.completion().ordinal()).isEqualTo(2);
      assertThat(anew.completion().isVoided()).isFalse();
      assertThat(anew.origin().map(Correction::completion)).contains(wrong.id());
      assertThat(completion(wrong.id()).voiding().flatMap(Correction::replacement))
          .contains(replacement);

      List<JsonNode> statements = service.statements();
      assertThat(statements).hasSize(3);
      assertThat(statements.get(2).path("id")).isNotEqualTo(statements.get(0).path("id"));
      assertThat(statements.get(2).path("timestamp").textValue()).isEqualTo(right.toString());
      assertThat(statements.get(2).path("context")).isEqualTo(statements.get(0).path("context"));
    }

    @Test
    void whatTookAnothersPlaceCanBeCorrectedToo() throws Exception {
      UUID second =
          correct(LEADER, saying(Optional.empty(), Optional.of(Duration.ofMinutes(5))))
              .replacement()
              .orElseThrow();

      UUID third =
          correct(LEADER, saying(second, Optional.empty(), Optional.of(Duration.ofMinutes(6))))
              .replacement()
              .orElseThrow();

      assertThat(completion(third).completion().ordinal()).isEqualTo(3);
      assertThat(completion(second).completion().isVoided()).isTrue();
      assertThat(completion(second).origin().map(Correction::completion)).contains(wrong.id());
      assertThat(service.statements())
          .extracting(statement -> statement.path("id").textValue())
          .hasSize(5)
          .doesNotHaveDuplicates();
    }

    @Test
    void theSameAskedAgainIsAnsweredWithWhatBecameOfItEvenWhenItIsTooLate() throws Exception {
      CorrectionRequest request =
          saying(Optional.of(clock.instant().plusSeconds(30)), Optional.of(Duration.ZERO));
      Corrections.Corrected first = service.corrections.correct(LEADER, request);
      clock.advance(Duration.ofDays(90));

      Corrections.Corrected again = service.corrections.correct(LEADER, request);

      assertThat(first.created()).isTrue();
      assertThat(again.created()).isFalse();
      assertThat(again.correction().correction().id())
          .isEqualTo(first.correction().correction().id());
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void aSecondCorrectionOfAnotherKindIsRefused() throws Exception {
      Correction first = correct(LEADER, mistake(wrong.id()));

      ErrorObject error = refused(LEADER, saying(Optional.of(NOW), Optional.empty()));

      assertThat(error.status()).isEqualTo(409);
      assertThat(error.code()).isEqualTo("already-corrected");
      assertThat(error.en()).contains(first.id().toString());
      assertThat(service.statements()).hasSize(2);
    }

    @Test
    void ofTwentyCorrectionsAtOnceOneWins() throws Exception {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Duration right = Duration.ofMinutes(20 + i);
        all.add(
            () -> {
              try {
                return service
                    .corrections
                    .correct(LEADER, saying(Optional.empty(), Optional.of(right)))
                    .created();
              } catch (JsonApiException e) {
                assertThat(e.errors().get(0).code()).isEqualTo("already-corrected");
                return false;
              }
            });
      }

      List<Boolean> won = AtOnce.run(all);

      assertThat(won).containsOnlyOnce(true);
      assertThat(service.rows("correction")).isEqualTo(1);
      assertThat(service.rows("completion")).isEqualTo(2);
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void tenEqualCorrectionsAtOnceAreOne() throws Exception {
      List<Corrections.Corrected> answers =
          AtOnce.run(
              Collections.nCopies(
                  10,
                  () ->
                      service.corrections.correct(
                          LEADER, saying(Optional.of(NOW.minusSeconds(9)), Optional.empty()))));

      assertThat(answers).filteredOn(Corrections.Corrected::created).hasSize(1);
      assertThat(answers.stream().map(answer -> answer.correction().correction().id()).distinct())
          .hasSize(1);
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void afterTheWindowNobodyCorrectsItAndACorrectionDoesNotProlongIt() throws Exception {
      clock.advance(LearningService.CORRECTION_WINDOW.minus(Duration.ofDays(1)));
      UUID replacement =
          correct(LEADER, saying(Optional.empty(), Optional.of(Duration.ofMinutes(5))))
              .replacement()
              .orElseThrow();
      clock.advance(Duration.ofMillis(1));

      for (Person person : List.of(LEADER, FACILITATOR, ADMINISTRATOR)) {
        ErrorObject error = refused(person, mistake(replacement));
        assertThat(error.status()).isEqualTo(403);
        assertThat(error.code()).isEqualTo("correction-window-closed");
      }
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void facilitatorsAndAdministratorsCorrectAndTheAuditLogSaysSo() throws Exception {
      Completion another = complete(OTHER);

      assertThat(correct(FACILITATOR, mistake(wrong.id())).correctedAs())
          .isEqualTo(Roles.FACILITATOR);
      assertThat(correct(ADMINISTRATOR, mistake(another.id())).correctedAs())
          .isEqualTo(Roles.ADMINISTRATOR);

      assertThat(service.audit())
          .filteredOn(event -> event.contains("completion.voided"))
          .hasSize(2)
          .anyMatch(event -> event.contains(" facilitator completion.voided correction "))
          .anyMatch(event -> event.endsWith(wrong.person() + " completions/" + wrong.id()));
    }

    @Test
    void nobodyElseCorrectsItOrLearnsThatItIsThere() throws Exception {
      ErrorObject unknown = refused(LEADER, mistake(UUID.randomUUID()));

      assertThat(unknown.status()).isEqualTo(404);
      for (Person person : List.of(OTHER, PLATFORM, NEWCOMER)) {
        assertThat(refused(person, mistake(wrong.id()))).isEqualTo(unknown);
      }
      assertThat(service.rows("person")).isEqualTo(1);
      assertThat(completion(wrong.id()).completion().isVoided()).isFalse();
    }

    @Test
    void whatIsNotOtherwiseOrNotYetIsRefusedAndNothingIsWritten() throws Exception {
      assertThat(refused(LEADER, saying(Optional.of(wrong.completedAt()), wrong.duration())).code())
          .isEqualTo("nothing-to-correct");
      Instant tooFar = clock.instant().plus(Completions.SKEW).plusMillis(1);
      assertThat(refused(LEADER, saying(Optional.of(tooFar), Optional.empty())).code())
          .isEqualTo("completed-in-the-future");

      assertThat(service.statements()).hasSize(1);
      assertThat(service.rows("correction")).isZero();
    }

    @Test
    void aMasterclassIsPutRightByItsAttendance() throws Exception {
      UUID attended = service.completed(wrong.person(), MASTERCLASS);

      ErrorObject error = refused(LEADER, mistake(attended));

      assertThat(error.status()).isEqualTo(422);
      assertThat(error.code()).isEqualTo("corrected-by-attendance");
      assertThat(completion(attended).completion().isVoided()).isFalse();
    }

    @Test
    void theRegistrationAgainIsAnsweredWithWhatBecameOfIt() throws Exception {
      UUID replacement =
          correct(LEADER, saying(Optional.empty(), Optional.of(Duration.ofMinutes(5))))
              .replacement()
              .orElseThrow();

      Completions.Recorded again =
          service.completions.record(
              LEADER,
              new CompletionRequest(
                  REFLECTION,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(wrong.registration())));

      assertThat(again.created()).isFalse();
      assertThat(again.completion().completion().id()).isEqualTo(replacement);
      assertThat(service.statements()).hasSize(3);
    }

    @Test
    void aLeaderSeesTheCorrectionsOfTheirOwnAndOthersAll() throws Exception {
      Correction mine = correct(LEADER, mistake(wrong.id()));
      clock.advance(Duration.ofMillis(1));
      Completion another = complete(OTHER);
      Correction theirs = correct(FACILITATOR, mistake(another.id()));

      assertThat(ids(LEADER, Optional.empty())).containsExactly(mine.id());
      assertThat(ids(LEADER, Optional.of(another.id()))).isEmpty();
      assertThat(ids(NEWCOMER, Optional.empty())).isEmpty();
      for (Person person : List.of(FACILITATOR, PLATFORM, ADMINISTRATOR)) {
        assertThat(ids(person, Optional.empty())).containsExactly(theirs.id(), mine.id());
        assertThat(ids(person, Optional.of(wrong.id()))).containsExactly(mine.id());
        assertThat(service.corrections.find(person, theirs.id())).isPresent();
      }
      assertThat(service.corrections.find(LEADER, mine.id())).isPresent();
      assertThat(service.corrections.find(LEADER, theirs.id())).isEmpty();
      assertThat(service.corrections.find(NEWCOMER, mine.id())).isEmpty();
      assertThat(service.corrections.find(ADMINISTRATOR, UUID.randomUUID())).isEmpty();
    }

    private Completion complete(Person person) {
      return service
          .completions
          .record(
              person,
              new CompletionRequest(
                  REFLECTION,
                  Optional.empty(),
                  Optional.of(Duration.ofMinutes(10)),
                  Optional.of(UUID.randomUUID())))
          .completion()
          .completion();
    }

    private TrackedCompletion completion(UUID id) {
      return service.completions.find(PLATFORM, id).orElseThrow();
    }

    private Correction correct(Person person, CorrectionRequest request) {
      return service.corrections.correct(person, request).correction().correction();
    }

    private ErrorObject refused(Person person, CorrectionRequest request) {
      return catchThrowableOfType(JsonApiException.class, () -> correct(person, request))
          .errors()
          .get(0);
    }

    private CorrectionRequest saying(Optional<Instant> at, Optional<Duration> duration) {
      return saying(wrong.id(), at, duration);
    }

    private CorrectionRequest saying(
        UUID completion, Optional<Instant> at, Optional<Duration> duration) {
      return new CorrectionRequest(completion, CorrectionReason.WRONG_TIME, at, duration);
    }

    private List<UUID> ids(Person person, Optional<UUID> completion) {
      return service.corrections.list(person, completion, 0, 100).corrections().stream()
          .map(tracked -> tracked.correction().id())
          .toList();
    }
  }

  private static CorrectionRequest mistake(UUID completion) {
    return new CorrectionRequest(
        completion, CorrectionReason.MISTAKE, Optional.empty(), Optional.empty());
  }

  private static Person person(String subject, String role) {
    return new Person("https://issuer.example", subject, Set.of(role));
  }
}
