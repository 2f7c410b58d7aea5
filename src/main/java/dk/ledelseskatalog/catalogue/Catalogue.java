package dk.ledelseskatalog.catalogue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current {@link Snapshot} and counts its readers. Thread-safe.
 *
 * <p>{@link #publish} is atomic: a reader gets the whole old or the whole new release. The counting
 * follows Lucene's ReferenceManager: the catalogue itself holds one reference, each reader one
 * more, and whoever gives back the last one closes the index.
 */
public final class Catalogue implements AutoCloseable {
  private final AtomicReference<@Nullable Counted> current = new AtomicReference<>();

  /** A reader's hold on a snapshot. Close it when done reading, on any thread, once. */
  public static final class Lease implements AutoCloseable {
    private final Counted counted;

    private Lease(Counted counted) {
      this.counted = counted;
    }

    public Snapshot snapshot() {
      return counted.snapshot;
    }

    @Override
    public void close() {
      counted.release();
    }
  }

  /**
   * Takes hold of the current snapshot.
   *
   * @throws IllegalStateException before the first release is published or after closing
   */
  public Lease acquire() {
    while (true) {
      Counted counted = current.get();
      if (counted == null) {
        throw new IllegalStateException("No release is published yet");
      }
      if (counted.tryAcquire()) {
        return new Lease(counted);
      }
    }
  }

  /** Whether this very snapshot is the current one. */
  public boolean serves(Snapshot snapshot) {
    Counted counted = current.get();
    return counted != null && counted.snapshot == snapshot;
  }

  /** Makes a snapshot the current one. Readers of the one before finish on it. */
  public void publish(Snapshot snapshot) {
    swap(new Counted(snapshot));
  }

  /** Gives up the current snapshot; readers that hold it finish on it. */
  @Override
  public void close() {
    swap(null);
  }

  private void swap(@Nullable Counted next) {
    Counted previous = current.getAndSet(next);
    if (previous != null) {
      previous.release();
    }
  }

  private static final class Counted {
    private final Snapshot snapshot;
    private final AtomicInteger holders = new AtomicInteger(1);

    Counted(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    boolean tryAcquire() {
      int count;
      do {
        count = holders.get();
        if (count == 0) {
          return false;
        }
      } while (!holders.compareAndSet(count, count + 1));
      return true;
    }

    void release() {
      if (holders.decrementAndGet() == 0) {
        snapshot.searchIndex().close();
      }
    }
  }
}
