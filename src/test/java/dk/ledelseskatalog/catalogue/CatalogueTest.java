package dk.ledelseskatalog.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.ledelseskatalog.contentmodel.ContentModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = new Catalogue();
  private ContentModel model;

  @BeforeEach
  void readModel() throws Exception {
    model = ContentModel.read(Path.of("content-model"));
  }

  @Test
  void beforeTheFirstReleaseThereIsNothingToRead() {
    assertThatThrownBy(catalogue::acquire).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReaderFinishesOnTheSnapshotItBeganWith() {
    RecordingIndex first = new RecordingIndex();
    catalogue.publish(snapshot(1, first));
    Catalogue.Lease reader = catalogue.acquire();

    catalogue.publish(snapshot(2, new RecordingIndex()));

    assertThat(reader.snapshot().release().number()).isEqualTo(1);
    assertThat(first.closed).isFalse();
    try (Catalogue.Lease later = catalogue.acquire()) {
      assertThat(later.snapshot().release().number()).isEqualTo(2);
    }
    reader.close();
    assertThat(first.closed).isTrue();
  }

  @Test
  void anIndexIsClosedOnceAndNeverUnderAReader() throws Exception {
    catalogue.publish(snapshot(1, new RecordingIndex()));
    ExecutorService readers = Executors.newFixedThreadPool(4);
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(4);
    List<Future<Integer>> reads =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                reader ->
                    readers.submit(
                        () -> {
                          int count = 0;
                          begun.countDown();
                          while (!stop.get()) {
                            try (Catalogue.Lease lease = catalogue.acquire()) {
                              RecordingIndex index =
                                  (RecordingIndex) lease.snapshot().searchIndex();
                              assertThat(index.closed).isFalse();
                              count++;
                            }
                          }
                          return count;
                        }))
            .toList();
    begun.await();

    for (int release = 2; release <= 2_000; release++) {
      catalogue.publish(snapshot(release, new RecordingIndex()));
    }
    stop.set(true);

    for (Future<Integer> read : reads) {
      assertThat(read.get()).isPositive();
    }
    readers.shutdown();
  }

  private Snapshot snapshot(int release, SearchIndex index) {
    return new Snapshot(
        new ReleaseInfo(release, Instant.EPOCH, "test", ""), model, List.of(), index);
  }

  private static final class RecordingIndex implements SearchIndex {
    private volatile boolean closed;

    @Override
    public SearchResult search(SearchQuery query) {
      return SearchResult.none();
    }

    @Override
    public List<String> suggest(String typed, String language, List<String> frequent, int limit) {
      return List.of();
    }

    @Override
    public synchronized void close() {
      assertThat(closed).isFalse();
      closed = true;
    }
  }
}
