package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.ANY;
import static dk.ledelseskatalog.masterclass.MasterclassService.leader;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.SettableClock;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.learning.LearningService;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the places of two sessions after whatever people and facilitators do. */
class PlacesPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final int STEPS = 250;
  private static final int PEOPLE = 12;
  private static final Page ALL_OF_THEM = new Page(1, 100);

  @Test
  void placesAreGivenInOrderAndRegistrationsOpenAndEndWithThem(
      @TempDir Path published, @TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("PlacesPropertyTest: -Dseed=" + seed);
    Random random = new Random(seed);
    SettableClock clock = new SettableClock(NOW);
    try (Catalogue catalogue =
            LearningService.catalogue(DatabaseSettings.embeddedIn(published), clock);
        MasterclassService service =
            new MasterclassService(catalogue, DatabaseSettings.embeddedIn(folder), clock)) {
      List<Session> sessions = List.of(service.plan(ANY, 3), service.plan(ANY, 2));
      List<Model> models = sessions.stream().map(Model::new).toList();
      for (int step = 0; step < STEPS; step++) {
        clock.advance(Duration.ofMillis(1));
        Model model = models.get(random.nextInt(models.size()));
        Session session = model.session;
        List<Person> line = model.line;
        Person person = leader("leader-" + random.nextInt(PEOPLE));
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            assertThat(service.enrolments.signUp(person, session.id()).created())
                .isEqualTo(!line.contains(person));
            if (!line.contains(person)) {
              line.add(person);
            }
          }
          case 2, 3 -> {
            Optional<UUID> enrolment = live(service, person, session);
            assertThat(enrolment.isPresent()).isEqualTo(line.remove(person));
            enrolment.ifPresent(id -> service.enrolments.signOff(person, id));
          }
          default -> {
            int capacity = 1 + random.nextInt(6);
            int taken = Math.min(line.size(), model.capacity);
            try {
              service.change(session, "{\"capacity\": " + capacity + "}");
              assertThat(capacity).isGreaterThanOrEqualTo(taken);
              model.capacity = capacity;
            } catch (JsonApiException e) {
              assertThat(capacity).isLessThan(taken);
            }
          }
        }
        check(service, session, line, model.capacity);
      }
      checkStatements(service, sessions);
    }
  }

  /** What a session is to be like: who is in it, in the order they signed up. */
  private static final class Model {
    final Session session;
    final List<Person> line = new ArrayList<>();
    int capacity;

    Model(Session session) {
      this.session = session;
      this.capacity = session.capacity();
    }
  }

  /** Those who came first have the places, the others wait in their order. */
  private static void check(
      MasterclassService service, Session session, List<Person> line, int capacity) {
    int taken = Math.min(line.size(), capacity);
    SessionView view = service.sessions.find(session.id()).orElseThrow();
    assertThat(view.enrolled()).isEqualTo(taken);
    assertThat(view.waiting()).isEqualTo(line.size() - taken);
    for (int i = 0; i < line.size(); i++) {
      EnrolmentView enrolment =
          service
              .enrolments
              .find(line.get(i), live(service, line.get(i), session).orElseThrow())
              .orElseThrow();
      assertThat(enrolment.enrolment().status())
          .isEqualTo(i < taken ? EnrolmentStatus.ENROLLED : EnrolmentStatus.WAITING);
      assertThat(enrolment.waitingPosition())
          .isEqualTo(i < taken ? Optional.empty() : Optional.of(i - taken + 1));
    }
  }

  /** Of everybody is said registered and cancelled in turn, the last as it is now. */
  private static void checkStatements(MasterclassService service, List<Session> sessions)
      throws Exception {
    Map<String, List<String>> said = new HashMap<>();
    for (var statement : service.statements()) {
      said.computeIfAbsent(statement.at("/actor/account/name").asText(), who -> new ArrayList<>())
          .add(statement.at("/verb/id").asText().replaceFirst(".*/", ""));
    }
    Map<String, Boolean> placed = new HashMap<>();
    for (Session session : sessions) {
      for (EnrolmentView view :
          service
              .enrolments
              .list(
                  MasterclassService.PLATFORM,
                  EnrolmentQuery.parse("filter[status]=enrolled&filter[session]=" + session.id()),
                  ALL_OF_THEM)
              .enrolments()) {
        placed.put(view.enrolment().person().toString(), true);
      }
    }
    said.forEach(
        (person, verbs) -> {
          for (int i = 0; i < verbs.size(); i++) {
            assertThat(verbs.get(i)).isEqualTo(i % 2 == 0 ? "registered" : "cancelled-sign-up");
          }
          assertThat(verbs.size() % 2 == 1).isEqualTo(placed.getOrDefault(person, false));
        });
    assertThat(said.keySet()).containsAll(placed.keySet());
  }

  private static Optional<UUID> live(MasterclassService service, Person person, Session session) {
    return service
        .enrolments
        .list(person, EnrolmentQuery.parse("filter[session]=" + session.id()), ALL_OF_THEM)
        .enrolments()
        .stream()
        .filter(view -> view.enrolment().status().live())
        .map(view -> view.enrolment().id())
        .findFirst();
  }
}
