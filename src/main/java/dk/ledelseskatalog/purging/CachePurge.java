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

  /** Asks now, and returns at once. */
  public void outdatedBy(int release) {
    outdatedBy(release, Duration.ZERO);
  }

  /** Asks after a while, and returns at once. */
  public void outdatedBy(int release, Duration delay) {
    for (Cache cache : caches) {
      cache.newest.accumulateAndGet(release, Math::max);
      later(cache, release, 1, delay);
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

  private void later(Cache cache, int release, int attempt, Duration delay) {
    if (!executor.isShutdown()) {
      var unused =
          executor.schedule(
              () -> attempt(cache, release, attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void attempt(Cache cache, int release, int attempt) {
    if (release < cache.newest.get()) {
      return; // the newer one is told of instead
    }
    String problem = problem(cache.address);
    if (problem == null) {
      done.incrementAndGet();
      cache.failure = null;
      LOG.log(Level.INFO, "{0} dropped what release {1} outdates", cache.address, release);
    } else if (attempt < TRIES) {
      later(cache, release, attempt + 1, pause.multipliedBy(1L << (attempt - 1)));
    } else {
      failed.incrementAndGet();
      String failure = cache.address + " was not told of release " + release + ": " + problem + ".";
      cache.failure = failure;
      LOG.log(Level.ERROR, failure + " Readers get the old one there until its time is up.");
    }
  }

  /** What went wrong; null if nothing did. */
  private @Nullable String problem(URI address) {
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
