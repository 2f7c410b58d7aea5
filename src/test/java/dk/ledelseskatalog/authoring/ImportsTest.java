package dk.ledelseskatalog.authoring;

import static dk.ledelseskatalog.authoring.AuthoringService.EDITOR;
import static dk.ledelseskatalog.authoring.AuthoringService.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.authoring.ImportRepository.Import;
import dk.ledelseskatalog.authoring.ImportRepository.State;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of an import whose node dies or stands still, on both databases. */
class ImportsTest {
  private static final EntryId NEW = new EntryId("themes", "ro");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  /** Stands still, and leaps once it has been looked at. */
  private static final class LeapingClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private Duration leap = Duration.ZERO;

    synchronized void leapAfterTheNextLook(Duration by) {
      leap = by;
    }

    @Override
    public synchronized Instant instant() {
      Instant seen = now;
      now = now.plus(leap);
      leap = Duration.ZERO;
      return seen;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  abstract static class Promises {
    private final LeapingClock clock = new LeapingClock();
    private AuthoringService service;

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      service = new AuthoringService(settings, clock);
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Test
    void oneWhoseNodeDiedIsInterruptedAndMakesWayForTheNext() throws Exception {
      UUID dead = begunElsewhere();
      assertThat(code(this::start)).isEqualTo("import-under-way");
      assertThat(find(dead).interrupted()).isFalse();

      pass(ImportRepository.SILENCE);

      assertThat(find(dead).interrupted()).isTrue();
      assertThat(find(dead).report()).isEmpty();
      assertThat(over(start()).state()).isEqualTo(State.DONE);
      assertThat(service.drafts().find(NEW).version().version()).isEqualTo(1);
      assertThat(find(dead).interrupted()).isTrue();
    }

    @Test
    void oneWhoseNodeDiedBehindItsLastWordIsDone() {
      UUID dead = begunElsewhere();
      ImportReport report = ImportReport.refusal(List.of(AN_ITEM));
      boolean stored = write(imports -> imports.stored(dead, report.toJson().toString(), now()));
      assertThat(stored).isTrue();
      assertThat(find(dead).state()).isEqualTo(State.RUNNING);
      assertThat(find(dead).report()).isEmpty();

      pass(ImportRepository.SILENCE);

      assertThat(find(dead).interrupted()).isFalse();
      assertThat(find(dead).state()).isEqualTo(State.DONE);
      assertThat(find(dead).report()).isPresent();
    }

    /** Else another that began meanwhile, and this one, would both store what they bring. */
    @Test
    void oneThatStoodStillForTooLongStoresNothing() throws Exception {
      clock.leapAfterTheNextLook(ImportRepository.SILENCE);

      Import late = over(start());

      assertThat(late.state()).isEqualTo(State.FAILED);
      assertThat(late.report().orElseThrow()).contains("import again");
      assertThat(code(() -> service.drafts().find(NEW))).isEqualTo("unknown-entry");
      assertThat(over(start()).state()).isEqualTo(State.DONE);
      assertThat(service.drafts().find(NEW).version().version()).isEqualTo(1);
    }

    @Test
    void aBeatThatComesTooLateDoesNotBringItBackToLife() {
      UUID late = begunElsewhere();
      pass(ImportRepository.SILENCE);

      var unused =
          write(
              imports -> {
                imports.seen(late, 5, 10, now());
                return true;
              });

      assertThat(find(late).interrupted()).isTrue();
      assertThat(find(late).done()).isZero();
    }

    @Test
    void whereOnlyOneNodeCanBeOthersAreDeadAtItsStart() throws Exception {
      UUID dead = begunElsewhere();

      service.authoring.imports().othersAreDead();

      assertThat(find(dead).interrupted()).isTrue();
      assertThat(over(start()).state()).isEqualTo(State.DONE);
    }

    private static final Fault AN_ITEM = new Fault("x", "", new LocalizedText("x.", "x."));

    private Instant now() {
      return clock.instant();
    }

    private void pass(Duration time) {
      clock.leapAfterTheNextLook(time);
      var unused = clock.instant();
    }

    private <T> T write(Function<ImportRepository, T> work) {
      return service
          .database
          .transactions()
          .inTransaction(manager -> work.apply(new ImportRepository(manager)));
    }

    private UUID begunElsewhere() {
      UUID id = UUID.randomUUID();
      return write(
          imports -> {
            imports.add(id, true, false, now());
            return id;
          });
    }

    private Import find(UUID id) {
      return service.authoring.imports().find(id.toString());
    }

    private Import start() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("catalogue/" + NEW + ".json"));
        zip.write("{\"type\":\"themes\",\"id\":\"ro\",\"attributes\":{}}".getBytes(UTF_8));
      }
      return service
          .authoring
          .imports()
          .start(
              EDITOR,
              new Imports.Request(true, false, Optional.empty()),
              new ByteArrayInputStream(bytes.toByteArray()));
    }

    private Import over(Import begun) throws Exception {
      for (int i = 0; i < 600 && find(begun.id()).state() == State.RUNNING; i++) {
        Thread.sleep(50);
      }
      return find(begun.id());
    }
  }
}
