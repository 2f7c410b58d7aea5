package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.persistence.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Catalogue} on the newest release in the database, whichever node made it.
 * Thread-safe.
 *
 * <p>If a snapshot cannot be built, the one before goes on serving, {@link #failure} says why, and
 * the next {@link #update} tries again.
 */
public final class CatalogueUpdater implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CatalogueUpdater.class.getName());

  private final Transactions transactions;
  private final Catalogue catalogue;
  private final SnapshotBuilder builder;
  private final Consumer<ReleaseInfo> served;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "catalogue-updater");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<ReleaseInfo> current = Optional.empty();
  private volatile @Nullable String failure;

  public CatalogueUpdater(
      Transactions transactions,
      ContentModel model,
      SearchIndex.Builder indexBuilder,
      Catalogue catalogue) {
    this(transactions, model, indexBuilder, catalogue, release -> {});
  }

  /**
   * @param served told of each release once readers get it; must return at once
   */
  public CatalogueUpdater(
      Transactions transactions,
      ContentModel model,
      SearchIndex.Builder indexBuilder,
      Catalogue catalogue,
      Consumer<ReleaseInfo> served) {
    this.transactions = transactions;
    this.catalogue = catalogue;
    this.served = served;
    this.builder = new SnapshotBuilder(transactions, model, indexBuilder);
  }

  /** Looks for a newer release now, and then at every interval. */
  public void start(Duration interval) {
    long millis = interval.toMillis();
    var unused =
        executor.scheduleWithFixedDelay(this::update, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Brings the catalogue to the newest release; does nothing if it is there already. */
  public synchronized void update() {
    try {
      Optional<ReleaseInfo> latest =
          transactions.inTransaction(
              manager -> new ReleaseRepository(manager).latest().map(Release::info));
      if (latest.isPresent() && !latest.equals(current)) {
        catalogue.publish(snapshot(latest.get()));
        current = latest;
        LOG.log(Level.INFO, "Release {0} is served", latest.get().number());
        served.accept(latest.get());
      }
      failure = null;
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(failure)) {
        LOG.log(
            Level.ERROR,
            "Release " + current.map(ReleaseInfo::number).orElse(0) + " goes on serving: " + reason,
            e);
      }
      failure = reason;
    }
  }

  private Snapshot snapshot(ReleaseInfo release) {
    if (current.isEmpty() || !isHistory(current.get(), release)) {
      return builder.build(release);
    }
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return builder.build(release, lease.snapshot());
    }
  }

  /**
   * Whether a release came before another. One that was served may not have, where an archive was
   * imported or a backup restored since.
   */
  private boolean isHistory(ReleaseInfo before, ReleaseInfo release) {
    return before.number() < release.number()
        && transactions
            .inTransaction(manager -> new ReleaseRepository(manager).find(before.number()))
            .map(Release::info)
            .equals(Optional.of(before));
  }

  /** Why the newest release could not be served at the last try; empty if it is. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
