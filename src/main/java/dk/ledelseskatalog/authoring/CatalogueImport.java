package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.content.EntryHistories;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.ReleaseHistory;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes a whole catalogue over from an archive, with every version, number and time, so that
 * exporting it again gives the same bytes. Only where nothing would be lost by it: into a database
 * without a catalogue, or instead of the one the service came with, as long as nobody has edited it
 * and nothing names its release. Whole or not at all. Thread-safe.
 */
public final class CatalogueImport {
  private final Transactions transactions;
  private final ContentModel model;
  private final MediaLibrary library;
  private final List<ReleaseCitations> citations;
  private final AuditLog audit;

  public CatalogueImport(
      Transactions transactions,
      ContentModel model,
      MediaLibrary library,
      List<ReleaseCitations> citations,
      AuditLog audit) {
    this.transactions = transactions;
    this.model = model;
    this.library = library;
    this.citations = List.copyOf(citations);
    this.audit = audit;
  }

  /**
   * Checks an archive and, unless it is a rehearsal, imports it.
   *
   * @param event what the audit log is told
   * @param alongside what else is written; not in a rehearsal
   */
  public ImportReport run(
      ZipParts zip,
      boolean dryRun,
      Function<EntityManager, AuditEvent> event,
      Alongside alongside,
      Progress progress)
      throws IOException {
    CheckedArchive archive;
    try {
      archive = CheckedArchive.of(zip, model, library, progress);
    } catch (ArchiveException e) {
      return ImportReport.refusal(e.faults());
    }
    ImportReport report = report(archive, dryRun);
    try {
      if (dryRun) {
        transactions.rehearse(
            manager -> {
              new ReleaseHistory(manager).lock();
              return requireReplaceable(manager);
            });
      } else {
        transactions.inTransactionRetryingRaces(
            manager -> {
              new ReleaseHistory(manager).lock();
              if (requireReplaceable(manager)) {
                removeAll(manager);
              }
              add(manager, archive, progress);
              audit.append(manager, event.apply(manager));
              alongside.write(manager, report);
              return archive;
            });
      }
    } catch (InUseException e) {
      return ImportReport.refusal(e.refusal.faults());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return report;
  }

  /** Rolls back the transaction that found the catalogue in use. */
  private static final class InUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ArchiveException refusal;

    InUseException(String da, String en) {
      this.refusal =
          new ArchiveException(
              "",
              da + " Importér som kladder i stedet, eller i en tom database.",
              en + " Import as drafts instead, or into an empty database.");
    }
  }

  /** Whether there is a catalogue, which must then be the untouched first one. */
  private boolean requireReplaceable(EntityManager manager) {
    ReleaseHistory releases = new ReleaseHistory(manager);
    int newest = releases.newest();
    if (newest == 0) {
      return false;
    }
    if (newest > 1 || Editors.any(manager)) {
      throw new InUseException(
          "Kataloget her er redigeret; et helt arkiv ville slette det, der er skrevet.",
          "The catalogue here has been edited; a whole archive would delete what was written.");
    }
    if (citations.stream().anyMatch(each -> each.any(manager))) {
      throw new InUseException(
          "Her er gennemførelser eller hold, som henviser til udgivelserne; de ville komme til at"
              + " betyde noget andet.",
          "There are completions or sessions here that refer to the releases, which would come to"
              + " mean something else.");
    }
    return true;
  }

  private static void removeAll(EntityManager manager) {
    for (String table : List.of("scheduled_entry", "scheduled_release", "entry_comment")) {
      var unused = manager.createNativeQuery("delete from " + table).executeUpdate();
    }
    EntryHistories histories = new EntryHistories(manager);
    // Entries name releases, and releases name versions.
    histories.removeEntries();
    new ReleaseHistory(manager).removeAll();
    histories.removeVersions();
  }

  private void add(EntityManager manager, CheckedArchive archive, Progress progress) {
    ReleaseHistory releases = new ReleaseHistory(manager);
    Map<EntryId, ReleaseHistory.Made> lastChanges = new HashMap<>();
    for (ReleaseHistory.Made made : archive.releases()) {
      releases.add(made.release());
      made.changes().keySet().forEach(id -> lastChanges.put(id, made));
    }
    int written = 0;
    for (EntryId id : archive.entries()) {
      add(manager, archive, id, Optional.ofNullable(lastChanges.get(id)));
      progress.at(++written, archive.entries().size());
    }
    manager.flush();
    manager.clear();
    archive
        .releases()
        .forEach(made -> releases.addChanges(made.release().number(), made.changes()));
    addMedia(manager, archive);
    Editors.reserve(manager, archive.authors());
  }

  private void addMedia(EntityManager manager, CheckedArchive archive) {
    try {
      archive.media(
          (file, line) ->
              archive.put(
                  file,
                  line,
                  (kept, description, revision, published, at, by) ->
                      library.restore(manager, kept, description, revision, published, at, by)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(
      EntityManager manager,
      CheckedArchive archive,
      EntryId id,
      Optional<ReleaseHistory.Made> lastChange) {
    EntryHistories histories = new EntryHistories(manager);
    Optional<Integer> published =
        lastChange.flatMap(made -> made.changes().getOrDefault(id, Optional.empty()));
    EntryReader reader = new EntryReader(manager, histories, id);
    try {
      int newest = archive.read(id, reader);
      histories.add(
          id,
          reader.head.orElseThrow().standing(newest),
          published,
          published.map(version -> lastChange.orElseThrow().release().number()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    manager.flush();
    manager.clear();
  }

  /** Writes what is read. */
  private static final class EntryReader implements CheckedArchive.Reader {
    private final EntityManager manager;
    private final EntryHistories histories;
    private final EntryId id;
    private Optional<CheckedArchive.Head> head = Optional.empty();

    EntryReader(EntityManager manager, EntryHistories histories, EntryId id) {
      this.manager = manager;
      this.histories = histories;
      this.id = id;
    }

    @Override
    public void head(CheckedArchive.Head read) {
      head = Optional.of(read);
    }

    @Override
    public void version(int version, String stored, EntryDocument document, Save save) {
      histories.add(id, version, stored, save);
    }

    @Override
    public void comment(Comment comment) {
      // A comment refers to a version.
      manager.flush();
      manager.persist(comment);
    }
  }

  private static ImportReport report(CheckedArchive archive, boolean dryRun) {
    Map<String, Integer> counts = archive.counts();
    String what =
        counts.get("entries")
            + " poster i "
            + counts.get("versions")
            + " versioner, "
            + counts.get("comments")
            + " kommentarer, "
            + counts.get("media")
            + " billeder og PDF-filer, "
            + counts.get("releases")
            + " udgivelser";
    String whatInEnglish =
        counts.get("entries")
            + " entries in "
            + counts.get("versions")
            + " versions, "
            + counts.get("comments")
            + " comments, "
            + counts.get("media")
            + " pictures and PDF files, "
            + counts.get("releases")
            + " releases";
    return new ImportReport(
        false,
        dryRun
            ? new LocalizedText(
                "Prøve, intet er gemt. Ville importere: " + what + ".",
                "Rehearsed, nothing is stored. Would import: " + whatInEnglish + ".")
            : new LocalizedText("Importeret: " + what + ".", "Imported: " + whatInEnglish + "."),
        counts,
        List.of());
  }
}
