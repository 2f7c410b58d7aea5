package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.outbox.State;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.xapi.Examples;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final EntryId REFLECTION = new EntryId("reflections", "paa-fast-grund");
  private static final EntryId OTHER = new EntryId("reflections", "hvem-er-du-som-leder");
  private static final Person LEADER = leader("1");
  private static final Person PLATFORM = new Person("i", "platform", Set.of(Roles.PLATFORM));

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
    private Completions completions;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new LearningService(catalogue, settings, clock);
      completions = service.completions;
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void aCompletionItsPersonAndItsStatementAreWrittenTogether() throws Exception {
      Completions.Recorded recorded =
          completions.record(
              LEADER,
              new CompletionRequest(
                  REFLECTION,
                  Optional.of(NOW.minusSeconds(3600)),
                  Optional.of(Duration.ofMinutes(10)),
                  Optional.empty()));

      assertThat(recorded.created()).isTrue();
      assertThat(recorded.completion().state()).contains(State.PENDING);
      Completion completion = recorded.completion().completion();
      assertThat(completion.release()).isEqualTo(1);
      assertThat(completion.completedAt()).isEqualTo(NOW.minusSeconds(3600));
      assertThat(service.nudges).hasValue(1);
      assertThat(service.rows("person")).isEqualTo(1);
      assertThat(service.rows("completion")).isEqualTo(1);
      assertThat(
              service.rows(
                  "audit_event where action = 'completion.recorded' and actor = subject"
                      + " and role = 'leader' and subject = '%s' and target = 'completions/%s'"
                          .formatted(completion.person(), completion.id())))
          .isEqualTo(1);

      List<JsonNode> statements = service.statements();
      assertThat(statements).hasSize(1);
      JsonNode statement = statements.get(0);
      assertThat(statement.path("id").textValue()).isEqualTo(completion.statement().toString());
      assertThat(statement.at("/actor/account/name").textValue())
          .isEqualTo(completion.person().toString());
      assertThat(statement.path("timestamp").textValue()).isEqualTo("2026-11-23T08:00:00.123Z");
      assertThat(statement.at("/result/duration").textValue()).isEqualTo("PT10M");
      assertThat(statement.at("/result/completion").booleanValue()).isTrue();
      assertThat(statement.at("/object/definition/name/da").textValue())
          .isEqualTo("Hvornår er du som leder på fast grund?");
      assertThat(statement.at("/context/registration").textValue())
          .isEqualTo(completion.registration().toString());
      assertThat(statement.at("/context/revision").textValue()).isEqualTo("1");
      assertThat(statement.at("/context/contextActivities/parent/0/id").textValue())
          .endsWith("/themes/det-personlige-lederskab");
      assertThat(statement.at("/context/contextActivities/grouping/0/id").textValue())
          .endsWith("/catalogues/mod-tillid-og-helhed");
    }

    @Test
    void theStatementHoldsNothingOfThePersonButThePseudonym() throws Exception {
      Person person = new Person("https://issuer.example", "canary-7f3a", Set.of(Roles.LEADER));
      var recorded = completions.record(person, request(REFLECTION, Optional.empty()));

      assertThat(service.statements().toString())
          .doesNotContain("canary-7f3a")
          .doesNotContain("issuer.example")
          .contains(recorded.completion().completion().person().toString());
    }

    @Test
    void theSameRegistrationAgainIsTheSameCompletionAndMakesNoSecondStatement() throws Exception {
      CompletionRequest request = request(REFLECTION, Optional.of(UUID.randomUUID()));
      Completion first = completions.record(LEADER, request).completion().completion();
      clock.advance(Duration.ofMinutes(5));

      Completions.Recorded again = completions.record(LEADER, request);

      assertThat(again.created()).isFalse();
      assertThat(again.completion().state()).contains(State.PENDING);
      assertThat(again.completion().completion()).usingRecursiveComparison().isEqualTo(first);
      assertThat(service.statements()).hasSize(1);
      assertThat(service.nudges).hasValue(1);
    }

    @Test
    void aRegistrationGivenOutElsewhereCompletesNothingElse() throws Exception {
      CompletionRequest request = request(REFLECTION, Optional.of(LearningService.GIVEN_ELSEWHERE));

      JsonApiException refused =
          catchThrowableOfType(JsonApiException.class, () -> completions.record(LEADER, request));

      assertThat(refused.errors().get(0).status()).isEqualTo(409);
      assertThat(refused.errors().get(0).code()).isEqualTo("registration-taken");
      assertThat(service.rows("completion")).isZero();
    }

    @Test
    void withoutARegistrationDoingItAgainIsANewCompletion() throws Exception {
      var first = completions.record(LEADER, request(REFLECTION, Optional.empty()));
      var second = completions.record(LEADER, request(REFLECTION, Optional.empty()));

      assertThat(second.created()).isTrue();
      assertThat(second.completion().completion().registration())
          .isNotEqualTo(first.completion().completion().registration());
      assertThat(service.statements()).hasSize(2);
      assertThat(service.rows("person")).isEqualTo(1);
    }

    @Test
    void twentyEqualRequestsAtOnceMakeOneCompletion() throws Exception {
      for (int round = 0; round < 5; round++) {
        Person person = leader("round-" + round);
        CompletionRequest request = request(REFLECTION, Optional.of(UUID.randomUUID()));

        List<Completions.Recorded> answers =
            AtOnce.run(Collections.nCopies(20, () -> completions.record(person, request)));

        assertThat(answers.stream().filter(Completions.Recorded::created)).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.completion().completion().id()).distinct())
            .hasSize(1);
        assertThat(service.rows("completion")).isEqualTo(round + 1);
        assertThat(service.statements()).hasSize(round + 1);
        assertThat(service.rows("person")).isEqualTo(round + 1);
      }
    }

    @Test
    void ofTwentyPeopleWhoTakeOneRegistrationAtOnceOneGetsIt() throws Exception {
      CompletionRequest request = request(REFLECTION, Optional.of(UUID.randomUUID()));
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Person person = leader("rival-" + i);
        all.add(
            () -> {
              try {
                return completions.record(person, request).created() ? 201 : 200;
              } catch (JsonApiException e) {
                return e.errors().get(0).status();
              }
            });
      }

      List<Integer> answers = AtOnce.run(all);

      assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
      assertThat(service.rows("completion")).isEqualTo(1);
      assertThat(service.statements()).hasSize(1);
      assertThat(service.rows("person")).isEqualTo(1);
    }

    @Test
    void twentyPeopleAtOnceAreTwentyCompletions() throws Exception {
      List<Callable<Completions.Recorded>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Person person = leader("colleague-" + i);
        all.add(() -> completions.record(person, request(REFLECTION, Optional.empty())));
      }

      assertThat(AtOnce.run(all)).allMatch(Completions.Recorded::created);
      assertThat(service.statements()).hasSize(20);
    }

    @Test
    void theRegistrationOfSomebodyElseIsRefused() throws Exception {
      UUID registration = UUID.randomUUID();
      completions.record(leader("2"), request(REFLECTION, Optional.of(registration)));

      ErrorObject error = refused(request(REFLECTION, Optional.of(registration)));

      assertThat(error.status()).isEqualTo(409);
      assertThat(error.source().orElseThrow().value()).isEqualTo("/data/attributes/registration");
      assertThat(service.rows("person")).isEqualTo(1);
      assertThat(service.rows("completion")).isEqualTo(1);
    }

    @Test
    void theRegistrationOfAnotherActivityIsRefused() {
      UUID registration = UUID.randomUUID();
      completions.record(LEADER, request(REFLECTION, Optional.of(registration)));

      assertThat(refused(request(OTHER, Optional.of(registration))).status()).isEqualTo(409);
    }

    @Test
    void whatCannotBeCompletedIsRefusedAndNothingIsWritten() throws Exception {
      assertThat(refused(request(new EntryId("reflections", "findes-ikke"), Optional.empty())))
          .matches(error -> error.status() == 404 && error.code().equals("unknown-activity"));
      assertThat(refused(request(new EntryId("sessions", "x"), Optional.empty())).status())
          .isEqualTo(404);
      assertThat(refused(request(new EntryId("themes", "tillid"), Optional.empty())))
          .matches(error -> error.status() == 422)
          .matches(error -> error.da().contains("reflections"));
      assertThat(
              refused(
                  request(
                      new EntryId("masterclasses", "eksempel-tillid-og-opfoelgning"),
                      Optional.empty())))
          .matches(error -> error.status() == 422)
          .matches(error -> error.code().equals("completed-by-attendance"));

      assertThat(service.rows("person")).isZero();
      assertThat(service.rows("completion")).isZero();
      assertThat(service.rows("audit_event")).isZero();
      assertThat(service.statements()).isEmpty();
      assertThat(service.nudges).hasValue(0);
    }

    @Test
    void aDialogueIsCompletedByItsLeader() throws Exception {
      completions.record(
          LEADER,
          request(new EntryId("dialogues", "eksempel-helhed-i-lederteamet"), Optional.empty()));

      assertThat(service.statements().get(0).at("/object/id").textValue())
          .endsWith("/dialogues/eksempel-helhed-i-lederteamet");
    }

    @Test
    void everyActivityOfTheCatalogueMakesAStatementThatItsTemplateAllows() throws Exception {
      int activities = 0;
      try (Catalogue.Lease lease = catalogue.acquire()) {
        for (String type : List.of("reflections", "dialogues", "masterclasses")) {
          for (PublishedEntry entry : lease.snapshot().entries(type)) {
            var unused = service.completed(UUID.randomUUID(), entry.id());
            activities++;
          }
        }
      }

      assertThat(activities).isGreaterThan(10);
      assertThat(service.statements()).hasSize(activities);
    }

    @Test
    void aTemplateThatDoesNotMatchWritesNothingAndTheSameRequestIsRecordedOnceItDoes(
        DatabaseSettings settings) throws Exception {
      CompletionRequest request = request(REFLECTION, Optional.of(UUID.randomUUID()));
      try (LearningService broken =
          new LearningService(
              catalogue, settings, clock, Examples.factoryWithABrokenTemplate(clock))) {
        assertThatThrownBy(() -> broken.completions.record(LEADER, request))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("$.context.platform must not be there");
        assertThat(broken.rows("completion")).isZero();
        assertThat(broken.rows("person")).isZero();
        assertThat(broken.rows("audit_event")).isZero();
        assertThat(broken.statements()).isEmpty();
      }
      try (LearningService mended = new LearningService(catalogue, settings, clock)) {
        assertThat(mended.completions.record(LEADER, request).created()).isTrue();
        assertThat(mended.statements()).hasSize(1);
      }
    }

    @Test
    void aFutureTimeIsRefusedAndAClockAMinuteAheadIsNot() throws Exception {
      CompletionRequest tomorrow = at(NOW.plus(Duration.ofDays(1)));
      CompletionRequest tooFar = at(NOW.plus(Completions.SKEW).plusMillis(1));
      CompletionRequest ahead = at(NOW.plus(Completions.SKEW));

      assertThat(refused(tomorrow).status()).isEqualTo(422);
      assertThat(refused(tooFar).source().orElseThrow().value())
          .isEqualTo("/data/attributes/completedAt");
      assertThat(service.rows("person")).isZero();

      completions.record(LEADER, ahead);
      assertThat(service.statements().get(0).path("timestamp").textValue())
          .isEqualTo(NOW.toString());
    }

    @Test
    void aLeaderSeesTheirOwnAndThePlatformAll() {
      Completion mine = completed(LEADER, REFLECTION);
      Completion theirs = completed(leader("2"), REFLECTION);
      Completion mineToo = completed(LEADER, OTHER);

      assertThat(ids(LEADER, CompletionFilter.NONE)).containsExactly(mineToo.id(), mine.id());
      assertThat(ids(LEADER, filter("filter[activity]=reflections/paa-fast-grund")))
          .containsExactly(mine.id());
      assertThat(ids(leader("nobody"), CompletionFilter.NONE)).isEmpty();
      assertThat(ids(PLATFORM, CompletionFilter.NONE))
          .containsExactly(mineToo.id(), theirs.id(), mine.id());
      assertThat(ids(PLATFORM, filter("filter[activity]=reflections/paa-fast-grund")))
          .containsExactly(theirs.id(), mine.id());
      assertThat(completions.find(LEADER, mine.id())).isPresent();
      assertThat(completions.find(LEADER, theirs.id())).isEmpty();
      assertThat(completions.find(leader("nobody"), theirs.id())).isEmpty();
      assertThat(completions.find(PLATFORM, theirs.id())).isPresent();
      assertThat(completions.find(PLATFORM, UUID.randomUUID())).isEmpty();
    }

    @Test
    void readingStoresNobody() throws Exception {
      ids(LEADER, CompletionFilter.NONE);
      completions.find(LEADER, UUID.randomUUID());

      assertThat(service.rows("person")).isZero();
    }

    @Test
    void pagesAreNewestFirstAndMissNothing() {
      List<UUID> recorded = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        recorded.add(0, completed(LEADER, REFLECTION).id());
      }

      List<UUID> read = new ArrayList<>();
      for (int page = 1; page <= 3; page++) {
        Completions.Slice slice =
            completions.list(LEADER, CompletionFilter.NONE, new Page(page, 3));
        assertThat(slice.total()).isEqualTo(7);
        slice.completions().forEach(tracked -> read.add(tracked.completion().id()));
      }

      assertThat(read).isEqualTo(recorded);
      assertThat(completions.list(LEADER, CompletionFilter.NONE, new Page(4, 3)).completions())
          .isEmpty();
    }

    @Test
    void everyFilterLetsThroughWhatItNamesInBothKindsOfPages() {
      clock.advance(Duration.ofMillis(1));
      Completion old =
          completions
              .record(LEADER, at(Instant.parse("2026-11-01T09:00:00Z")))
              .completion()
              .completion();
      Completion recent = completed(LEADER, OTHER);
      Completion theirs = completed(leader("2"), REFLECTION);
      String them = theirs.person().toString();

      shows("filter[type]=reflections", old, recent, theirs);
      shows("filter[type]=dialogues");
      shows("filter[type]=dialogues,reflections", old, recent, theirs);
      shows("filter[theme]=det-personlige-lederskab", old, recent, theirs);
      shows("filter[theme]=tillid");
      shows("filter[activity]=reflections/paa-fast-grund", old, theirs);
      shows(
          "filter[activity]=reflections/paa-fast-grund,reflections/hvem-er-du-som-leder",
          old,
          recent,
          theirs);
      shows("filter[from]=2026-11-22T00:00:00Z", recent, theirs);
      shows("filter[from]=2026-11-01T09:00:00.001%2B00:00", recent, theirs);
      shows("filter[from]=2026-11-01T09:00:00Z", old, recent, theirs);
      shows("filter[to]=2026-11-01T09:00:00Z");
      shows("filter[to]=2026-11-01T09:00:00.0001Z", old);
      shows("filter[changedSince]=2026-11-23T09:00:00.125Z", recent, theirs);
      shows("filter[status]=valid", old, recent, theirs);
      shows("filter[status]=valid,voided", old, recent, theirs);
      shows("filter[status]=voided");
      shows("filter[changedSince]=2999-01-01T00:00:00Z");
      shows("filter[person]=" + them, theirs);
      shows("filter[person]=" + them + "&filter[to]=2026-11-02T00:00:00Z");
    }

    private void shows(String query, Completion... expected) {
      CompletionFilter filter = CompletionQuery.parse(query).filter();
      List<UUID> ids = Stream.of(expected).map(Completion::id).toList();

      assertThat(ids(PLATFORM, filter)).as(query).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(followed(PLATFORM, filter)).as(query).isEqualTo(ids);
      assertThat(followed(LEADER, filter)).as(query).isSubsetOf(ids);
      assertThat(ids(leader("nobody"), filter)).isEmpty();
      assertThat(followed(leader("nobody"), filter)).isEmpty();
    }

    @Test
    void aLeaderFollowsTheirOwnWhateverTheyAskFor() {
      Completion mine = completed(LEADER, REFLECTION);
      Completion theirs = completed(leader("2"), REFLECTION);

      assertThat(followed(LEADER, CompletionFilter.NONE)).containsExactly(mine.id());
      assertThat(followed(LEADER, filter("filter[person]=" + theirs.person()))).isEmpty();
      assertThat(ids(LEADER, filter("filter[person]=" + theirs.person()))).isEmpty();
    }

    private List<UUID> followed(Person person, CompletionFilter filter) {
      completions.feed().catchUp();
      return completions.after(person, filter, ChangeOrder.START, 100).stream()
          .map(placed -> placed.record().completion().id())
          .toList();
    }

    private Completion completed(Person person, EntryId activity) {
      clock.advance(Duration.ofMillis(1));
      return completions
          .record(person, request(activity, Optional.empty()))
          .completion()
          .completion();
    }

    private List<UUID> ids(Person person, CompletionFilter filter) {
      return completions.list(person, filter, new Page(1, 100)).completions().stream()
          .map(tracked -> tracked.completion().id())
          .toList();
    }

    private ErrorObject refused(CompletionRequest request) {
      return catchThrowableOfType(JsonApiException.class, () -> completions.record(LEADER, request))
          .errors()
          .get(0);
    }
  }

  private static CompletionFilter filter(String query) {
    return CompletionQuery.parse(query).filter();
  }

  private static CompletionRequest request(EntryId activity, Optional<UUID> registration) {
    return new CompletionRequest(activity, Optional.empty(), Optional.empty(), registration);
  }

  private static CompletionRequest at(Instant time) {
    return new CompletionRequest(REFLECTION, Optional.of(time), Optional.empty(), Optional.empty());
  }

  private static Person leader(String subject) {
    return new Person("https://issuer.example", subject, Set.of(Roles.LEADER));
  }
}
