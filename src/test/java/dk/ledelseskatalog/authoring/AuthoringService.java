package dk.ledelseskatalog.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.DatabaseBytes;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaLimits;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.publishing.CatalogueUpdater;
import dk.ledelseskatalog.publishing.Publisher;
import dk.ledelseskatalog.publishing.ReleaseArchive;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * One node's authoring over a database with a theme of the catalogue in it, and what that needs.
 */
final class AuthoringService implements AutoCloseable {
  static final Person EDITOR = new Person("test", "anne", Set.of(Roles.EDITOR));
  static final Person OTHER = new Person("test", "bo", Set.of(Roles.EDITOR));
  private static final Path FOLDER = Path.of("content-model");

  final Database database;
  final ContentModel model;
  final Catalogue catalogue = new Catalogue();
  final ReleaseArchive archive;
  final Authoring authoring;

  /** The keys of what caches were told to drop. */
  final List<String> outdated = new CopyOnWriteArrayList<>();

  private final CatalogueUpdater updater;

  AuthoringService(DatabaseSettings settings, Clock clock) throws Exception {
    this(settings, clock, ContentModel.read(FOLDER));
  }

  AuthoringService(DatabaseSettings settings, Clock clock, ContentModel model) throws Exception {
    this.model = model;
    database = Database.open(settings);
    Publisher publisher = new Publisher(database.transactions(), model, clock);
    var unused =
        publisher.importFirst(
            theme(new CatalogueFiles(FOLDER, model).read()), "system", "Et tema af kataloget");
    updater =
        new CatalogueUpdater(
            database.transactions(), model, new LuceneSearchIndexBuilder(), catalogue);
    updater.update();
    assertThat(updater.failure()).isEmpty();
    archive = new ReleaseArchive(database.transactions(), model);
    authoring =
        new Authoring(
            database.transactions(),
            model,
            catalogue,
            publisher,
            archive,
            new MediaLibrary(
                database.transactions(),
                new DatabaseBytes(database.transactions()),
                MediaLimits.DEFAULT),
            new Pseudonyms(),
            List.of(),
            new AuditLog(clock),
            clock,
            updater::update,
            outdated::add);
  }

  /** The more entries, the longer each release takes, and nothing else changes here. */
  private static List<EntryDocument> theme(List<EntryDocument> all) {
    Set<EntryId> needed = new HashSet<>(Set.of(new EntryId("themes", "mod")));
    List<EntryDocument> few = new ArrayList<>();
    for (int before = -1; before < few.size(); ) {
      before = few.size();
      for (EntryDocument each : all) {
        if (needed.contains(each.id()) && !few.contains(each)) {
          few.add(each);
          each.relationships().values().forEach(needed::addAll);
        }
      }
    }
    return few;
  }

  Drafts drafts() {
    return authoring.drafts();
  }

  ReleaseDesk desk() {
    return authoring.desk();
  }

  /** What an editor sends to make a reflection or to change one. */
  EntryRequest reflection(String attributes, String relationships) {
    return EntryRequest.readCreate(
        body(
            "{\"data\": {\"type\": \"reflections\", \"attributes\": "
                + attributes
                + ", \"relationships\": "
                + relationships
                + "}}"),
        type("reflections"));
  }

  /** A reflection that is valid. */
  EditedEntry complete(int minutes) {
    return drafts()
        .create(
            EDITOR,
            reflection(
                "{\"title\": {\"da\": \"Tøver du?\"}, \"questions\": {\"da\": [\"Hvornår?\"]},"
                    + " \"minutes\": "
                    + minutes
                    + ", \"audience\": \"individual\", \"order\": 90}",
                "{\"theme\": {\"data\": {\"type\": \"themes\", \"id\": \"mod\"}}}"));
  }

  EditedEntry setMinutes(Person person, EditedEntry seen, int minutes) {
    return drafts()
        .save(
            person,
            seen.entry().id(),
            seen(seen),
            reflection("{\"minutes\": " + minutes + "}", "{}"));
  }

  static IfMatch seen(EditedEntry entry) {
    return IfMatch.read(entry.tag());
  }

  ReleaseRequest publishing(EntryId... entries) {
    return new ReleaseRequest("Nyt", new ReleaseRequest.Choice.Entries(named(entries)));
  }

  /** In whatever version is the newest. */
  static List<ReleaseRequest.Named> named(EntryId... entries) {
    return Arrays.stream(entries)
        .map(id -> new ReleaseRequest.Named(id, Optional.empty()))
        .toList();
  }

  private ContentType type(String name) {
    return model.type(name).orElseThrow();
  }

  static InputStream body(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  static String code(ThrowingCallable action) {
    try {
      action.call();
      return "";
    } catch (JsonApiException e) {
      return e.errors().get(0).code();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  static Optional<Integer> minutes(Catalogue catalogue, EntryId id) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return lease.snapshot().entry(id).map(entry -> entry.attributes().path("minutes").asInt());
    }
  }

  @Override
  public void close() {
    authoring.imports().close();
    authoring.schedules().close();
    updater.close();
    catalogue.close();
    database.close();
  }
}
