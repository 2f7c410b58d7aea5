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
import dk.ledelseskatalog.publishing.ReleaseArchive;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalogue that went the whole way: files, database, release, snapshot. Answers reads of it. */
final class PublishedCatalogue implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CONTENT_MODEL = Path.of("content-model");
  private static final Instant FIRST = Instant.parse("2026-11-23T09:00:00Z");

  private final Database database;
  private final ContentModel model;
  private final CatalogueUpdater updater;
  private final Catalogue catalogue = new Catalogue();
  private final Representations representations;
  private final EntryDocuments entries;
  private final SearchDocuments search;
  private final PastReleases past;

  private PublishedCatalogue(Database database, ContentModel model, long cacheBytes) {
    this.database = database;
    this.model = model;
    this.updater =
        new CatalogueUpdater(
            database.transactions(), model, new LuceneSearchIndexBuilder(), catalogue);
    this.representations =
        new Representations(
            catalogue, URI.create("https://ledelse.example.dk"), CachePolicy.DEFAULT, cacheBytes);
    this.entries = new EntryDocuments(representations);
    this.search = new SearchDocuments(representations, FrequentSearches.NONE);
    this.past =
        new PastReleases(
            catalogue, new ReleaseArchive(database.transactions(), model), representations);
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
    return of(DatabaseSettings.embeddedIn(folder), documents, cacheBytes);
  }

  static PublishedCatalogue of(
      DatabaseSettings settings, List<EntryDocument> documents, long cacheBytes) throws Exception {
    ContentModel model = model();
    Database database = Database.open(settings);
    PublishedCatalogue published = new PublishedCatalogue(database, model, cacheBytes);
    published.publisher(FIRST).importFirst(documents, "test", "Første udgivelse");
    published.update();
    return published;
  }

  /** Publishes the next release and serves it. */
  void publish(List<EntryDocument> documents, EntryId... withdrawn) {
    publisher(FIRST.plus(1, ChronoUnit.DAYS))
        .publish(documents, List.of(withdrawn), "test", "Næste udgivelse");
    update();
  }

  private Publisher publisher(Instant now) {
    return new Publisher(database.transactions(), model, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void update() {
    updater.update();
    updater
        .failure()
        .ifPresent(
            failure -> {
              throw new IllegalStateException(failure);
            });
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
    if (path.startsWith("/releases")) {
      return release(request, steps);
    }
    return switch (steps.length) {
      case 1 -> entries.index(request);
      case 2 ->
          switch (steps[1]) {
            case "search" -> search.search(request);
            case "suggestions" -> search.suggestions(request);
            case "changes" -> new ChangeDocuments(representations, past.releases()).since(request);
            default -> entries.list(request, steps[1]);
          };
      case 3 -> entries.one(request, new EntryId(steps[1], steps[2]));
      case 4 -> entries.related(request, new EntryId(steps[1], steps[2]), steps[3]);
      default -> entries.relationship(request, new EntryId(steps[1], steps[2]), steps[4]);
    };
  }

  private Answer release(ReadRequest request, String[] steps) {
    ReleaseDocuments releases = new ReleaseDocuments(representations, past);
    return switch (steps.length) {
      case 2 -> releases.list(request);
      case 3 -> releases.one(request, steps[2]);
      case 4 ->
          steps[3].equals("changes")
              ? new DifferenceDocuments(representations, past).between(request, steps[2])
              : new EntryDocuments(past.reader(steps[2])).list(request, steps[3]);
      case 5 ->
          new EntryDocuments(past.reader(steps[2])).one(request, new EntryId(steps[3], steps[4]));
      default ->
          new EntryDocuments(past.reader(steps[2]))
              .related(request, new EntryId(steps[3], steps[4]), steps[5]);
    };
  }

  Representations representations() {
    return representations;
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
    updater.close();
    catalogue.close();
    database.close();
  }
}
