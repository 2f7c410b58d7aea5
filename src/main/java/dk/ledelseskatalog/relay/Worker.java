package dk.ledelseskatalog.relay;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that sends: it works in rounds, and each says how long there is nothing more to do.
 * {@link #nudge} wakes it, unless the round said that no nudge may. Thread-safe.
 */
public final class Worker {
  private final String name;
  private final Object signal = new Object();
  private boolean nudged;
  private boolean closing;
  private boolean aborted;
  private @Nullable Thread thread;

  /**
   * @param name of the thread
   */
  public Worker(String name) {
    this.name = name;
  }

  /**
   * How long a round leaves nothing to do.
   *
   * @param nudgeable whether a nudge ends it
   */
  public record Wait(Duration atMost, boolean nudgeable) {
    public static Wait none() {
      return new Wait(Duration.ZERO, true);
    }

    public static Wait nudgeable(Duration atMost) {
      return new Wait(atMost, true);
    }

    public static Wait deaf(Duration atMost) {
      return new Wait(atMost, false);
    }
  }

  /**
   * Begins to work. Call once.
   *
   * @param round does what can be done now; throws nothing
   * @param end after the last round, in the same thread
   */
  public void start(Supplier<Wait> round, Runnable end) {
    Thread working = new Thread(() -> run(round, end), name);
    working.setDaemon(true);
    synchronized (signal) {
      thread = working;
    }
    working.start();
  }

  /** Says that there may be something to do. Returns at once. */
  public void nudge() {
    synchronized (signal) {
      nudged = true;
      signal.notifyAll();
    }
  }

  /**
   * Goes on while there is something to do, for the time of the drain, then gives up what is in
   * flight.
   */
  public void close(Duration drain, Runnable giveUp) {
    Thread working;
    synchronized (signal) {
      closing = true;
      working = thread;
      signal.notifyAll();
    }
    if (working != null) {
      // Never interrupted: an interrupt in the middle of an embedded database's write closes it.
      join(working, drain);
      synchronized (signal) {
        aborted = true;
      }
    }
    giveUp.run();
    if (working != null) {
      join(working, Duration.ofSeconds(1));
    }
  }

  private static void join(Thread working, Duration atMost) {
    try {
      working.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Supplier<Wait> round, Runnable end) {
    try {
      Wait wait = Wait.none();
      while (await(wait)) {
        wait = round.get();
      }
    } finally {
      end.run();
    }
  }

  /**
   * @return false if it is time to end
   */
  private boolean await(Wait wait) {
    synchronized (signal) {
      long end = System.nanoTime() + wait.atMost().toNanos();
      long left = wait.atMost().toMillis();
      while (!closing && left > 0 && !(wait.nudgeable() && nudged)) {
        try {
          signal.wait(left);
        } catch (InterruptedException e) {
          // Nobody here interrupts; whoever does wants this thread to end.
          return false;
        }
        left = (end - System.nanoTime()) / 1_000_000;
      }
      boolean called = nudged && wait.nudgeable();
      nudged = false;
      // Draining goes on while there is something to send and no reason to wait.
      return !aborted && (!closing || called || wait.atMost().isZero());
    }
  }
}
