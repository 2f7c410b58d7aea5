package dk.ledelseskatalog.purging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against real servers that answer as caches do, well or badly. */
class CachePurgeTest {
  /** What a cache was asked. */
  private record Asked(String method, String path, Map<String, String> headers, String body) {}

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch test = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/purge", exchange -> answer(exchange, 204));
    server.createContext("/later", exchange -> answer(exchange, asked.size() < 2 ? 503 : 200));
    server.createContext("/never", exchange -> answer(exchange, 401));
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/purge");
          answer(exchange, 307);
        });
    server.createContext("/hangs", this::hang);
    server.start();
  }

  @AfterEach
  void stop() {
    test.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aCacheIsAskedToDropTheKeyByWhoMay() {
    try (CachePurge purge = purge("/purge")) {
      purge.outdatedBy(7);
      await(() -> purge.done() == 1);
      assertThat(asked)
          .containsExactly(
              new Asked(
                  "POST",
                  "/purge",
                  Map.of(
                      "Surrogate-key", "catalogue",
                      "Cache-tag", "catalogue",
                      "Content-type", "application/json",
                      "Fastly-key", "hemmelig"),
                  "{\"tags\": [\"catalogue\"]}"));
      assertThat(purge.failure()).isEmpty();
    }
  }

  @Test
  void whatIsToBeSeenNoMoreIsDroppedByItsOwnKey() {
    try (CachePurge purge = purge("/purge")) {
      purge.drop("media-9f86");
      await(() -> purge.done() == 1);
      assertThat(asked.get(0).headers()).containsEntry("Surrogate-key", "media-9f86");
      assertThat(asked.get(0).body()).isEqualTo("{\"tags\": [\"media-9f86\"]}");
    }
    try (CachePurge purge = purge("/never")) {
      purge.drop("media-9f86");
      await(() -> purge.failed() == 1);
      assertThat(purge.failure().orElseThrow()).contains("/never", "media-9f86");
    }
  }

  @Test
  void aCacheThatCannotJustNowIsAskedAgain() {
    try (CachePurge purge = purge("/later")) {
      purge.outdatedBy(7);
      await(() -> purge.done() == 1);
      assertThat(asked).hasSize(3);
      assertThat(purge.failed()).isZero();
    }
  }

  @Test
  void aCacheThatWillNotIsGivenUpAndSaidUntilItWill() {
    try (CachePurge purge = purge("/never")) {
      purge.outdatedBy(7);
      await(() -> purge.failed() == 1);
      assertThat(asked).hasSize(5);
      assertThat(purge.failure().orElseThrow()).contains("/never", "release 7", "401");
      assertThat(purge.failure().orElseThrow()).doesNotContain("hemmelig");
    }
  }

  @Test
  void aRedirectIsNotFollowedForItCouldLeadTheSecretAway() {
    try (CachePurge purge = purge("/elsewhere")) {
      purge.outdatedBy(7);
      await(() -> purge.failed() == 1);
      assertThat(asked).extracting(Asked::path).containsOnly("/elsewhere");
    }
  }

  @Test
  void aCacheThatHangsHoldsUpNeitherWhoAsksNorTheOtherCaches() {
    try (CachePurge purge = purge(Duration.ofMillis(300), "/hangs", "/purge")) {
      purge.outdatedBy(7);
      await(() -> purge.done() == 1);
      await(() -> purge.failed() == 1);
      assertThat(purge.failure().orElseThrow()).contains("/hangs");
    }
  }

  @Test
  void ofReleasesInARowTheNewestIsToldOf() {
    try (CachePurge purge = purge("/never")) {
      for (int release = 1; release <= 20; release++) {
        purge.outdatedBy(release);
      }
      await(() -> purge.failed() == 1);
      assertThat(purge.failure().orElseThrow()).contains("release 20");
    }
  }

  private CachePurge purge(String... paths) {
    return purge(Duration.ofSeconds(20), paths);
  }

  private CachePurge purge(Duration timeout, String... paths) {
    List<URI> caches = new ArrayList<>();
    for (String path : paths) {
      caches.add(URI.create("http://localhost:" + server.getAddress().getPort() + path));
    }
    try {
      return new CachePurge(
          caches,
          Map.of("Fastly-Key", "hemmelig"),
          "catalogue",
          SSLContext.getDefault(),
          timeout,
          Duration.ofMillis(1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String name : List.of("Surrogate-key", "Cache-tag", "Content-type", "Fastly-key")) {
      headers.put(name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void hang(HttpExchange exchange) {
    try {
      boolean unused = test.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void await(BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
