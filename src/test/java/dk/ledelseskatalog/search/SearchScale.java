package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Measures what grows with the catalogue besides searching: import, index, publishing. */
final class SearchScale {
  private static final int CHANGES = 5;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private SearchScale() {}

  private interface Step {
    void run() throws Exception;
  }

  private static void time(String what, Step step) throws Exception {
    long begin = System.nanoTime();
    long beginOfWork = PROCESS.getProcessCpuTime();
    step.run();
    System.out.printf(
        Locale.ROOT,
        "%-46s %7.0f ms, %7.0f ms of processor%n",
        what,
        (System.nanoTime() - begin) / 1_000_000.0,
        (PROCESS.getProcessCpuTime() - beginOfWork) / 1_000_000.0);
  }

  /**
   * Prints a line for each step.
   *
   * @param arguments the content-model folder
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ContentModel model = ContentModel.read(folder);
    List<EntryDocument> documents = new CatalogueFiles(folder, model).read();
    LuceneSearchIndexBuilder builder = new LuceneSearchIndexBuilder();
    time(
        "search index, built cold",
        () -> builder.build(RealCatalogue.of(model, documents)).close());
    Path data = Files.createTempDirectory("scale");
    try (Database database = Database.open(DatabaseSettings.embeddedIn(data));
        Catalogue catalogue = new Catalogue();
        CatalogueUpdater updater =
            new CatalogueUpdater(database.transactions(), model, builder, catalogue)) {
      Publisher publisher = new Publisher(database.transactions(), model, Clock.systemUTC());
      time("import into H2", () -> publisher.importFirst(documents, "scale", ""));
      time("first snapshot with its index", updater::update);
      List<EntryDocument> inspirations =
          documents.stream().filter(each -> each.id().type().equals("inspirations")).toList();
      for (int change = 0; change < Integer.getInteger("changes", CHANGES); change++) {
        EntryDocument changed = changed(inspirations.get(inspirations.size() / 2 + change));
        time(
            "one changed entry, from publishing to search",
            () -> {
              publisher.publish(List.of(changed), List.of(), "scale", "");
              updater.update();
              try (Catalogue.Lease lease = catalogue.acquire()) {
                var result =
                    lease.snapshot().searchIndex().search(SearchQuery.of("ibrugtagning", "da", 1));
                if (!result.hits().get(0).id().equals(changed.id()) && result.total() == 0) {
                  throw new IllegalStateException("The change is not found");
                }
              }
            });
      }
    }
  }

  private static EntryDocument changed(EntryDocument document) {
    ObjectNode attributes = document.attributes().deepCopy();
    String attribute = attributes.has("title") ? "title" : "text";
    attributes.putObject(attribute).put("da", "Ibrugtagning");
    return new EntryDocument(document.id(), attributes, document.relationships());
  }
}
