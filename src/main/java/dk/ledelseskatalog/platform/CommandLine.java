package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.archive.ArchiveException;
import dk.ledelseskatalog.archive.Manifest;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.authoring.Alongside;
import dk.ledelseskatalog.authoring.CatalogueExport;
import dk.ledelseskatalog.authoring.CatalogueImport;
import dk.ledelseskatalog.authoring.EditionImport;
import dk.ledelseskatalog.authoring.ImportReport;
import dk.ledelseskatalog.authoring.Progress;
import dk.ledelseskatalog.configuration.Configuration;
import dk.ledelseskatalog.configuration.ConfigurationException;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.InvalidContentException;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.persistence.Database;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code export FILE} and {@code import [--dry-run] [--as-drafts] FILE}: what an operator does with
 * the catalogue beside the service, straight on its database. Needs no token, since whoever has the
 * database has everything; and no running service, so that a first start can find what it imported.
 */
public final class CommandLine {
  private static final LocalizedText USAGE =
      new LocalizedText(
          "Brug: export FIL  eller  import [--dry-run] [--as-drafts] FIL",
          "Usage: export FILE  or  import [--dry-run] [--as-drafts] FILE");
  private static final LocalizedText THERE =
      new LocalizedText("Filen findes allerede: ", "The file exists already: ");
  private static final LocalizedText MISSING =
      new LocalizedText("Filen findes ikke: ", "There is no such file: ");
  private static final LocalizedText UNUSABLE =
      new LocalizedText("Filen kan ikke bruges: ", "The file cannot be used: ");

  private static final String TARGET = "imports/command-line";
  private static final int HUNDRED = 100;

  private final Configuration configuration;
  private final Clock clock;
  private final PrintStream out;
  private final String language;

  CommandLine(Configuration configuration, Clock clock, PrintStream out, String language) {
    this.configuration = configuration;
    this.clock = clock;
    this.out = out;
    this.language = language;
  }

  /**
   * Does what is asked and ends with 0; with 1 if it is refused or impossible, with 2 if it is not
   * understood.
   */
  public static void main(String[] arguments) {
    // The pool's and the schema's lines tell an operator nothing here.
    Logger.getLogger("").setLevel(Level.SEVERE);
    String locale =
        Optional.ofNullable(System.getenv("LC_ALL"))
            .or(() -> Optional.ofNullable(System.getenv("LANG")))
            .orElse("");
    int status;
    try {
      Configuration configuration =
          Configuration.read(name -> Optional.ofNullable(System.getenv(name)));
      status =
          new CommandLine(
                  configuration,
                  Clock.systemUTC(),
                  System.out,
                  locale.startsWith("da") ? "da" : "en")
              .run(Arrays.asList(arguments));
    } catch (ConfigurationException | StartException e) {
      System.out.println(e.getMessage());
      status = 1;
    }
    System.out.flush();
    System.exit(status);
  }

  int run(List<String> arguments) throws StartException {
    List<String> rest = new ArrayList<>(arguments);
    boolean dryRun = rest.remove("--dry-run");
    boolean asDrafts = rest.remove("--as-drafts");
    boolean imports = rest.size() == 2 && rest.get(0).equals("import");
    boolean exports = rest.size() == 2 && rest.get(0).equals("export") && !dryRun && !asDrafts;
    if (!imports && !exports) {
      out.println(USAGE.in(language));
      return 2;
    }
    Path file = Path.of(rest.get(1));
    if (exports == Files.exists(file)) {
      out.println((exports ? THERE : MISSING).in(language) + file);
      return 1;
    }
    try (Database database = Service.openDatabase(configuration)) {
      return exports ? write(database, file) : read(database, file, dryRun, asDrafts);
    } catch (ArchiveException e) {
      e.faults().forEach(fault -> out.println(fault.message().in(language)));
    } catch (InvalidContentException e) {
      out.println("The content model is not valid:\n" + e.getMessage());
    } catch (IOException e) {
      out.println(UNUSABLE.in(language) + e.getMessage());
    }
    return 1;
  }

  private int write(Database database, Path file) throws IOException, StartException {
    Path whole = file.resolveSibling(file.getFileName() + ".part");
    try {
      Manifest manifest =
          new CatalogueExport(database.transactions(), library(database)).write(whole, progress());
      Files.move(whole, file);
      out.println(
          new LocalizedText("Eksporteret: ", "Exported: ").in(language)
              + file
              + " "
              + new TreeMap<>(manifest.counts()));
      return 0;
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private int read(Database database, Path file, boolean dryRun, boolean asDrafts)
      throws IOException, InvalidContentException, StartException {
    ContentModel model = ContentModel.read(ContentFolder.of(configuration));
    AuditLog audit = new AuditLog(clock);
    ImportReport report;
    try (ZipParts zip = ZipParts.open(file)) {
      report =
          asDrafts
              ? new EditionImport(database.transactions(), model, library(database))
                  .run(zip, dryRun, save(audit, file), Alongside.NOTHING, progress())
              : new CatalogueImport(
                      database.transactions(), model, library(database), Service.citations(), audit)
                  .run(
                      zip,
                      dryRun,
                      manager -> event("catalogue.imported"),
                      Alongside.NOTHING,
                      progress());
    } catch (ArchiveException e) {
      report = ImportReport.refusal(e.faults());
    }
    report.lines(language).forEach(out::println);
    return report.refused() ? 1 : 0;
  }

  private MediaLibrary library(Database database) throws StartException {
    return Service.library(configuration, database.transactions(), clock);
  }

  private Function<EntityManager, Save> save(AuditLog audit, Path file) {
    String reason = "import " + file.getFileName();
    return manager -> {
      audit.append(manager, event("catalogue.imported-as-drafts"));
      return new Save(
          clock.instant().truncatedTo(ChronoUnit.MILLIS),
          "system",
          Optional.of(reason.substring(0, Math.min(reason.length(), Save.LONGEST_REASON))),
          false,
          Optional.empty());
    };
  }

  private static AuditEvent event(String action) {
    return AuditEvent.byService(action, Purpose.EDITING, Optional.empty(), TARGET);
  }

  /** A line for every tenth of the way. */
  private Progress progress() {
    int[] told = {0};
    return (done, total) -> {
      int tenth = total == 0 ? 10 : done * 10 / total;
      if (done > HUNDRED && tenth != told[0]) {
        told[0] = tenth;
        out.println(tenth * 10 + " %");
      }
    };
  }
}
