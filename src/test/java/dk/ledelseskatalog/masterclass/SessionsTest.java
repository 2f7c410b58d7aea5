package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.ANY;
import static dk.ledelseskatalog.masterclass.MasterclassService.leader;
import static dk.ledelseskatalog.masterclass.MasterclassService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.LearningService;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");

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
    void aSessionIsNamedAfterItsMasterclassAndDay() {
      assertThat(service.plan(ANY, 1).id()).isEqualTo(ANY + "-2026-11-24");
      assertThat(service.plan(ANY, 1).id()).isEqualTo(ANY + "-2026-11-24-2");
      assertThat(service.plan(ANY, 1).id()).isEqualTo(ANY + "-2026-11-24-3");
    }

    @Test
    void twentyPlannedAtOnceHaveTwentyNames() throws Exception {
      List<Session> planned = AtOnce.run(Collections.nCopies(20, () -> service.plan(ANY, 1)));

      assertThat(planned).extracting(Session::id).doesNotHaveDuplicates();
    }

    @Test
    void aMasterclassThatIsNotInTheCatalogueIsNotHeld() throws Exception {
      for (EntryId id :
          List.of(new EntryId("masterclasses", "findes-ikke"), new EntryId("themes", "tillid"))) {
        assertThat(
                refused(
                    () ->
                        service.sessions.plan(
                            MasterclassService.FACILITATOR,
                            new SessionRequest(id, service.details(1)))))
            .matches(error -> error.status() == 404)
            .matches(error -> error.code().equals("unknown-masterclass"));
      }
      assertThat(service.rows("masterclass_lock")).isZero();
    }

    @Test
    void aChangeMakesTheNextVersionAndSomebodyElsesIsNotOverwritten() {
      Session session = service.plan(ANY, 1);
      VersionCondition first = VersionCondition.ifMatch("\"1\"");

      SessionView changed = change(session, "{\"place\": \"Hundested\"}", first);

      assertThat(changed.session().version()).isEqualTo(2);
      assertThat(changed.session().details().place()).contains("Hundested");
      assertThat(changed.session().details().capacity()).isEqualTo(1);
      assertThat(refused(() -> change(session, "{\"place\": \"Melby\"}", first)))
          .matches(error -> error.status() == 412)
          .matches(error -> error.meta().path("version").asInt() == 2);
    }

    @Test
    void ofTwentyChangesAtOnceOneIsMade() throws Exception {
      Session session = service.plan(ANY, 1);

      List<Boolean> made =
          AtOnce.run(
              Collections.nCopies(
                  20,
                  () -> {
                    try {
                      var unused =
                          change(session, "{\"capacity\": 7}", VersionCondition.ifMatch("\"1\""));
                      return true;
                    } catch (JsonApiException e) {
                      return false;
                    }
                  }));

      assertThat(made).containsOnlyOnce(true);
      assertThat(service.sessions.find(session.id()).orElseThrow().session().version())
          .isEqualTo(2);
    }

    @Test
    void whatMakesNoDifferenceMakesNoVersion() {
      Session session = service.plan(ANY, 1);

      assertThat(service.change(session, "{\"capacity\": 1}").session().version()).isEqualTo(1);
    }

    @Test
    void moreCapacityMovesTheLineUpAndLessThanTheEnrolledIsRefused() {
      Session session = service.plan(ANY, 1);
      for (int i = 0; i < 4; i++) {
        service.signUp(leader("leader-" + i), session);
      }

      SessionView bigger = service.change(session, "{\"capacity\": 3}");

      assertThat(bigger.enrolled()).isEqualTo(3);
      assertThat(bigger.waiting()).isEqualTo(1);
      assertThat(bigger.free()).isZero();
      assertThat(refused(() -> service.change(session, "{\"capacity\": 2}")))
          .matches(error -> error.status() == 409)
          .matches(error -> error.code().equals("capacity-below-enrolled"));
    }

    @Test
    void aCancelledSessionEndsItsEnrolmentsAndSaysNothingOfThePeople() throws Exception {
      Session session = service.plan(ANY, 1);
      EnrolmentView anne = service.signUp(leader("anne"), session);
      EnrolmentView bo = service.signUp(leader("bo"), session);

      SessionView cancelled = service.change(session, "{\"status\": \"cancelled\"}");

      assertThat(cancelled.enrolled()).isZero();
      assertThat(cancelled.waiting()).isZero();
      for (EnrolmentView enrolment : List.of(anne, bo)) {
        assertThat(
                service
                    .enrolments
                    .find(MasterclassService.FACILITATOR, enrolment.enrolment().id())
                    .orElseThrow()
                    .enrolment()
                    .endedBecause())
            .contains(EndedBecause.SESSION_CANCELLED);
      }
      assertThat(service.verbs()).containsExactly("registered");
      assertThat(refused(() -> service.signUp(leader("carl"), session)).code())
          .isEqualTo("session-cancelled");
      assertThat(refused(() -> service.change(session, "{\"status\": \"planned\"}")).status())
          .isEqualTo(422);

      Session other = service.plan(ANY, 1);
      EnrolmentView again = service.signUp(leader("anne"), other);
      assertThat(again.enrolment().registration()).isEqualTo(anne.enrolment().registration());
      assertThat(service.verbs()).containsExactly("registered");
    }

    @Test
    void aSessionIsHeldWhenItHasBegun() {
      Session session = service.plan(ANY, 1);

      assertThat(refused(() -> service.change(session, "{\"status\": \"held\"}")).code())
          .isEqualTo("session-not-begun");
      clock.advance(Duration.ofDays(1));
      assertThat(service.change(session, "{\"status\": \"held\"}").session().status())
          .isEqualTo(SessionStatus.HELD);
      assertThat(refused(() -> service.change(session, "{\"status\": \"cancelled\"}")).status())
          .isEqualTo(422);
    }

    @Test
    void aMasterclassIsNeverExchanged() {
      Session session = service.plan(ANY, 1);

      assertThat(
              refused(
                      () ->
                          service.sessions.change(
                              MasterclassService.FACILITATOR,
                              session.id(),
                              SessionChange.read(
                                  MasterclassService.body(
                                      """
                                      {"data": {"type": "sessions", "id": "%s", "relationships":
                                       {"masterclass": {"data": {"type": "masterclasses", "id": "x"}}}}}
                                      """
                                          .formatted(session.id())),
                                  session.id(),
                                  VersionCondition.ifMatch("*"))))
                  .code())
          .isEqualTo("masterclass-permanent");
    }

    @Test
    void sessionsAreListedByStartAndFiltered() {
      Session today = service.plan(ANY, 1);
      clock.advance(Duration.ofDays(7));
      Session later = service.plan(ANY, 1);
      Session other = service.plan(MasterclassService.ALL, 1);
      service.change(later, "{\"status\": \"cancelled\"}");

      assertThat(ids("")).startsWith(today.id()).hasSize(3);
      assertThat(ids("sort=-startsAt")).endsWith(today.id()).hasSize(3);
      assertThat(ids("filter[masterclass]=" + MasterclassService.ALL)).containsExactly(other.id());
      assertThat(ids("filter[status]=planned")).containsExactly(today.id(), other.id());
      assertThat(ids("filter[from]=2026-11-25T00:00:00Z")).doesNotContain(today.id()).hasSize(2);
      assertThat(ids("filter[to]=2026-11-25T00:00:00%2B01:00")).containsExactly(today.id());
      assertThat(ids("page[size]=1&page[number]=2")).hasSize(1);
    }

    private List<String> ids(String query) {
      return service.sessions.list(SessionQuery.parse(query)).sessions().stream()
          .map(view -> view.session().id())
          .toList();
    }

    private SessionView change(Session session, String attributes, VersionCondition ifMatch) {
      return service.sessions.change(
          MasterclassService.FACILITATOR,
          session.id(),
          SessionChange.read(
              MasterclassService.body(
                  "{\"data\": {\"type\": \"sessions\", \"id\": \""
                      + session.id()
                      + "\", \"attributes\": "
                      + attributes
                      + "}}"),
              session.id(),
              ifMatch));
    }
  }
}
