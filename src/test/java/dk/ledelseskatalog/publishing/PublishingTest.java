package dk.ledelseskatalog.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.persistence.Database;
import dk.ledelseskatalog.persistence.DatabaseSettings;
import dk.ledelseskatalog.persistence.NewDatabase;
import dk.ledelseskatalog.search.LuceneSearchIndexBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From catalogue files to a snapshot, on both databases. */
class PublishingTest {
  private static final Path CONTENT_MODEL = Path.of("content-model");

  @Nested
  @ExtendWith(NewDatabase.OnH2.class)
  class OnH2 extends Promises {}

  @Nested
  @ExtendWith(NewDatabase.OnPostgreSql.class)
  class OnPostgreSql extends Promises {}

  private static List<Object> withoutType(PublishedEntry entry) {
    return List.of(
        entry.id(), entry.version(), entry.release(), entry.attributes(), entry.related());
  }

  abstract static class Promises {
    Database database;
    private ContentModel model;
    private List<EntryDocument> documents;
    private Publisher publisher;
    private final Catalogue catalogue = new Catalogue();

    @BeforeEach
    void open(DatabaseSettings settings) throws Exception {
      database = Database.open(settings);
      model = ContentModel.read(CONTENT_MODEL);
      documents = new CatalogueFiles(CONTENT_MODEL, model).read();
      publisher = new Publisher(database.transactions(), model, Clock.systemUTC());
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void theFirstImportBecomesReleaseOneAndTheNextDoesNothing() {
      assertThat(publisher.importFirst(documents, "test", "first")).isPresent();
      assertThat(publisher.importFirst(documents, "test", "again")).isEmpty();

      updater(new LuceneSearchIndexBuilder()).update();
      try (Catalogue.Lease lease = catalogue.acquire()) {
        assertThat(lease.snapshot().release().number()).isEqualTo(1);
        assertThat(lease.snapshot().release().note()).isEqualTo("first");
        assertThat(lease.snapshot().entries("principles")).hasSize(10);
      }
    }

    @Test
    void whoMustKnowIsToldOfEachReleaseInItsTransaction() {
      List<String> told = new ArrayList<>();
      Publisher telling =
          new Publisher(
              database.transactions(),
              model,
              Clock.systemUTC(),
              (manager, release, withdrawn) -> told.add(release.number() + " " + withdrawn));
      var unused = telling.importFirst(documents, "test", "first");
      EntryId entry = documents.get(0).id();
      EntryId unknown = new EntryId("principles", "nobody-ever-saw-it");

      telling.publish(List.of(), List.of(entry, unknown), "test", "");
      telling.publish(List.of(), List.of(entry), "test", "gone already");
      telling.publish(List.of(documents.get(0)), List.of(), "test", "");

      assertThat(told).containsExactly("2 [" + entry + "]", "3 []", "4 []");
    }

    @Test
    void nodesThatImportTogetherImportOnce() throws Exception {
      ExecutorService nodes = Executors.newFixedThreadPool(4);
      List<Callable<Boolean>> imports = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        imports.add(() -> publisher.importFirst(documents, "test", "").isPresent());
      }
      int imported = 0;
      for (Future<Boolean> result : nodes.invokeAll(imports)) {
        imported += result.get() ? 1 : 0;
      }
      nodes.shutdown();

      assertThat(imported).isEqualTo(1);
    }

    @Test
    void anImportThatFailsLeavesNothing() {
      List<EntryDocument> twice = new ArrayList<>(documents);
      twice.add(documents.get(0));

      assertThat(failing(() -> publisher.importFirst(twice, "test", ""))).isNotNull();

      CatalogueUpdater updater = updater(new LuceneSearchIndexBuilder());
      updater.update();
      assertThat(updater.failure()).isEmpty();
      assertThat(failing(catalogue::acquire)).isInstanceOf(IllegalStateException.class);
      assertThat(publisher.importFirst(documents, "test", "")).isPresent();
    }

    @Test
    void whatIsStoredComesBackWordForWord() {
      publisher.importFirst(documents, "test", "");
      updater(new LuceneSearchIndexBuilder()).update();

      try (Catalogue.Lease lease = catalogue.acquire()) {
        for (EntryDocument document : documents) {
          PublishedEntry entry = lease.snapshot().entry(document.id()).orElseThrow();
          assertThat(entry.attributes()).isEqualTo(document.attributes());
          document
              .relationships()
              .forEach((name, targets) -> assertThat(entry.related(name)).isEqualTo(targets));
        }
      }
    }

