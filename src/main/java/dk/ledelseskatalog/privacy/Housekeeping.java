package dk.ledelseskatalog.privacy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks now and then whether an erasure or the night's retention is to be done. */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final Erasures erasures;
  private final Retention retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "housekeeping");
            made.setDaemon(true);
            return made;
          });

  public Housekeeping(Erasures erasures, Retention retention) {
    this.erasures = erasures;
    this.retention = retention;
  }

  public void start(Duration every) {
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends after the batch that is under way; the rest is done by another node or the next start. */
  @Override
  public void close() {
    // Not shutdownNow: an interrupt in the middle of an embedded database's write closes it.
    thread.shutdown();
    retention.stop();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "Housekeeping was under way when the service ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    attempt("Erasures wait", erasures::resume);
    attempt("Retention waits", retention::runIfDue);
  }

  /** Nothing thrown ends the schedule; a database in trouble may come back. */
  private static void attempt(String consequence, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, consequence + " for the next look", e);
    }
  }
}
