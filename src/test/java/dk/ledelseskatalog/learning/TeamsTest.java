package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.learning.CompletionRequest.WithTeam;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class TeamsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final EntryId DIALOGUE = new EntryId("dialogues", "eksempel-helhed-i-lederteamet");
  private static final EntryId REFLECTION = new EntryId("reflections", "paa-fast-grund");
  private static final Person OWNER = leader("owner");
  private static final Person MEMBER = leader("member");
  private static final Person STRANGER = leader("stranger");

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
    private Team team;

    @BeforeEach
    void makeATeam(DatabaseSettings settings) throws Exception {
      service = new LearningService(catalogue, settings, clock);
      team = service.teams.create(OWNER).team();
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void whoeverMakesATeamIsItsFirstMember() {
      TeamView view = service.teams.find(OWNER, team.id());

      assertThat(view.isOwned()).isTrue();
      assertThat(view.memberships()).hasSize(1);
      assertThat(service.teams.list(OWNER)).extracting(TeamView::team).hasSize(1);
      assertThat(service.teams.list(MEMBER)).isEmpty();
    }

    @Test
    void whoKnowsTheCodeJoinsOnceAndStrangersSeeNothing() {
      Teams.Joined joined = join(MEMBER);
      Teams.Joined again = join(MEMBER);

      assertThat(joined.created()).isTrue();
      assertThat(again.created()).isFalse();
      assertThat(again.view().own().id()).isEqualTo(joined.view().own().id());
      assertThat(service.teams.find(MEMBER, team.id()).isOwned()).isFalse();
      assertThat(service.teams.find(OWNER, team.id()).memberships()).hasSize(2);
      assertThat(code(() -> service.teams.find(STRANGER, team.id()))).isEqualTo("unknown-team");
      assertThat(code(() -> service.teams.findMembership(STRANGER, joined.view().own().id())))
          .isEqualTo("unknown-membership");
    }

    @Test
    void aCodeEndsWithItsTimeAndWithTheNextOne() {
      String first = team.joinCode();
      TeamView renewed = service.teams.renewJoinCode(OWNER, team.id());
      assertThat(code(() -> service.teams.join(MEMBER, first))).isEqualTo("unknown-join-code");
      assertThat(code(() -> service.teams.join(MEMBER, "22222222"))).isEqualTo("unknown-join-code");

      clock.advance(Teams.JOIN_CODE_LIFE);

      assertThat(code(() -> service.teams.join(MEMBER, renewed.team().joinCode())))
          .isEqualTo("unknown-join-code");
      assertThat(code(() -> service.teams.renewJoinCode(MEMBER, team.id())))
          .isEqualTo("unknown-team");
    }

    @Test
    void aMemberLeavesAndTheOwnerRemovesButNobodyElse() {
      UUID member = join(MEMBER).view().own().id();
      UUID stranger = join(STRANGER).view().own().id();
      UUID owner = service.teams.find(OWNER, team.id()).own().id();

      assertThat(code(() -> leave(MEMBER, stranger))).isEqualTo("unknown-membership");
      assertThat(code(() -> leave(OWNER, owner))).isEqualTo("owner-cannot-leave");
      assertThat(code(() -> leave(MEMBER, owner))).isEqualTo("unknown-membership");
      service.teams.leave(MEMBER, member);
      service.teams.leave(OWNER, stranger);

      assertThat(service.teams.find(OWNER, team.id()).memberships()).hasSize(1);
      assertThat(code(() -> leave(MEMBER, member))).isEqualTo("unknown-membership");
    }

    @Test
    void onlyTheOwnerEndsATeam() throws Exception {
      var unused = join(MEMBER);

      assertThat(
              code(
                  () -> {
                    service.teams.delete(MEMBER, team.id());
                    return team;
                  }))
          .isEqualTo("unknown-team");
      service.teams.delete(OWNER, team.id());

      assertThat(service.rows("team")).isZero();
      assertThat(service.rows("team_membership")).isZero();
    }

    @Test
    void ofManyWhoTakeTheLastPlacesNoMoreGetThemThanThereAre() throws Exception {
      int free = 3;
      service.fillTeam(team.id(), Teams.MOST_MEMBERS - 1 - free);
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Person person = leader("late-" + i);
        all.add(
            () -> {
              try {
                return join(person).created();
              } catch (JsonApiException e) {
                assertThat(e.errors().get(0).code()).isEqualTo("team-full");
                return false;
              }
            });
      }

      assertThat(AtOnce.run(all)).filteredOn(joined -> joined).hasSize(free);
      assertThat(service.rows("team_membership")).isEqualTo(Teams.MOST_MEMBERS);
    }

    @Test
    void nobodyIsInMoreTeamsThanTheMost() {
      for (int i = 1; i < Teams.MOST_TEAMS; i++) {
        var unused = service.teams.create(OWNER);
      }

      assertThat(code(() -> service.teams.create(OWNER))).isEqualTo("too-many-teams");
    }

    @Test
    void nobodysPseudonymIsTold() {
      var unused = join(MEMBER);
      TeamDocuments documents = new TeamDocuments(URI.create("https://ledelse.example.dk"));
      for (Person reader : List.of(OWNER, MEMBER)) {
        TeamView view = service.teams.find(reader, team.id());
        String told =
            text(documents.one(view).toBytes())
                + text(documents.list(service.teams.list(reader)).toBytes())
                + text(documents.membershipsOf(view).toBytes());

        assertThat(told)
            .contains(view.memberships().get(0).id().toString())
            .contains(view.memberships().get(1).id().toString());
        for (TeamMembership membership : view.memberships()) {
          assertThat(told).doesNotContain(membership.person().toString());
        }
        assertThat(told.contains(team.joinCode())).isEqualTo(reader.equals(OWNER));
      }
    }

    @Test
    void aDialogueIsCompletedForTheWholeTeam() throws Exception {
      TeamMembership member = join(MEMBER).view().own();

      Completions.Recorded recorded = service.completions.record(OWNER, dialogue());

      assertThat(recorded.created()).isTrue();
      assertThat(recorded.participants()).contains(2);
      assertThat(recorded.completion().completion().person()).isEqualTo(team.owner());
      List<JsonNode> statements = service.statements();
      assertThat(statements)
          .hasSize(2)
          .allSatisfy(
              statement ->
                  assertThat(statement.at("/context/team/account/name").textValue())
                      .isEqualTo(team.id().toString()));
      assertThat(statements)
          .extracting(statement -> statement.at("/actor/account/name").textValue())
          .containsExactly(team.owner().toString(), member.person().toString());
      assertThat(statements)
          .extracting(statement -> statement.at("/context/registration").textValue())
          .doesNotHaveDuplicates();
      assertThat(service.completions.list(MEMBER, CompletionFilter.NONE, new Page(1, 10)).total())
          .isEqualTo(1);
      assertThat(service.nudges).hasValue(1);
      assertThat(service.audit())
          .filteredOn(event -> event.contains("completion.recorded"))
          .hasSize(2)
          .allMatch(event -> event.startsWith(team.owner() + " leader "));
    }

    @Test
    void onlyThoseNamedTookPartAndTheOwnerAlways() throws Exception {
      TeamMembership member = join(MEMBER).view().own();
      var unused = join(STRANGER);

      Completions.Recorded recorded =
          service.completions.record(OWNER, dialogue(Optional.of(List.of(member.id()))));

      assertThat(recorded.participants()).contains(2);
      assertThat(service.completions.list(STRANGER, CompletionFilter.NONE, new Page(1, 10)).total())
          .isZero();
    }

    @Test
    void theSameRequestAgainIsTheSameAndNothingNewWhoeverHasJoinedSince() throws Exception {
      var unused = join(MEMBER);
      CompletionRequest request = dialogue();
      Completions.Recorded first = service.completions.record(OWNER, request);
      var unusedToo = join(STRANGER);

      Completions.Recorded again = service.completions.record(OWNER, request);

      assertThat(again.created()).isFalse();
      assertThat(again.participants()).contains(2);
      assertThat(again.completion().completion().id())
          .isEqualTo(first.completion().completion().id());
      assertThat(service.statements()).hasSize(2);
    }

    @Test
    void tenEqualRequestsForATeamAtOnceAreOne() throws Exception {
      var unused = join(MEMBER);
      CompletionRequest request = dialogue();

      List<Completions.Recorded> answers =
          AtOnce.run(Collections.nCopies(10, () -> service.completions.record(OWNER, request)));

      assertThat(answers).filteredOn(Completions.Recorded::created).hasSize(1);
      assertThat(service.rows("completion")).isEqualTo(2);
      assertThat(service.statements()).hasSize(2);
    }

    @Test
    void whatIsNotATeamsIsRefusedAndNothingIsWritten() throws Exception {
      var unused = join(MEMBER);
      UUID elsewhere = service.teams.create(MEMBER).own().id();

      assertThat(code(() -> service.completions.record(MEMBER, dialogue())))
          .isEqualTo("unknown-team");
      assertThat(code(() -> service.completions.record(STRANGER, dialogue())))
          .isEqualTo("unknown-team");
      assertThat(
              code(
                  () ->
                      service.completions.record(OWNER, dialogue(Optional.of(List.of(elsewhere))))))
          .isEqualTo("not-in-team");
      assertThat(
              code(
                  () ->
                      service.completions.record(
                          OWNER,
                          new CompletionRequest(
                              REFLECTION,
                              Optional.empty(),
                              Optional.empty(),
                              Optional.empty(),
                              dialogue().team()))))
          .isEqualTo("not-for-a-team");

      assertThat(service.rows("completion")).isZero();
      assertThat(service.statements()).isEmpty();
    }

    @Test
    void aRegistrationIsOfOneTeam() {
      CompletionRequest request = dialogue();
      var unused = service.completions.record(OWNER, request);

      assertThat(
              code(
                  () ->
                      service.completions.record(
                          OWNER,
                          new CompletionRequest(
                              DIALOGUE,
                              Optional.empty(),
                              Optional.empty(),
                              request.registration()))))
          .isEqualTo("registration-taken");
    }

    @Test
    void aParticipantPutsTheirOwnRightAndNobodyElses() throws Exception {
      var unused = join(MEMBER);
      UUID owners = service.completions.record(OWNER, dialogue()).completion().completion().id();
      Completion members =
          service
              .completions
              .list(MEMBER, CompletionFilter.NONE, new Page(1, 1))
              .completions()
              .get(0)
              .completion();

      assertThat(code(() -> service.corrections.correct(MEMBER, shorter(owners))))
          .isEqualTo("unknown-completion");
      var unusedToo = service.corrections.correct(MEMBER, shorter(members.id()));

      assertThat(service.statements()).hasSize(4);
      assertThat(service.statements().get(3).at("/context/team/account/name").textValue())
          .isEqualTo(team.id().toString());
    }

    @Test
    void aDialogueIsHeldAgainLater() throws Exception {
      var unused = service.completions.record(OWNER, dialogue());
      clock.advance(Duration.ofDays(180));

      assertThat(service.completions.record(OWNER, dialogue()).created()).isTrue();
      assertThat(service.statements()).hasSize(2);
    }

    @Test
    void twoHundredAreATeam() throws Exception {
      service.fillTeam(team.id(), Teams.MOST_MEMBERS - 1);

      assertThat(service.completions.record(OWNER, dialogue()).participants())
          .contains(Teams.MOST_MEMBERS);
      assertThat(service.statements()).hasSize(Teams.MOST_MEMBERS);
    }

    private Teams.Joined join(Person person) {
      return service.teams.join(person, team.joinCode());
    }

    private UUID leave(Person person, UUID membership) {
      service.teams.leave(person, membership);
      return membership;
    }

    private CompletionRequest dialogue() {
      return dialogue(Optional.empty());
    }

    private CompletionRequest dialogue(Optional<List<UUID>> participants) {
      return new CompletionRequest(
          DIALOGUE,
          Optional.empty(),
          Optional.of(Duration.ofMinutes(45)),
          Optional.of(UUID.randomUUID()),
          Optional.of(new WithTeam(team.id(), participants)));
    }
  }

  private static CorrectionRequest shorter(UUID completion) {
    return new CorrectionRequest(
        completion,
        CorrectionReason.WRONG_TIME,
        Optional.empty(),
        Optional.of(Duration.ofMinutes(30)));
  }

  /** The code of the error in which something ends. */
  private static String code(Callable<?> refused) {
    ThrowingCallable call =
        () -> {
          var unused = refused.call();
        };
    return catchThrowableOfType(JsonApiException.class, call).errors().get(0).code();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Person leader(String subject) {
    return new Person("https://issuer.example", subject, Set.of(Roles.LEADER));
  }
}