    @Test
    void aSnapshotTakenOverFromTheOneBeforeIsThatOfAFreshStart() {
      publisher.importFirst(documents, "test", "");
      CatalogueUpdater updater = updater(new LuceneSearchIndexBuilder());
      updater.update();
      EntryId gone = new EntryId("reflections", "paa-fast-grund");
      EntryDocument moved = moved(new EntryId("principles", "tillid-er-fundamentet"), "mod");
      publisher.publish(List.of(moved), List.of(gone), "test", "");
      updater.update();

      Catalogue fresh = new Catalogue();
      new CatalogueUpdater(database.transactions(), model, new LuceneSearchIndexBuilder(), fresh)
          .update();
      try (Catalogue.Lease one = catalogue.acquire();
          Catalogue.Lease other = fresh.acquire()) {
        assertThat(one.snapshot().entry(gone)).isEmpty();
        assertThat(one.snapshot().size()).isEqualTo(documents.size() - 1);
        for (ContentType type : model.types()) {
          assertThat(one.snapshot().entries(type.name()))
              .extracting(PublishingTest::withoutType)
              .isEqualTo(
                  other.snapshot().entries(type.name()).stream()
                      .map(PublishingTest::withoutType)
                      .toList());
        }
        assertThat(one.snapshot().searchIndex().search(SearchQuery.of("fundament", "da", 9)))
            .isEqualTo(other.snapshot().searchIndex().search(SearchQuery.of("fundament", "da", 9)));
      }
    }

    private EntryDocument moved(EntryId id, String theme) {
      EntryDocument before =
          documents.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
      return new EntryDocument(
          id, before.attributes(), Map.of("theme", List.of(new EntryId("themes", theme))));
    }

    @Test
    void bothEndsOfARelationshipAreThereInCatalogueOrder() {
      publisher.importFirst(documents, "test", "");
      updater(new LuceneSearchIndexBuilder()).update();

      try (Catalogue.Lease lease = catalogue.acquire()) {
        assertThat(lease.snapshot().entries("themes"))
            .extracting(theme -> theme.id().id())
            .containsExactly("det-personlige-lederskab", "mod", "tillid", "helhed");
        PublishedEntry tillid =
            lease.snapshot().entry(new EntryId("themes", "tillid")).orElseThrow();
        assertThat(tillid.related("principles"))
            .extracting(EntryId::id)
            .containsExactly(
                "tillid-bakker-hinanden-op",
                "tillid-er-fundamentet",
                "tillid-forenkler-arbejdsgange");
        assertThat(lease.snapshot().entries("principles").subList(0, 4))
            .allSatisfy(
                principle ->
                    assertThat(principle.related("theme"))
                        .containsExactly(new EntryId("themes", "mod")));
      }
    }

    @Test
    void aSnapshotThatCannotBeBuiltLeavesTheOldOneServingAndSaysWhy() {
      AtomicBoolean strike = new AtomicBoolean();
      CatalogueUpdater updater =
          updater(
              (theModel, entries) -> {
                if (strike.get()) {
                  throw new IllegalStateException("the index is on strike");
                }
                return new LuceneSearchIndexBuilder().build(theModel, entries);
              });
      publisher.importFirst(documents, "test", "");
      updater.update();
      strike.set(true);
      withdrawInReleaseTwo(new EntryId("reflections", "hvem-er-du-som-leder"));

      updater.update();

      assertThat(updater.failure()).contains("the index is on strike");
      assertThat(served()).isEqualTo(1);

      strike.set(false);
      updater.update();
      assertThat(updater.failure()).isEmpty();
      assertThat(served()).isEqualTo(2);
    }

    @Test
    void aReleaseThatWithdrawsWhatOthersPointToIsNotServed() {
      publisher.importFirst(documents, "test", "");
      CatalogueUpdater updater = updater(new LuceneSearchIndexBuilder());
      updater.update();
      withdrawInReleaseTwo(new EntryId("themes", "tillid"));

      updater.update();

      assertThat(updater.failure().orElseThrow()).contains("points to themes/tillid");
      assertThat(served()).isEqualTo(1);
    }

    @Test
    void whoWantsToKnowIsToldOfAReleaseOnceReadersGetIt() {
      List<Integer> told = new ArrayList<>();
      publisher.importFirst(documents, "test", "");
      CatalogueUpdater updater =
          new CatalogueUpdater(
              database.transactions(),
              model,
              new LuceneSearchIndexBuilder(),
              catalogue,
              release -> {
                assertThat(served()).isEqualTo(release.number());
                told.add(release.number());
              });
      updater.update();
      updater.update();
      publisher.publish(List.of(documents.get(0)), List.of(), "test", "");
      updater.update();

      assertThat(updater.failure()).isEmpty();
      assertThat(told).containsExactly(1, 2);
    }

    private void withdrawInReleaseTwo(EntryId entry) {
      var unused = publisher.publish(List.of(), List.of(entry), "test", "");
    }

    private int served() {
      try (Catalogue.Lease lease = catalogue.acquire()) {
        return lease.snapshot().release().number();
      }
    }

    private CatalogueUpdater updater(SearchIndex.Builder indexBuilder) {
      return new CatalogueUpdater(database.transactions(), model, indexBuilder, catalogue);
    }

    private static @Nullable RuntimeException failing(Runnable work) {
      try {
        work.run();
        return null;
      } catch (RuntimeException e) {
        return e;
      }
    }
  }
}
