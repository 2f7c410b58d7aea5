package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalogue that went the whole way: files, database, release, snapshot. Answers reads of it. */
final class PublishedCatalogue implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CONTENT_MODEL = Path.of("content-model");

  private final Database database;
  private final Catalogue catalogue = new Catalogue();
  private final Representations representations;
  private final EntryDocuments entries;
  private final SearchDocuments search;

  private PublishedCatalogue(Database database, long cacheBytes) {
    this.database = database;
    this.representations =
        new Representations(catalogue, URI.create("https://ledelse.example.dk"), cacheBytes);
    this.entries = new EntryDocuments(representations);
    this.search = new SearchDocuments(representations, FrequentSearches.NONE);
  }

  /** The catalogue of Halsnæs Kommune. */
  static PublishedCatalogue real(Path folder) throws Exception {
    ContentModel model = model();
    return of(folder, new CatalogueFiles(CONTENT_MODEL, model).read());
  }

  static PublishedCatalogue of(Path folder, List<EntryDocument> documents) throws Exception {
    return of(folder, documents, Representations.DEFAULT_CACHE_BYTES);
  }

  static PublishedCatalogue of(Path folder, List<EntryDocument> documents, long cacheBytes)
      throws Exception {
    ContentModel model = model();
    Database database = Database.open(DatabaseSettings.embeddedIn(folder));
    PublishedCatalogue published = new PublishedCatalogue(database, cacheBytes);
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);
    new Publisher(database.transactions(), model, clock)
        .importFirst(documents, "test", "Første udgivelse");
    try (CatalogueUpdater updater =
        new CatalogueUpdater(
            database.transactions(), model, new LuceneSearchIndexBuilder(), published.catalogue)) {
      updater.update();
      updater
          .failure()
          .ifPresent(
              failure -> {
                throw new IllegalStateException(failure);
              });
    }
    return published;
  }

  static ContentModel model() throws Exception {
    return ContentModel.read(CONTENT_MODEL);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Answer get(String address) {
    return get(address, null, null, null, null);
  }

  /**
   * @param address below {@code /api}, with its query
   */
  Answer get(
      String address,
      @Nullable String accept,
      @Nullable String acceptLanguage,
      @Nullable String acceptEncoding,
      @Nullable String ifNoneMatch) {
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    ReadRequest request =
        new ReadRequest(
            question < 0 ? null : address.substring(question + 1),
            accept,
            acceptLanguage,
            acceptEncoding,
            ifNoneMatch);
    String[] steps = path.split("/", -1);
    return switch (steps.length) {
      case 1 -> entries.index(request);
      case 2 ->
          switch (steps[1]) {
            case "search" -> search.search(request);
            case "suggestions" -> search.suggestions(request);
            default -> entries.list(request, steps[1]);
          };
      case 3 -> entries.one(request, new EntryId(steps[1], steps[2]));
      case 4 -> entries.related(request, new EntryId(steps[1], steps[2]), steps[3]);
      default -> entries.relationship(request, new EntryId(steps[1], steps[2]), steps[4]);
    };
  }

  JsonNode json(String address) {
    return json(get(address));
  }

  JsonNode json(String address, String acceptLanguage) {
    return json(get(address, null, acceptLanguage, null, null));
  }

  private static JsonNode json(Answer answer) {
    try {
      JsonNode document = JSON.readTree(answer.body());
      JsonApiRules.check(document);
      return document;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    catalogue.close();
    database.close();
  }
}
