package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.ANY;
import static dk.ledelseskatalog.masterclass.MasterclassService.leader;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.learning.LearningService;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.privacy.PersonalData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class LearnerEnrolmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
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
    void erasingSomebodyGivesTheirPlaceToTheFirstWhoWaits() {
      Session session = service.plan(ANY, 1);
      Enrolment first = service.signUp(ANNE, session).enrolment();
      UUID second = service.signUp(BO, session).enrolment().id();

      PersonalData.Erased erased = erase(first.person());

      assertThat(service.status(first.id())).isEqualTo(EnrolmentStatus.CANCELLED);
      assertThat(service.status(second)).isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(erased.removed()).containsEntry("futureEnrolments", 1);
      assertThat(erased.kept()).containsEntry("enrolments", 1);
    }

    @Test
    void erasingAgainChangesNothingMore() throws Exception {
      Session session = service.plan(ANY, 1);
      UUID person = service.signUp(ANNE, session).enrolment().person();
      erase(person);
      int statements = service.statements().size();

      assertThat(erase(person).removed()).containsEntry("futureEnrolments", 0);

      assertThat(service.statements()).hasSize(statements);
    }

    @Test
    void whatHasBeenStays() {
      Session session = service.plan(ANY, 1);
      Enrolment enrolment = service.signUp(ANNE, session).enrolment();
      clock.advance(Duration.ofDays(2));

      PersonalData.Erased erased = erase(enrolment.person());

      assertThat(service.status(enrolment.id())).isEqualTo(EnrolmentStatus.ENROLLED);
      assertThat(erased.removed()).containsEntry("futureEnrolments", 0);
    }

    @Test
    void aPersonSeesTheirOwnEnrolmentsPageByPage() {
      Session session = service.plan(ANY, 2);
      service.signUp(BO, session);
      UUID mine = service.signUp(ANNE, session).enrolment().person();
      service.signUp(ANNE, service.plan(ANY, 2));

      var first = export(mine, Optional.empty());
      var second = export(mine, Optional.of(first.key()));

      assertThat(first.content().path("session").asText()).isNotBlank();
      assertThat(second.content().path("status").asText()).isEqualTo("ENROLLED");
      assertThat(second.key()).isNotEqualTo(first.key());
    }

    @Test
    void enrolmentsOfSessionsLongPastAreRemovedWithTheirRegistrations() throws Exception {
      service.signUp(ANNE, service.plan(ANY, 2));
      clock.advance(Duration.ofDays(400));
      UUID live = service.signUp(ANNE, service.plan(ANY, 2)).enrolment().id();
      service.signUp(BO, service.plan(ANY, 2));

      int removed =
          service
              .database
              .transactions()
              .inTransaction(
                  manager ->
                      service.personalData.removeBefore(
                          manager, clock.instant().minus(Duration.ofDays(365)), 10));

      assertThat(removed).isEqualTo(1);
      assertThat(service.rows("enrolment")).isEqualTo(2);
      assertThat(service.rows("masterclass_session")).as("statements name them").isEqualTo(3);
      assertThat(service.enrolments.find(ANNE, live)).isPresent();
      assertThat(
              service.rows(
                  "masterclass_registration where id not in (select registration from enrolment)"))
          .isZero();
    }

    private PersonalData.Erased erase(UUID person) {
      return service
          .database
          .transactions()
          .inTransaction(manager -> service.personalData.erase(manager, person));
    }

    private PersonalData.Item export(UUID person, Optional<String> after) {
      return service
          .database
          .transactions()
          .inTransaction(manager -> service.personalData.export(manager, person, after, 1))
          .get(0);
    }
  }
}
