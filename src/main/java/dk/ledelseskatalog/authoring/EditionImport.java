package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.Line;
import dk.ledelseskatalog.archive.Manifest;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.content.EntryHistories;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.RequestBody;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes over what a file says otherwise than the newest versions here, as drafts that editors look
 * through and publish. The file is a catalogue as {@code content-model/catalogue} has it, or an
 * archive, of which the newest versions count. What is equal is left alone, what the file lacks
 * stays. All drafts or none. Thread-safe.
 */
public final class EditionImport {
  private final Transactions transactions;
  private final ContentModel model;
  private final MediaLibrary library;

  public EditionImport(Transactions transactions, ContentModel model, MediaLibrary library) {
    this.transactions = transactions;
    this.model = model;
    this.library = library;
  }

  /**
   * Compares a file with what is here and, unless it is a rehearsal, saves what differs.
   *
   * @param save who saves, when and why, in the transaction; leaves its trace there too
   * @param alongside what else is written; not in a rehearsal
   */
  public ImportReport run(
      ZipParts zip,
      boolean dryRun,
      Function<EntityManager, Save> save,
      Alongside alongside,
      Progress progress)
      throws IOException {
    try {
      Map<EntryId, Source> sources = sources(zip, progress);
      Function<EntityManager, ImportReport> work =
          manager -> new Comparison(manager, dryRun, save, progress).of(sources);
      return dryRun
          ? transactions.inTransaction(work)
          : transactions.inTransactionRetryingRaces(
              manager -> {
                ImportReport report = work.apply(manager);
                alongside.write(manager, report);
                return report;
              });
    } catch (ArchiveException e) {
      return ImportReport.refusal(e.faults());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads an entry from the file when it is needed. */
  private interface Source {
    Optional<EntryDocument> read() throws IOException;
  }

  /** What the file has, once nothing was found in it that could not be kept. */
  private Map<EntryId, Source> sources(ZipParts zip, Progress progress) throws IOException {
    return zip.has(Manifest.NAME) ? archive(zip, progress) : edition(zip);
  }

  private Map<EntryId, Source> archive(ZipParts zip, Progress progress) throws IOException {
    CheckedArchive archive = CheckedArchive.of(zip, model, library, progress);
    Map<EntryId, Source> sources = new TreeMap<>();
    for (EntryId id : archive.entries()) {
      NewestReader.add(archive, id, sources);
    }
    return sources;
  }

  private Map<EntryId, Source> edition(ZipParts zip) throws IOException {
    Map<EntryId, Source> sources = new TreeMap<>();
    List<Fault> faults = new ArrayList<>();
    for (String part : zip.names()) {
      Optional<EntryId> id = ArchiveParts.edition(part);
      if (id.isPresent()) {
        try {
          var unused = read(zip, part, id.get(), faults);
          sources.put(id.get(), () -> Optional.of(read(zip, part, id.get(), new ArrayList<>())));
        } catch (ArchiveException e) {
          faults.addAll(e.faults());
        }
      } else if (!part.endsWith("/")) {
        faults.add(
            new Fault(
                part,
                "",
                new LocalizedText(
                    "Filen hører ikke til her. Poster hedder catalogue/<type>/<id>.json.",
                    "The file does not belong here. Entries are catalogue/<type>/<id>.json.")));
      }
    }
    if (sources.isEmpty() && faults.isEmpty()) {
      faults.add(
          new Fault(
              "",
              "",
              new LocalizedText(
                  "Der er ingen poster i filen; de hedder catalogue/<type>/<id>.json.",
                  "There are no entries in the file; they are catalogue/<type>/<id>.json.")));
    }
    if (!faults.isEmpty()) {
      throw new ArchiveException(faults);
    }
    return sources;
  }

  private EntryDocument read(ZipParts zip, String part, EntryId id, List<Fault> faults)
      throws IOException {
    Line line = Line.whole(zip, part, RequestBody.MAX_BYTES);
    ContentType type = CheckedArchive.type(model, id, part);
    EntryDocument document = CheckedArchive.document(id, line, line.json());
    for (var attribute : document.attributes().properties()) {
      if (!type.attributes().containsKey(attribute.getKey())) {
        faults.add(unknown(part, "/attributes/" + attribute.getKey()));
      }
    }
    for (var member : line.json().path("relationships").properties()) {
      String pointer = "/relationships/" + member.getKey();
      Relationship relationship = type.relationships().get(member.getKey());
      if (relationship == null || relationship.derived()) {
        faults.add(unknown(part, pointer));
      } else if (member.getValue().isArray() != relationship.toMany()) {
        String shape = relationship.toMany() ? "[ … ]" : "{ … }";
        faults.add(
            new Fault(
                part,
                pointer,
                new LocalizedText("Skal være " + shape + ".", "Must be " + shape + ".")));
      }
    }
    return document;
  }

  private static Fault unknown(String part, String pointer) {
    return new Fault(
        part,
        pointer,
        new LocalizedText(
            "Indholdstypen har ikke dette felt; ret navnet, eller tag det ud.",
            "The content type has no such field; correct the name, or take it out."));
  }

  /** Finds the newest version of an entry in an archive. */
  private static final class NewestReader implements CheckedArchive.Reader {
    private Optional<EntryDocument> newest = Optional.empty();

    static void add(CheckedArchive archive, EntryId id, Map<EntryId, Source> sources) {
      sources.put(
          id,
          () -> {
            NewestReader reader = new NewestReader();
            var unused = archive.read(id, reader);
            return reader.newest;
          });
    }

    @Override
    public void head(CheckedArchive.Head head) {}

    @Override
    public void version(int version, String stored, EntryDocument document, Save save) {
      newest = save.archived() ? Optional.empty() : Optional.of(document);
    }

    @Override
    public void comment(Comment comment) {}
  }

  /** One comparison, in a transaction. */
  private final class Comparison {
    private final EntityManager manager;
    private final boolean dryRun;
    private final Function<EntityManager, Save> save;
    private final Progress progress;
    private final List<ImportReport.Item> items = new ArrayList<>();
    private Optional<Save> told = Optional.empty();
    private int created;
    private int changed;
    private int unchanged;
    private int incomplete;

    Comparison(
        EntityManager manager,
        boolean dryRun,
        Function<EntityManager, Save> save,
        Progress progress) {
      this.manager = manager;
      this.dryRun = dryRun;
      this.save = save;
      this.progress = progress;
    }

    ImportReport of(Map<EntryId, Source> sources) {
      int compared = 0;
      for (Map.Entry<EntryId, Source> source : sources.entrySet()) {
        try {
          source.getValue().read().ifPresent(document -> compare(source.getKey(), document));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        manager.flush();
        manager.clear();
        progress.at(++compared, sources.size());
      }
      int missing = tellMissing(sources);
      Map<String, Integer> counts = new LinkedHashMap<>();
      counts.put("created", created);
      counts.put("changed", changed);
      counts.put("unchanged", unchanged);
      counts.put("incomplete", incomplete);
      counts.put("notInFile", missing);
      return new ImportReport(false, summary(missing), counts, items);
    }

    private LocalizedText summary(int missing) {
      String da =
          created
              + " nye, "
              + changed
              + " ændrede, "
              + unchanged
              + " uændrede; "
              + incomplete
              + " kladder er ikke klar til at udgive, "
              + missing
              + " poster her er ikke i filen.";
      String en =
          created
              + " new, "
              + changed
              + " changed, "
              + unchanged
              + " unchanged; "
              + incomplete
              + " drafts are not ready to publish, "
              + missing
              + " entries here are not in the file.";
      return dryRun
          ? new LocalizedText("Prøve, intet er gemt: " + da, "Rehearsed, nothing is stored: " + en)
          : new LocalizedText("Gemt som kladder: " + da, "Saved as drafts: " + en);
    }

    private void compare(EntryId id, EntryDocument document) {
      ContentType type = model.type(id.type()).orElseThrow();
      EntryRepository entries = new EntryRepository(manager);
      var known = dryRun ? entries.find(id) : entries.lock(id);
      if (known.isPresent()) {
        Newest newest = entries.newest(known.get());
        EntryDocument here = newest.version().document();
        if (!newest.version().save().archived()
            && here.attributes().equals(document.attributes())
            && here.relationships().equals(document.relationships())) {
          unchanged++;
          return;
        }
        changed++;
        tell(ImportReport.Kind.CHANGED, id, "ændret", "changed");
      } else {
        created++;
        tell(ImportReport.Kind.CREATED, id, "ny", "new");
      }
      List<Fault> faults = model.faults(id.toString(), document.toJson(type));
      incomplete += faults.isEmpty() ? 0 : 1;
      faults.forEach(
          fault -> items.add(new ImportReport.Item(ImportReport.Kind.INCOMPLETE, fault)));
      if (!dryRun) {
        if (told.isEmpty()) {
          told = Optional.of(save.apply(manager));
        }
        var unused = entries.save(known, document, type, told.get());
      }
    }

    private int tellMissing(Map<EntryId, Source> sources) {
      int missing = 0;
      EntryRepository entries = new EntryRepository(manager);
      for (EntryId id : new EntryHistories(manager).ids()) {
        if (!sources.containsKey(id)
            && !entries.newest(entries.find(id).orElseThrow()).version().save().archived()) {
          missing++;
          tell(
              ImportReport.Kind.NOT_IN_FILE,
              id,
              "ikke i filen; den bliver, til en redaktør lægger den væk",
              "not in the file; it stays until an editor puts it away");
        }
      }
      return missing;
    }

    private void tell(ImportReport.Kind kind, EntryId id, String da, String en) {
      if (items.size() < ImportReport.MOST_ITEMS) {
        items.add(ImportReport.Item.of(kind, id.toString(), da, en));
      }
    }
  }
}
