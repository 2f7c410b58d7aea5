package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.authoring.ImportRepository.Import;
import dk.ledelseskatalog.authoring.ImportRepository.State;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseHistory;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Imports while nobody waits for them: one at a time over all nodes. How far one has come any node
 * can tell. What one stores and that it did so are written together: one whose node dies has stored
 * nothing, and is told as interrupted a minute later, or it has stored everything and is told as
 * done. Thread-safe.
 */
public final class Imports implements AutoCloseable {
  static final String TYPE = "imports";

  private static final Logger LOG = System.getLogger(Imports.class.getName());
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final CatalogueImport whole;
  private final EditionImport edition;
  private final Editors editors;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final Runnable published;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "catalogue-import");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param published brings this node's catalogue to the newest release
   */
  Imports(
      Transactions transactions,
      CatalogueImport whole,
      EditionImport edition,
      Editors editors,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock,
      Runnable published) {
    this.transactions = transactions;
    this.whole = whole;
    this.edition = edition;
    this.editors = editors;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.published = published;
  }

  /**
   * What is asked of an import.
   *
   * @param asDrafts whether what differs becomes drafts; else the whole catalogue is taken over
   * @param reason why, in the words of who asks
   */
  record Request(boolean asDrafts, boolean dryRun, Optional<String> reason) {}

  /**
   * Takes a file and begins.
   *
   * @throws JsonApiException 413 if the file is too large, 400 if it breaks off, 409 while another
   *     import goes on
   */
  Import start(Person person, Request request, InputStream body) {
    Path file = spool(body);
    try {
      UUID id = UUID.randomUUID();
      Import begun =
          transactions.inTransactionRetryingRaces(
              manager -> {
                new ReleaseHistory(manager).lock();
                ImportRepository imports = new ImportRepository(manager);
                Instant now = clock.instant();
                imports
                    .running(now)
                    .ifPresent(
                        other -> {
                          throw underWay(other);
                        });
                imports.add(id, request.asDrafts(), request.dryRun(), now);
                return imports.find(id, now).orElseThrow();
              });
      threads.execute(() -> run(person, request, id, file));
      return begun;
    } catch (RuntimeException e) {
      delete(file);
      throw e;
    }
  }

  /**
   * Says that whatever goes on has died, where no other node can be: an embedded database is one
   * node's.
   */
  public void othersAreDead() {
    var unused =
        transactions.inTransaction(
            manager -> {
              new ImportRepository(manager).silence();
              return manager;
            });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  Import find(String id) {
    return transactions.inTransaction(
        manager ->
            Optional.of(id)
                .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .flatMap(
                    text ->
                        new ImportRepository(manager).find(UUID.fromString(text), clock.instant()))
                .orElseThrow(
                    () ->
                        Drafts.refusal(
                            404,
                            "unknown-import",
                            "Der er ingen import med dette id.",
                            "There is no import with this id.")));
  }

  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "An import was under way when the service ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path spool(InputStream body) {
    Path file;
    try {
      file = Files.createTempFile("ledelseskatalog-import", ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be put aside", e);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > ZipParts.MOST_BYTES) {
          throw Drafts.refusal(
              413,
              "file-too-large",
              "Filen er større end 4 GB. Send en mindre.",
              "The file is larger than 4 GB. Send a smaller one.");
        }
        out.write(buffer, 0, read);
      }
      return file;
    } catch (IOException e) {
      delete(file);
      throw Drafts.refusal(
          400,
          "body-not-read",
          "Filen kunne ikke læses til ende. Send den igen.",
          "The file could not be read to its end. Send it again.");
    } catch (RuntimeException e) {
      delete(file);
      throw e;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A file stays in the temporary folder: " + file, e);
    }
  }

  private static JsonApiException underWay(UUID other) {
    ErrorObject error =
        ErrorObject.of(
            409,
            "import-under-way",
            "En anden import er i gang; vent på den: /api/editor/imports/" + other + ".",
            "Another import goes on; wait for it: /api/editor/imports/" + other + ".");
    return new JsonApiException(error);
  }

  /** How far it has come, told now and then and not with each step. */
  private static final class Counter implements Progress {
    private volatile int done;
    private volatile int total;

    @Override
    public void at(int soFar, int all) {
      done = soFar;
      total = all;
    }
  }

  private void run(Person person, Request request, UUID id, Path file) {
    Counter counter = new Counter();
    var heart =
        threads.scheduleWithFixedDelay(
            () -> beat(id, counter),
            HEARTBEAT.toMillis(),
            HEARTBEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    Alongside stored = (manager, report) -> stored(manager, id, report);
    try (ZipParts zip = ZipParts.open(file)) {
      ImportReport report =
          request.asDrafts()
              ? edition.run(
                  zip,
                  request.dryRun(),
                  manager -> save(manager, person, request, id),
                  stored,
                  counter)
              : whole.run(
                  zip,
                  request.dryRun(),
                  manager -> event(manager, person, request, id),
                  stored,
                  counter);
      published.run();
      over(id, report.refused() ? State.REFUSED : State.DONE, report);
    } catch (ArchiveException e) {
      over(id, State.REFUSED, ImportReport.refusal(e.faults()));
    } catch (TakenForDeadException e) {
      LOG.log(Level.WARNING, "An import was silent for so long that it was taken back");
      over(id, State.FAILED, takenForDead());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "An import failed", e);
      over(id, State.FAILED, failure());
    } finally {
      heart.cancel(false);
      delete(file);
    }
  }

  /** Takes back an import that others were told is interrupted: one of them may have begun anew. */
  private static final class TakenForDeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void stored(EntityManager manager, UUID id, ImportReport report) {
    if (!new ImportRepository(manager).stored(id, report.toJson().toString(), clock.instant())) {
      throw new TakenForDeadException();
    }
  }

  private void beat(UUID id, Counter counter) {
    try {
      transactions.inTransaction(
          manager -> {
            new ImportRepository(manager).seen(id, counter.done, counter.total, clock.instant());
            return id;
          });
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "How far an import has come could not be told", e);
    }
  }

  private void over(UUID id, State state, ImportReport report) {
    try {
      transactions.inTransactionRetryingRaces(
          manager -> {
            new ImportRepository(manager)
                .over(id, state, report.toJson().toString(), clock.instant());
            return id;
          });
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "What became of an import could not be written down", e);
    }
  }

  private static ImportReport failure() {
    return failure(
        "Tjenesten kunne ikke gennemføre importen; loggen siger hvorfor. Intet er gemt.",
        "The service could not finish the import; the log says why. Nothing is stored.");
  }

  private static ImportReport takenForDead() {
    return failure(
        "Importen stod stille for længe og er taget tilbage. Intet er gemt; importér igen.",
        "The import stood still for too long and was taken back. Nothing is stored; import again.");
  }

  private static ImportReport failure(String da, String en) {
    return ImportReport.refusal(List.of(new Fault("", "", new LocalizedText(da, en))));
  }

  private Save save(EntityManager manager, Person person, Request request, UUID id) {
    audit.append(manager, event(manager, person, request, id));
    return new Save(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        editors.nameOf(manager, person),
        request.reason(),
        false,
        Optional.empty());
  }

  private AuditEvent event(EntityManager manager, Person person, Request request, UUID id) {
    return new AuditEvent(
        Optional.of(pseudonyms.of(manager, person)),
        Roles.ADMINISTRATOR,
        request.asDrafts() ? "catalogue.imported-as-drafts" : "catalogue.imported",
        Purpose.EDITING,
        Optional.empty(),
        TYPE + '/' + id);
  }
}
