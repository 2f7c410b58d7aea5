package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.outbox.Outbox;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.Stored;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import dk.ledelseskatalog.xapi.StatementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The learning side as it is wired in the service. */
public final class LearningService implements AutoCloseable {
  final AtomicInteger nudges = new AtomicInteger();
  final Completions completions;
  private final Database database;

  LearningService(Catalogue catalogue, DatabaseSettings settings, Clock clock) throws Exception {
    database = Database.open(settings);
    completions =
        new Completions(
            catalogue,
            database.transactions(),
            new Pseudonyms(),
            new StatementFactory(
                URI.create("https://ledelse.example.dk"),
                URI.create("https://www.halsnaes.dk"),
                "Ledelseskatalog",
                clock),
            new Outbox(clock),
            new AuditLog(clock),
            clock,
            nudges::incrementAndGet);
  }

  /** The whole catalogue and its examples, published as release 1. */
  public static Catalogue catalogue(DatabaseSettings settings, Clock clock) throws Exception {
    Path folder = Path.of("content-model");
    ContentModel model = ContentModel.read(folder);
    Catalogue catalogue = new Catalogue();
    try (Database database = Database.open(settings);
        CatalogueUpdater updater =
            new CatalogueUpdater(
                database.transactions(), model, new LuceneSearchIndexBuilder(), catalogue)) {
      var unused =
          new Publisher(database.transactions(), model, clock)
              .importFirst(new CatalogueFiles(folder, model).readWithExamples(), "test", "first");
      updater.update();
      assertThat(updater.failure()).isEmpty();
    }
    return catalogue;
  }

  /** The statements waiting, in the order they were left. */
  List<JsonNode> statements() throws Exception {
    return new Stored(database).statements();
  }

  int rows(String table) throws Exception {
    return new Stored(database).rows(table);
  }

  @Override
  public void close() {
    database.close();
  }
}
