package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static dk.ledelseskatalog.authoring.AuthoringService.OTHER;
import static dk.ledelseskatalog.authoring.AuthoringService.code;
import static dk.ledelseskatalog.authoring.AuthoringService.minutes;
import static dk.ledelseskatalog.authoring.AuthoringService.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.CheckedFile;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.DatabaseBytes;
import dk.ledelseskatalog.media.MediaDescription;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaLimits;
import dk.ledelseskatalog.media.Pictures;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue leaves one database and comes into another, on both kinds. */
class ArchivesTest {
  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  abstract static class Promises {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/archive/parts.txt");
    private static final Clock NOON =
        Clock.fixed(Instant.parse("2026-11-24T12:00:00.123Z"), ZoneOffset.UTC);

    @TempDir private Path folder;
    private DatabaseSettings settings;
    private DatabaseSettings elsewhere;

    @BeforeEach
    void remember(DatabaseSettings opened) {
      settings = opened;
      elsewhere = DatabaseSettings.embeddedIn(folder);
    }

    @Test
    void whatIsExportedAndImportedIsExportedAgainAsTheSameBytes() throws Exception {
      Path first;
      try (AuthoringService service = new AuthoringService(settings, Clock.systemUTC())) {
        history(service, 30);
        picture(service.database, Pictures.png(40, 30), "hus.png");
        picture(service.database, Pictures.png(41, 30), "gård.png");
        first = export(service.database, "first");
      }

      Path second = carry(first, elsewhere, "second");

      assertThat(second).hasSameBinaryContentAs(first);
    }

    /**
     * To accept a change, run with {@code -Dgolden.write=true}; archives of before must still do.
     */
    @Test
    void itsPartsAndTheirLinesAreTheGoldenOnes() throws Exception {
      Path file;
      try (AuthoringService service = new AuthoringService(settings, NOON)) {
        EditedEntry made = service.complete(10);
        EntryId id = made.entry().id();
        assertThat(code(() -> service.desk().publish(EDITOR, service.publishing(id)))).isEmpty();
        EditedEntry saved = service.setMinutes(OTHER, service.drafts().find(id), 20);
        service.drafts().archive(EDITOR, id, seen(saved), Optional.of("Væk"), false);
        picture(service.database, Pictures.png(40, 30), "hus.png");
        file = export(service.database, "golden");
      }

      OpenedArchive archive = OpenedArchive.of(file);
      StringBuilder said = new StringBuilder();
      for (String part : archive.names()) {
        boolean text = part.endsWith(".jsonl");
        said.append(part).append('\n').append(text ? archive.text(part).indent(2) : "");
      }
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(GOLDEN.getParent());
        Files.writeString(GOLDEN, said);
      }
      assertThat(said.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void anArchiveOfAnotherDatabaseIsServedWithItsReleasesAndDrafts() throws Exception {
      Path archive;
      EntryId id;
      Optional<Integer> shown;
      Optional<Integer> before;
      EditedEntry draft;
      try (AuthoringService service = new AuthoringService(elsewhere, Clock.systemUTC())) {
        id = history(service, 10);
        shown = minutes(service.catalogue, id);
        before = service.archive.snapshot(2).orElseThrow().entry(id).map(Promises::minutesIn);
        draft = service.drafts().find(id);
        archive = export(service.database, "archive");
      }

      assertThat(carry(archive, settings, "again")).hasSameBinaryContentAs(archive);

      // A start finds a release and imports nothing.
      try (AuthoringService service = new AuthoringService(settings, Clock.systemUTC())) {
        assertThat(minutes(service.catalogue, id)).isEqualTo(shown);
        assertThat(service.archive.snapshot(2).orElseThrow().entry(id).map(Promises::minutesIn))
            .isEqualTo(before);
        EditedEntry here = service.drafts().find(id);
        assertThat(here.tag()).isEqualTo(draft.tag());
        assertThat(here.version().stored()).isEqualTo(draft.version().stored());
        // Whoever edits next is nobody of the history.
        EditedEntry saved = service.setMinutes(OTHER, here, 401);
        assertThat(saved.version().save().by()).isEqualTo("editor-3");
        assertThat(code(() -> service.desk().publish(OTHER, service.publishing(id)))).isEmpty();
        assertThat(minutes(service.catalogue, id)).contains(401);
      }
    }

    private static int minutesIn(dk.ledelseskatalog.catalogue.PublishedEntry entry) {
      return entry.attributes().path("minutes").asInt();
    }

    @Test
    void theCatalogueAServiceCameWithGivesWayAndItsReadersSeeTheOther() throws Exception {
      Path archive;
      try (AuthoringService service = new AuthoringService(elsewhere, Clock.systemUTC())) {
        archive = export(service.database, "archive");
      }
      try (AuthoringService service = new AuthoringService(settings, Clock.systemUTC())) {
        Instant own = publishedAt(service);

        ImportReport rehearsed = run(service.database, archive, true);
        assertThat(rehearsed.refused()).isFalse();
        assertThat(rehearsed.lines("en").get(0)).startsWith("Rehearsed, nothing is stored. Would");
        service.desk().show();
        assertThat(publishedAt(service)).isEqualTo(own);

        assertThat(run(service.database, archive, false).refused()).isFalse();
        service.desk().show();
        // The number is 1, as before; it is another release all the same.
        assertThat(publishedAt(service)).isNotEqualTo(own);
        assertThat(export(service.database, "again")).hasSameBinaryContentAs(archive);
      }
    }

    private static Instant publishedAt(AuthoringService service) {
      try (var lease = service.catalogue.acquire()) {
        return lease.snapshot().release().publishedAt();
      }
    }

    @Test
    void whereSomebodyEditedOrLearnedNothingIsReplaced() throws Exception {
      try (AuthoringService service = new AuthoringService(settings, Clock.systemUTC())) {
        Path archive = export(service.database, "archive");
        ImportReport cited = run(service.database, archive, false, List.of(manager -> true));
        assertThat(cited.refused()).isTrue();
        assertThat(cited.lines("en").toString()).contains("completions or sessions");

        EditedEntry draft = service.complete(7);
        Path before = export(service.database, "before");
        ImportReport edited = run(service.database, archive, false);

        assertThat(edited.refused()).isTrue();
        assertThat(edited.lines("da").toString()).contains("er redigeret", "som kladder");
        assertThat(service.drafts().find(draft.entry().id()).tag()).isEqualTo(draft.tag());
        assertThat(export(service.database, "after")).hasSameBinaryContentAs(before);
      }
    }

    /** What editors do at random, with something of every kind in it. */
    private static EntryId history(AuthoringService service, int steps) throws Exception {
      Random random = new Random(4711);
      List<EntryId> ids = new ArrayList<>();
      for (int entry = 0; entry < 3; entry++) {
        ids.add(service.complete(entry + 1).entry().id());
      }
      EntryId shown = ids.get(0);
      assertThat(code(() -> service.desk().publish(EDITOR, service.publishing(shown)))).isEmpty();
      service.drafts().comment(OTHER, shown, "Godt ☺\n\"ja\"");
      var unused =
          service
              .authoring
              .schedules()
              .plan(
                  EDITOR,
                  new ScheduleRequest(
                      Instant.now().plusSeconds(3600),
                      "Senere",
                      AuthoringService.named(ids.get(1))));
      for (int step = 0; step < steps; step++) {
        EntryId id = ids.get(random.nextInt(ids.size()));
        EditedEntry now = service.drafts().find(id);
        switch (random.nextInt(7)) {
          case 0, 1 -> service.setMinutes(OTHER, now, 1 + random.nextInt(400));
          case 2 -> service.drafts().archive(EDITOR, id, seen(now), Optional.of("Væk"), true);
          case 3 -> {
            int version = 1 + random.nextInt(now.version().version());
            service.drafts().restore(OTHER, id, seen(now), version, Optional.empty());
          }
          case 4 -> service.drafts().comment(EDITOR, id, "Trin " + step);
          case 5 -> {
            if (now.entry().state() == EntryState.DRAFT && now.faults().isEmpty()) {
              service
                  .drafts()
                  .move(
                      EDITOR,
                      id,
                      seen(now),
                      new Transition(EntryState.IN_REVIEW, Optional.empty()));
            }
          }
          default -> code(() -> service.desk().publish(EDITOR, service.publishing(id)));
        }
      }
      EditedEntry last = service.drafts().find(shown);
      if (last.isArchived()) {
        last = service.drafts().restore(OTHER, shown, seen(last), 1, Optional.empty());
      }
      service.setMinutes(OTHER, last, 399);
      assertThat(code(() -> service.desk().publish(EDITOR, service.publishing(shown)))).isEmpty();
      var back = new ReleaseRequest("Tilbage", new ReleaseRequest.Choice.Back(2));
      assertThat(code(() -> service.desk().publish(EDITOR, back))).isEmpty();
      return shown;
    }

    private Path carry(Path archive, DatabaseSettings target, String name) throws Exception {
      try (Database empty = Database.open(target)) {
        ImportReport report = run(empty, archive, false);
        assertThat(report.refused()).as(report.lines("da").toString()).isFalse();
        return export(empty, name);
      }
    }

    private static MediaLibrary library(Database database) {
      return new MediaLibrary(
          database.transactions(), new DatabaseBytes(database.transactions()), MediaLimits.DEFAULT);
    }

    /** Keeps a picture and what is said about it. */
    private static void picture(Database database, byte[] png, String name) {
      MediaLibrary library = library(database);
      try (CheckedFile file = library.check(new ByteArrayInputStream(png), Claim.NONE)) {
        var unused =
            database
                .transactions()
                .inTransaction(
                    manager -> {
                      MediaDescription description =
                          new MediaDescription(
                              name,
                              Optional.of("Et hus"),
                              Optional.empty(),
                              Optional.of("Foto: X"));
                      var media =
                          library.add(
                              manager,
                              file,
                              description,
                              Instant.parse("2026-11-24T09:30:00.123Z"),
                              "editor-1");
                      media.describe(description);
                      return media.sha256();
                    });
      }
    }

    private Path export(Database database, String name) throws Exception {
      Path file = folder.resolve(name + ".zip");
      var unused =
          new CatalogueExport(database.transactions(), library(database))
              .write(file, Progress.UNSEEN);
      return file;
    }

    private static ImportReport run(Database database, Path archive, boolean dryRun)
        throws Exception {
      return run(database, archive, dryRun, List.of());
    }

    private static ImportReport run(
        Database database, Path archive, boolean dryRun, List<ReleaseCitations> citations)
        throws Exception {
      try (ZipParts zip = ZipParts.open(archive)) {
        return new CatalogueImport(
                database.transactions(),
                ContentModel.read(Path.of("content-model")),
                library(database),
                citations,
                new AuditLog(Clock.systemUTC()))
            .run(
                zip,
                dryRun,
                manager ->
                    AuditEvent.byService(
                        "catalogue.imported", Purpose.EDITING, Optional.empty(), "imports/test"),
                Alongside.NOTHING,
                Progress.UNSEEN);
      } finally {
        assertThat(Files.exists(archive)).isTrue();
      }
    }
  }
}
