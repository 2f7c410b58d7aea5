package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.ANY;
import static dk.ledelseskatalog.masterclass.MasterclassService.FACILITATOR;
import static dk.ledelseskatalog.masterclass.MasterclassService.PLATFORM;
import static dk.ledelseskatalog.masterclass.MasterclassService.leader;
import static dk.ledelseskatalog.masterclass.MasterclassService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.learning.LearningService;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.ChangeOrder;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.records.Placed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

class EnrolmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final Person ANNE = leader("anne");
  private static final Person BO = leader("bo");
  private static final Person CARL = leader("carl");

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
    void aPlaceOpensARegistrationAndSaysSo() throws Exception {
      Session session = service.plan(ANY, 2);

      Enrolments.SignedUp signedUp = service.enrolments.signUp(ANNE, session.id());

      assertThat(signedUp.created()).isTrue();
      Enrolment enrolment = signedUp.enrolment().enrolment();
      assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(enrolment.ticket()).matches("[A-Z0-9]{6}");
      assertThat(signedUp.enrolment().waitingPosition()).isEmpty();
      assertThat(service.verbs()).containsExactly("registered");
      JsonNode statement = service.statements().get(0);
      assertThat(statement.at("/actor/account/name").asText())
          .isEqualTo(enrolment.person().toString());
      assertThat(statement.at("/object/id").asText())
          .isEqualTo("https://ledelse.example.dk/xapi/activities/masterclasses/" + ANY);
      assertThat(statement.at("/context/registration").asText())
          .isEqualTo(enrolment.registration().orElseThrow().toString());
      assertThat(statement.path("timestamp").asText()).isEqualTo(NOW.toString());
      assertThat(service.nudges).hasValue(1);
    }

    @Test
    void theRegistrationOfAMasterclassIsKeptForIt() {
      EnrolmentView enrolment = service.signUp(ANNE, service.plan(ANY, 2));
      UUID opened = enrolment.enrolment().registration().orElseThrow();
      RegistrationsOfMasterclasses kept = new RegistrationsOfMasterclasses();

      boolean ofMasterclass =
          service.database.transactions().inTransaction(manager -> kept.has(manager, opened));
      boolean ofNothing =
          service
              .database
              .transactions()
              .inTransaction(manager -> kept.has(manager, UUID.randomUUID()));

      assertThat(ofMasterclass).isTrue();
      assertThat(ofNothing).isFalse();
    }

    @Test
    void signingUpAgainIsTheSameEnrolment() throws Exception {
      Session session = service.plan(ANY, 1);
      UUID first = service.signUp(ANNE, session).enrolment().id();

      Enrolments.SignedUp again = service.enrolments.signUp(ANNE, session.id());

      assertThat(again.created()).isFalse();
      assertThat(again.enrolment().enrolment().id()).isEqualTo(first);
      assertThat(service.rows("enrolment")).isEqualTo(1);
      assertThat(service.verbs()).containsExactly("registered");
    }

    @Test
    void whoWaitsHasAPlaceInTheLineAndNothingIsSaidOfThem() throws Exception {
      Session session = service.plan(ANY, 1);
      service.signUp(ANNE, session);

      EnrolmentView second = service.signUp(BO, session);
      EnrolmentView third = service.signUp(CARL, session);

      assertThat(second.enrolment().status()).isEqualTo(EnrolmentStatus.WAITING);
      assertThat(second.waitingPosition()).contains(1);
      assertThat(third.waitingPosition()).contains(2);
      assertThat(second.enrolment().registration()).isEmpty();
      assertThat(service.verbs()).containsExactly("registered");
    }

    @Test
    void whenOneLeavesTheFirstWhoWaitsMovesUp() throws Exception {
      Session session = service.plan(ANY, 1);
      UUID first = service.signUp(ANNE, session).enrolment().id();
      UUID second = service.signUp(BO, session).enrolment().id();
      UUID third = service.signUp(CARL, session).enrolment().id();

      service.enrolments.signOff(ANNE, first);

      assertThat(service.status(first)).isEqualTo(EnrolmentStatus.CANCELLED);
      assertThat(service.status(second)).isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(service.enrolments.find(CARL, third).orElseThrow().waitingPosition()).contains(1);
      assertThat(service.verbs()).containsExactly("registered", "cancelled-sign-up", "registered");
    }

    @Test
    void signingOffTwiceChangesNothingMore() throws Exception {
      Session session = service.plan(ANY, 1);
      UUID first = service.signUp(ANNE, session).enrolment().id();
      service.signUp(BO, session);
      service.signUp(CARL, session);
      service.enrolments.signOff(ANNE, first);

      EnrolmentView again = service.enrolments.signOff(ANNE, first);

      assertThat(again.enrolment().endedBecause()).contains(EndedBecause.SIGNED_OFF);
      assertThat(service.sessions.find(session.id()).orElseThrow().waiting()).isEqualTo(1);
      assertThat(service.verbs()).containsExactly("registered", "cancelled-sign-up", "registered");
    }

    @Test
    void signingUpAfterSigningOffIsTheEndOfTheLineAndANewRegistration() throws Exception {
      Session session = service.plan(ANY, 1);
      Enrolment before = service.signUp(ANNE, session).enrolment();
      service.signUp(BO, session);
      service.signUp(CARL, session);
      service.enrolments.signOff(ANNE, before.id());

      EnrolmentView again = service.signUp(ANNE, session);

      assertThat(again.enrolment().id()).isNotEqualTo(before.id());
      assertThat(again.waitingPosition()).contains(2);
      service.change(session, "{\"capacity\": 3}");
      Enrolment after =
          service.enrolments.find(ANNE, again.enrolment().id()).orElseThrow().enrolment();
      assertThat(after.status()).isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(after.registration()).isPresent().isNotEqualTo(before.registration());
    }

    @Test
    void furtherSessionsOfAMasterclassShareTheRegistrationUntilItIsGivenUp() throws Exception {
      Session one = service.plan(ANY, 5);
      Session other = service.plan(ANY, 5);
      Enrolment first = service.signUp(ANNE, one).enrolment();
      Enrolment second = service.signUp(ANNE, other).enrolment();

      assertThat(second.registration()).isEqualTo(first.registration());
      service.enrolments.signOff(ANNE, first.id());
      assertThat(service.verbs()).containsExactly("registered");
      service.enrolments.signOff(ANNE, second.id());
      assertThat(service.verbs()).containsExactly("registered", "cancelled-sign-up");

      Enrolment third = service.signUp(ANNE, one).enrolment();
      assertThat(third.registration()).isNotEqualTo(first.registration());
      assertThat(service.verbs()).containsExactly("registered", "cancelled-sign-up", "registered");
    }

    @Test
    void twoHundredLeadersAtOnceGetTwentyPlacesAndOneLine() throws Exception {
      Session session = service.plan(ANY, 20);
      List<Callable<EnrolmentView>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Person person = leader("leader-" + i);
        all.add(() -> service.signUp(person, session));
      }

      List<EnrolmentView> answers = AtOnce.run(all);

      assertThat(answers)
          .filteredOn(view -> view.enrolment().status() == EnrolmentStatus.ENROLLED)
          .hasSize(20);
      List<EnrolmentView> waiting =
          answers.stream()
              .filter(view -> view.enrolment().status() == EnrolmentStatus.WAITING)
              .sorted(Comparator.comparing(view -> view.enrolment().signUpNumber()))
              .toList();
      assertThat(waiting).hasSize(180);
      for (int i = 0; i < 180; i++) {
        assertThat(waiting.get(i).waitingPosition()).contains(i + 1);
        assertThat(waiting.get(i).enrolment().signUpNumber()).isEqualTo(i + 21);
      }
      SessionView full = service.sessions.find(session.id()).orElseThrow();
      assertThat(full.enrolled()).isEqualTo(20);
      assertThat(full.waiting()).isEqualTo(180);
      assertThat(service.statements()).hasSize(20);

      int leaving =
          answers.indexOf(
              answers.stream()
                  .filter(view -> view.enrolment().status() == EnrolmentStatus.ENROLLED)
                  .findFirst()
                  .orElseThrow());
      service.enrolments.signOff(
          leader("leader-" + leaving), answers.get(leaving).enrolment().id());

      assertThat(service.status(waiting.get(0).enrolment().id()))
          .isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(service.status(waiting.get(1).enrolment().id()))
          .isEqualTo(EnrolmentStatus.WAITING);
    }

    @Test
    void twentyEqualSignUpsAtOnceAreOneEnrolment() throws Exception {
      Session session = service.plan(ANY, 20);
      List<Callable<Enrolments.SignedUp>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(() -> service.enrolments.signUp(ANNE, session.id()));
      }

      List<Enrolments.SignedUp> answers = AtOnce.run(all);

      assertThat(answers).filteredOn(Enrolments.SignedUp::created).hasSize(1);
      assertThat(service.rows("enrolment")).isEqualTo(1);
      assertThat(service.rows("person where subject <> 'facilitator'")).isEqualTo(1);
      assertThat(service.statements()).hasSize(1);
    }

    @Test
    void oneSignsUpOnlyWhileSignUpIsOpen() throws Exception {
      Session session = service.plan(ANY, 20);
      service.change(
          session,
          "{\"signUpOpensAt\": \"2026-11-23T10:00:00Z\","
              + " \"signUpClosesAt\": \"2026-11-23T12:00:00Z\"}");

      assertThat(refused(() -> service.signUp(ANNE, session)).code()).isEqualTo("sign-up-not-open");
      clock.advance(Duration.ofHours(1));
      service.signUp(ANNE, session);
      clock.advance(Duration.ofHours(2));
      assertThat(refused(() -> service.signUp(BO, session)).code()).isEqualTo("sign-up-closed");
      assertThat(service.enrolments.signUp(ANNE, session.id()).created()).isFalse();
      assertThat(service.rows("person where subject <> 'facilitator'")).isEqualTo(1);
    }

    @Test
    void anUnknownSessionIsNotFound() throws Exception {
      for (String id : List.of("findes-ikke", "", "X' or '1'='1", "a\u0000b", "x".repeat(5000))) {
        assertThat(refused(() -> service.enrolments.signUp(ANNE, id)))
            .matches(error -> error.status() == 404)
            .matches(error -> error.code().equals("unknown-session"));
      }
      assertThat(service.rows("person")).isZero();
    }

    @Test
    void nobodySignsOffWhoHasBegunOrWhoIsSomebodyElse() {
      Session session = service.plan(ANY, 1);
      UUID enrolment = service.signUp(ANNE, session).enrolment().id();

      assertThat(refused(() -> service.enrolments.signOff(BO, enrolment)).status()).isEqualTo(404);
      assertThat(refused(() -> service.enrolments.signOff(BO, UUID.randomUUID())).status())
          .isEqualTo(404);
      clock.advance(Duration.ofDays(1));
      assertThat(refused(() -> service.enrolments.signOff(ANNE, enrolment)).code())
          .isEqualTo("session-begun");
    }

    @Test
    void eachSeesWhatIsTheirs() {
      Session session = service.plan(ANY, 1);
      Session other = service.plan(ANY, 1);
      UUID mine = service.signUp(ANNE, session).enrolment().id();
      UUID theirs = service.signUp(BO, session).enrolment().id();
      UUID elsewhere = service.signUp(BO, other).enrolment().id();

      assertThat(ids(ANNE, "")).containsExactly(mine);
      assertThat(ids(CARL, "")).isEmpty();
      assertThat(ids(BO, "filter[session]=" + session.id())).containsExactly(theirs);
      assertThat(ids(BO, "filter[status]=enrolled")).containsExactly(elsewhere);
      assertThat(ids(FACILITATOR, "filter[session]=" + session.id())).containsExactly(mine, theirs);
      assertThat(refused(() -> ids(FACILITATOR, "")).code()).isEqualTo("filter-missing");
      assertThat(ids(PLATFORM, "")).containsExactlyInAnyOrder(mine, theirs, elsewhere);
      assertThat(service.enrolments.find(BO, mine)).isEmpty();
      assertThat(service.enrolments.find(FACILITATOR, mine)).isPresent();
    }

    @Test
    void whoFollowsReadsEveryChangeOnce() {
      Session session = service.plan(ANY, 1);
      UUID first = service.signUp(ANNE, session).enrolment().id();
      UUID second = service.signUp(BO, session).enrolment().id();
      List<Placed<EnrolmentView>> read = followed(PLATFORM, ChangeOrder.START, "");
      assertThat(statuses(read)).containsExactly(first + " enrolled", second + " waiting");
      long place = read.get(1).place();

      var unused = service.enrolments.signOff(ANNE, first);

      assertThat(statuses(followed(PLATFORM, place, "")))
          .containsExactlyInAnyOrder(first + " cancelled", second + " enrolled");
      assertThat(statuses(followed(BO, place, ""))).containsExactly(second + " enrolled");
      assertThat(followed(CARL, ChangeOrder.START, "")).isEmpty();
      assertThat(refused(() -> followed(FACILITATOR, ChangeOrder.START, "")).code())
          .isEqualTo("filter-missing");
      assertThat(followed(FACILITATOR, place, "filter[session]=" + session.id())).hasSize(2);
    }

    @Test
    void everyFilterLetsThroughWhatItNames() {
      Session session = service.plan(ANY, 1);
      UUID anne = service.signUp(ANNE, session).enrolment().id();
      clock.advance(Duration.ofMinutes(1));
      EnrolmentView bo = service.signUp(BO, session);
      UUID bos = bo.enrolment().id();

      assertThat(ids(PLATFORM, "filter[session]=" + session.id())).containsExactly(anne, bos);
      assertThat(ids(PLATFORM, "filter[session]=no-such")).isEmpty();
      assertThat(ids(PLATFORM, "filter[activity]=masterclasses/" + ANY)).contains(anne, bos);
      assertThat(ids(PLATFORM, "filter[activity]=reflections/" + ANY)).isEmpty();
      assertThat(ids(PLATFORM, "filter[type]=masterclasses,reflections")).contains(anne, bos);
      assertThat(ids(PLATFORM, "filter[type]=reflections")).isEmpty();
      assertThat(ids(PLATFORM, "filter[theme]=mod,tillid,helhed,det-personlige-lederskab"))
          .contains(anne, bos);
      assertThat(ids(PLATFORM, "filter[theme]=no-such")).isEmpty();
      assertThat(ids(PLATFORM, "filter[status]=waiting,cancelled")).containsExactly(bos);
      assertThat(ids(PLATFORM, "filter[person]=" + bo.enrolment().person())).containsExactly(bos);
      assertThat(ids(PLATFORM, "filter[from]=" + clock.instant())).containsExactly(bos);
      assertThat(ids(PLATFORM, "filter[to]=" + clock.instant())).containsExactly(anne);
      assertThat(ids(PLATFORM, "filter[changedSince]=" + clock.instant())).containsExactly(bos);
    }

    private List<Placed<EnrolmentView>> followed(Person person, long place, String query) {
      service.enrolments.feed().catchUp();
      return service.enrolments.after(person, EnrolmentQuery.parse(query), place, 100);
    }

    private static List<String> statuses(List<Placed<EnrolmentView>> read) {
      return read.stream()
          .map(placed -> placed.record().enrolment())
          .map(enrolment -> enrolment.id() + " " + enrolment.status().text())
          .toList();
    }

    private List<UUID> ids(Person person, String query) {
      return service
          .enrolments
          .list(person, EnrolmentQuery.parse(query), new Page(1, 100))
          .enrolments()
          .stream()
          .map(view -> view.enrolment().id())
          .toList();
    }
  }
}
