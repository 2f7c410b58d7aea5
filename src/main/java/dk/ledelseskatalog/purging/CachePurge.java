package dk.ledelseskatalog.purging;

import dk.ledelseskatalog.http.BoundedHttp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks caches to drop what has a key, each by itself and a few times if need be. Thread-safe.
 *
 * <p>The request is one that the common caches understand without a word of configuration here: a
 * POST that names the key in the headers {@code Surrogate-Key} and {@code Cache-Tag} and in the
 * body {@code {"tags": [KEY]}}. Any 2xx is a yes.
 */
public final class CachePurge implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CachePurge.class.getName());

  /** With pauses that double: a quarter of a minute in all. */
  private static final int TRIES = 5;

  private static final int ANSWER_CAP = 4 * 1024;

  private final List<Cache> caches;
  private final Map<String, String> headers;
  private final String key;
  private final Duration pause;
  private final BoundedHttp http;
  private final ScheduledExecutorService executor;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param caches the addresses that are asked
   * @param headers that show who we are
   * @param key of what a release outdates; letters, digits and hyphens
   * @param trust whose certificates are believed
   * @param timeout for one answer
   * @param pause before the second try
   */
  public CachePurge(
      List<URI> caches,
      Map<String, String> headers,
      String key,
      SSLContext trust,
      Duration timeout,
      Duration pause) {
    this.caches = caches.stream().map(Cache::new).toList();
    this.headers = Map.copyOf(headers);
    this.key = key;
    this.pause = pause;
    this.http = new BoundedHttp(trust, timeout);
    this.executor =
        Executors.newScheduledThreadPool(
            caches.size(),
            task -> {
              Thread thread = new Thread(task, "cache-purge");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static final class Cache {
    private final URI address;
    private final AtomicInteger newest = new AtomicInteger();
    private volatile @Nullable String failure;

    Cache(URI address) {
      this.address = address;
    }
  }

  /**
   * What a cache is asked.
   *
   * @param release that outdates it; 0 if none does
   */
  private record Wish(String key, int release) {
    boolean isOfRelease() {
      return release > 0;
    }

    String reason() {
      return isOfRelease() ? "what release " + release + " outdates" : key;
    }
  }

  /** Asks now, and returns at once. */
  public void outdatedBy(int release) {
    outdatedBy(release, Duration.ZERO);
  }

  /** Asks after a while, and returns at once. */
  public void outdatedBy(int release, Duration delay) {
    for (Cache cache : caches) {
      cache.newest.accumulateAndGet(release, Math::max);
      later(cache, new Wish(key, release), 1, delay);
    }
  }

  /** Asks for all that has another key to be dropped too, and returns at once. */
  public void drop(String other) {
    for (Cache cache : caches) {
      later(cache, new Wish(other, 0), 1, Duration.ZERO);
    }
  }

  /** How often a cache said yes since the start. */
  public long done() {
    return done.get();
  }

  /** How often one was given up on since the start. */
  public long failed() {
    return failed.get();
  }

  /** Which caches could not be told of the newest release, and why; empty if all were. */
  public Optional<String> failure() {
    return caches.stream()
        .flatMap(cache -> Optional.ofNullable(cache.failure).stream())
        .reduce((one, other) -> one + " " + other);
  }

  private void later(Cache cache, Wish wish, int attempt, Duration delay) {
    if (!executor.isShutdown()) {
      var unused =
          executor.schedule(
              () -> attempt(cache, wish, attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void attempt(Cache cache, Wish wish, int attempt) {
    if (wish.isOfRelease() && wish.release < cache.newest.get()) {
      return; // the newer one is told of instead
    }
    String problem = problem(cache.address, wish.key);
    if (problem == null) {
      done.incrementAndGet();
      if (wish.isOfRelease()) {
        cache.failure = null;
      }
      LOG.log(Level.INFO, "{0} dropped {1}", cache.address, wish.reason());
    } else if (attempt < TRIES) {
      later(cache, wish, attempt + 1, pause.multipliedBy(1L << (attempt - 1)));
    } else {
      failed.incrementAndGet();
      String failure =
          cache.address + " was not told to drop " + wish.reason() + ": " + problem + ".";
      cache.failure = failure;
      LOG.log(Level.ERROR, failure + " Readers get it there until its time is up.");
    }
  }

  /** What went wrong; null if nothing did. */
  private @Nullable String problem(URI address, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Surrogate-Key", key)
            .header("Cache-Tag", key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"tags\": [\"" + key + "\"]}"));
    headers.forEach(request::setHeader);
    try {
      int status = http.send(request.build(), ANSWER_CAP).statusCode();
      return status / 100 == 2 ? null : "it answered " + status;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    http.close();
  }
}
