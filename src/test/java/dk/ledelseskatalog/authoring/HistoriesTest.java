package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static dk.ledelseskatalog.authoring.AuthoringService.OTHER;
import static dk.ledelseskatalog.authoring.AuthoringService.code;
import static dk.ledelseskatalog.authoring.AuthoringService.minutes;
import static dk.ledelseskatalog.authoring.AuthoringService.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.persistence.AtOnce;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What editors do together and one after another, on both databases. */
class HistoriesTest {
  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  abstract static class Promises {
    private AuthoringService service;
    private DatabaseSettings settings;

    @BeforeEach
    void open(DatabaseSettings opened) throws Exception {
      settings = opened;
      service = new AuthoringService(opened, Clock.systemUTC());
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void ofAThousandSavesByFiftyEditorsNoneIsLost() throws Exception {
      EntryId id = service.complete(1).entry().id();
      List<Callable<Integer>> editors = new ArrayList<>();
      for (int editor = 0; editor < 50; editor++) {
        editors.add(
            () -> {
              int saved = 0;
              while (saved < 20) {
                EditedEntry seen = service.drafts().find(id);
                int next = minutesOf(seen.version()) + 1;
                String refused = code(() -> service.setMinutes(EDITOR, seen, next));
                assertThat(refused).isIn("", "changed-meanwhile");
                saved += refused.isEmpty() ? 1 : 0;
                // People read before they write; without it the machine only makes conflicts.
                Thread.sleep(ThreadLocalRandom.current().nextInt(200));
              }
              return saved;
            });
      }

      assertThat(AtOnce.run(editors)).hasSize(50).containsOnly(20);

      EditedEntry last = service.drafts().find(id);
      assertThat(minutesOf(last.version())).isEqualTo(1001);
      assertThat(last.version().version()).isEqualTo(1001);
    }

    @Test
    void whatReadersSeeIsTheFoldOfTheReleasesAndHistoryIsWhole() {
      Random random = new Random(4711);
      List<EntryId> ids = new ArrayList<>();
      Map<EntryId, List<Integer>> saved = new HashMap<>();
      for (int entry = 0; entry < 3; entry++) {
        EditedEntry made = service.complete(entry + 1);
        ids.add(made.entry().id());
        saved.put(made.entry().id(), new ArrayList<>(List.of(entry + 1)));
      }
      Map<Integer, Map<EntryId, Integer>> releases = new HashMap<>();
      releases.put(1, Map.of());
      Map<EntryId, Integer> readers = new HashMap<>();
      int newest = 1;
      for (int step = 0; step < 120; step++) {
        EntryId id = ids.get(random.nextInt(ids.size()));
        EditedEntry now = service.drafts().find(id);
        List<Integer> history = saved.computeIfAbsent(id, any -> new ArrayList<>());
        int what = random.nextInt(10);
        if (what < 4) {
          int minutes = 1 + random.nextInt(400);
          service.setMinutes(EDITOR, now, minutes);
          if (minutes != history.get(history.size() - 1)) {
            history.add(minutes);
          }
        } else if (what < 5) {
          service.drafts().archive(EDITOR, id, seen(now), Optional.empty(), true);
          if (!now.isArchived()) {
            history.add(history.get(history.size() - 1));
          }
        } else if (what < 6) {
          int version = 1 + random.nextInt(history.size());
          service.drafts().restore(OTHER, id, seen(now), version, Optional.empty());
          history.add(history.get(version - 1));
        } else if (what < 9) {
          String refused = code(() -> service.desk().publish(EDITOR, service.publishing(id)));
          if (refused.isEmpty()) {
            if (now.isArchived()) {
              readers.remove(id);
            } else {
              readers.put(id, history.get(history.size() - 1));
            }
            releases.put(++newest, Map.copyOf(readers));
          } else {
            assertThat(refused).isEqualTo("already-published");
            assertThat(now.entry().state()).isEqualTo(EntryState.PUBLISHED);
          }
        } else if (newest > 1) {
          int back = 1 + random.nextInt(newest - 1);
          String refused =
              code(
                  () ->
                      service
                          .desk()
                          .publish(
                              OTHER,
                              new ReleaseRequest("Tilbage", new ReleaseRequest.Choice.Back(back))));
          assertThat(refused).isIn("", "nothing-to-publish");
          if (refused.isEmpty()) {
            readers.clear();
            readers.putAll(releases.get(back));
            releases.put(++newest, Map.copyOf(readers));
          }
        }
        for (EntryId each : ids) {
          assertThat(minutes(service.catalogue, each))
              .as("step " + step)
              .isEqualTo(Optional.ofNullable(readers.get(each)));
        }
      }

      assertThat(newest).isGreaterThan(20);
      for (EntryId id : ids) {
        List<EntryVersion> versions =
            new ArrayList<>(service.drafts().versions(id, new Page(1, 100)).elements());
        versions.sort((one, other) -> Integer.compare(one.version(), other.version()));
        assertThat(versions.stream().map(Promises::minutesOf)).isEqualTo(saved.get(id));
      }
      releases.forEach(
          (number, entries) -> {
            Snapshot old = service.archive.snapshot(number).orElseThrow();
            ids.forEach(
                id ->
                    assertThat(
                            old.entry(id).map(entry -> entry.attributes().path("minutes").asInt()))
                        .isEqualTo(Optional.ofNullable(entries.get(id))));
          });
    }

    @Test
    void nobodyApprovesWhatTheyWroteWhereFourEyesAreNeeded(@TempDir Path folder) throws Exception {
      try (AuthoringService strict =
          new AuthoringService(settings, Clock.systemUTC(), withFourEyes(folder))) {
        EditedEntry made = strict.complete(5);
        EntryId id = made.entry().id();
        assertThat(code(() -> strict.desk().publish(OTHER, strict.publishing(id))))
            .isEqualTo("not-approved");
        EditedEntry reviewed =
            strict
                .drafts()
                .move(
                    EDITOR,
                    id,
                    seen(made),
                    new Transition(EntryState.IN_REVIEW, Optional.of("Klar")));
        assertThat(strict.drafts().comments(id)).hasSize(1);
        Transition approval = new Transition(EntryState.APPROVED, Optional.empty());

        assertThat(code(() -> strict.drafts().move(EDITOR, id, seen(reviewed), approval)))
            .isEqualTo("other-eyes-needed");

        EditedEntry approved = strict.drafts().move(OTHER, id, seen(reviewed), approval);
        assertThat(code(() -> strict.desk().publish(EDITOR, strict.publishing(id)))).isEmpty();
        EditedEntry changed = strict.setMinutes(OTHER, strict.drafts().find(id), 6);
        assertThat(approved.entry().state()).isEqualTo(EntryState.APPROVED);
        assertThat(changed.entry().state()).isEqualTo(EntryState.DRAFT);
      }
    }

    /** The content model, where reflections need a second person. */
    private static ContentModel withFourEyes(Path folder) throws Exception {
      Path types = Files.createDirectory(folder.resolve("types"));
      try (Stream<Path> files = Files.list(Path.of("content-model", "types"))) {
        for (Path file : files.toList()) {
          String text = Files.readString(file);
          Files.writeString(
              types.resolve(file.getFileName()),
              file.endsWith("reflections.json")
                  ? text.replace("\"x-order\"", "\"x-fourEyes\": true, \"x-order\"")
                  : text);
        }
      }
      return ContentModel.read(folder);
    }

    @Test
    void aScheduledReleaseIsMadeOnceByOneOfManyNodes() throws Exception {
      Instant now = Instant.now();
      EditedEntry made = service.complete(5);
      Schedules.View planned =
          service
              .authoring
              .schedules()
              .plan(
                  EDITOR,
                  new ScheduleRequest(
                      now.plusSeconds(60), "Til tiden", AuthoringService.named(made.entry().id())));
      assertThat(service.authoring.schedules().publishDue()).isZero();

      List<AuthoringService> nodes = new ArrayList<>();
      List<Callable<Integer>> looks = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        AuthoringService other =
            new AuthoringService(
                settings, Clock.fixed(now.plus(Duration.ofMinutes(2)), ZoneOffset.UTC));
        nodes.add(other);
        looks.add(() -> other.authoring.schedules().publishDue());
      }
      List<Integer> made2 = AtOnce.run(looks);
      nodes.forEach(AuthoringService::close);

      assertThat(made2.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
      Schedule done = service.authoring.schedules().find(planned.schedule().id()).schedule();
      assertThat(done.state()).isEqualTo(Schedule.State.DONE);
      assertThat(done.release()).contains(2);
    }

    @Test
    void aScheduledReleaseThatCannotBeMadeSaysWhyAndStandsInNobodysWay() throws Exception {
      EditedEntry made = service.complete(5);
      Instant now = Instant.now();
      EditedEntry pointing =
          service
              .drafts()
              .create(
                  EDITOR,
                  service.reflection(
                      "{\"title\": {\"da\": \"Uden tema\"}, \"questions\": {\"da\": [\"Hvad?\"]},"
                          + " \"audience\": \"team\", \"order\": 91}",
                      "{\"theme\": {\"data\": {\"type\": \"themes\", \"id\": \"findes-ikke\"}}}"));
      Schedules schedules = service.authoring.schedules();
      Schedules.View impossible =
          schedules.plan(
              EDITOR,
              new ScheduleRequest(
                  now.plusSeconds(60), "Umulig", AuthoringService.named(pointing.entry().id())));
      Schedules.View possible =
          schedules.plan(
              EDITOR,
              new ScheduleRequest(
                  now.plusSeconds(61), "Mulig", AuthoringService.named(made.entry().id())));
      try (AuthoringService later =
          new AuthoringService(
              settings, Clock.fixed(now.plus(Duration.ofMinutes(2)), ZoneOffset.UTC))) {
        assertThat(later.authoring.schedules().publishDue()).isEqualTo(1);
      }

      Schedule failed = schedules.find(impossible.schedule().id()).schedule();
      assertThat(failed.state()).isEqualTo(Schedule.State.FAILED);
      assertThat(failed.failure().orElseThrow()).contains("themes/findes-ikke");
      assertThat(schedules.find(possible.schedule().id()).schedule().state())
          .isEqualTo(Schedule.State.DONE);
    }

    @Test
    void twoEditorsAtTheirFirstSaveGetTwoNames() throws Exception {
      List<Callable<String>> both =
          List.of(
              () -> savedBy(service.drafts().create(EDITOR, service.reflection("{}", "{}"))),
              () -> savedBy(service.drafts().create(OTHER, service.reflection("{}", "{}"))));
      assertThat(AtOnce.run(both)).containsExactlyInAnyOrder("editor-1", "editor-2");
    }

    private static String savedBy(EditedEntry entry) {
      return entry.version().save().by();
    }

    private static int minutesOf(EntryVersion version) {
      return version.document().attributes().path("minutes").asInt();
    }
  }
}
