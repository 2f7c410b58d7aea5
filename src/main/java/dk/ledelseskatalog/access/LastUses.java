package dk.ledelseskatalog.access;

import dk.ledelseskatalog.persistence.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes down when tokens were last used, beside the requests that use them: at most once a minute
 * for each. Thread-safe.
 */
final class LastUses implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LastUses.class.getName());

  static final Duration PRECISION = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "token-uses");
            made.setDaemon(true);
            return made;
          });

  LastUses(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * @param token as it was just read, so that one node does not write what another has written
   */
  void note(ApiToken token, Instant now) {
    boolean known =
        token.lastUsedAt().filter(last -> now.isBefore(last.plus(PRECISION))).isPresent();
    if (known || !waiting.add(token.id())) {
      return;
    }
    try {
      thread.execute(() -> write(token.id(), now));
    } catch (RejectedExecutionException e) {
      waiting.remove(token.id()); // the service ends, and the next start knows an older use
    }
  }

  private void write(String id, Instant now) {
    try {
      var unused =
          transactions.inTransactionRetryingRaces(
              manager -> new ApiTokenRepository(manager).used(id, now));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The last use of an API token could not be written", e);
    } finally {
      waiting.remove(id);
    }
  }

  /** Writes what waits, for some seconds at most. */
  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The last uses of API tokens were not all written at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
