package dk.ledelseskatalog.lrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dk.ledelseskatalog.outbox.LrsClient;
import dk.ledelseskatalog.outbox.LrsClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpLrsClientTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final List<byte[]> BATCH = List.of(bytes("{\"a\":1}"), bytes("{\"b\":2}"));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private HttpLrsClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    // Most stores of these tests have none.
    server.createContext(
        "/xapi/about",
        exchange -> {
          try (exchange) {
            answer(exchange, 404, Map.of(), "");
          }
        });
    server.start();
    client = client(Authorization.basic("hest", "hemmeligt æble"), CLOCK);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aBatchIsOneArrayOfTheExactBytes() {
    List<String> seen = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          seen.add(exchange.getRequestHeaders().getFirst("X-Experience-API-Version"));
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          seen.add(exchange.getRequestHeaders().getFirst("Content-Length"));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, 200, Map.of(), "[\"x\"]");
        });

    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());
    assertThat(seen)
        .containsExactly(
            "POST /xapi/statements",
            "1.0.3",
            "Basic aGVzdDpoZW1tZWxpZ3Qgw6ZibGU=",
            "17",
            "[{\"a\":1},{\"b\":2}]");
  }

  @Test
  void successWithoutABodyIsSuccess() {
    serve(exchange -> answer(exchange, 204, Map.of(), ""));

    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());
  }

  @Test
  void conflictAndRejectionAreTold() {
    serve(exchange -> answer(exchange, 409, Map.of(), "{\"id\":\n\"x\"}"));
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Conflict("409 {\"id\": \"x\"}"));

    serve(exchange -> answer(exchange, 400, Map.of(), ""));
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Rejected(400, "400"));

    serve(exchange -> answer(exchange, 413, Map.of("Content-Type", "text/html"), "<html>"));
    assertThat(client.store(BATCH)).isEqualTo(new Answer.TooLarge());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401, 403, 404, 405, 407, 410})
  void whatSpeaksOfTheDestinationIsARefusal(int status) {
    List<String> asked = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          answer(exchange, status, Map.of("Location", "/xapi/elsewhere"), "");
        });

    assertThat(client.store(BATCH))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
    assertThat(asked).containsExactly("/xapi/statements");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 409})
  void aPageWhereAStoreWouldAnswerIsARefusal(int status) {
    serve(exchange -> answer(exchange, status, Map.of("Content-Type", "text/html"), "Velkommen"));
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Refused.class);

    serve(exchange -> answer(exchange, status, Map.of(), "\n <!doctype html>"));
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void aStoreSaysHowLongToWaitInSecondsOrByTheClock() {
    serve(exchange -> answer(exchange, 429, Map.of("Retry-After", "7"), ""));
    assertThat(client.store(BATCH)).isEqualTo(throttled(Duration.ofSeconds(7)));

    serve(
        exchange ->
            answer(exchange, 503, Map.of("Retry-After", "Mon, 23 Nov 2026 09:31:00 GMT"), ""));
    assertThat(client.store(BATCH)).isEqualTo(throttled(Duration.ofMinutes(1)));

    serve(
        exchange ->
            answer(exchange, 503, Map.of("Retry-After", "Mon, 23 Nov 2026 09:29:00 GMT"), ""));
    assertThat(client.store(BATCH)).isEqualTo(throttled(Duration.ZERO));

    serve(exchange -> answer(exchange, 429, Map.of("Retry-After", "soon"), ""));
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Throttled(Optional.empty()));
  }

  @Test
  void nobodyKnowsWhatAFailureOrABrokenConnectionStored() {
    serve(exchange -> answer(exchange, 500, Map.of(), "deadlock"));
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Unknown("500 deadlock"));

    serve(HttpExchange::close);
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Unknown.class);

    server.stop(0);
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAfterTheTimeOut() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          for (int i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            sleep(50);
          }
        });
    long begun = System.nanoTime();

    assertThat(client.store(BATCH)).isInstanceOf(Answer.Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aHundredMegabytesAreCutOff() {
    long[] written = {0};
    CompletableFuture<Long> end = new CompletableFuture<>();
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 100_000_000);
          byte[] block = new byte[100_000];
          try {
            for (int i = 0; i < 1000; i++) {
              exchange.getResponseBody().write(block);
              written[0] += block.length;
            }
          } finally {
            end.complete(written[0]);
          }
        });

    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());
    // What the sockets' buffers hold may have been written.
    assertThat(end.join()).isLessThan(20_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\":[\"1.0.0\",\"1.0.3\"]}|1.0.3",
        "{\"version\":[\"2.0.0\",\"1.0.3\"]}|1.0.3",
        "{\"version\":[\"2.0.0\"]}|2.0.0",
        "{\"version\":[\"0.95\"]}|1.0.3",
        "<html>|1.0.3",
      })
  void aStoreIsSpokenToInAVersionItKnows(String about, String version) {
    List<String> seen = storeThatTells(about);

    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());

    assertThat(seen).containsExactly("about", version, version);
  }

  @Test
  void aStoreIsAskedForItsVersionAgainAfterTrouble() {
    List<String> seen = storeThatTells("{\"version\":[\"1.0.3\"]}");
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());
    serve(exchange -> answer(exchange, 500, Map.of(), ""));
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Unknown.class);

    List<String> replaced = storeThatTells("{\"version\":[\"2.0.0\"]}");
    assertThat(client.store(BATCH)).isEqualTo(new Answer.Stored());

    assertThat(seen).containsExactly("about", "1.0.3");
    assertThat(replaced).containsExactly("about", "2.0.0");
  }

  @Test
  void aStoreReplacedByANewerOneIsNotTakenToRejectTheStatements() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    try (HttpLrsClient lasting = client(Authorization.basic("a", "b"), clock(now))) {
      List<String> unused = storeThatTells("{\"version\":[\"1.0.3\"]}");
      assertThat(lasting.store(BATCH)).isEqualTo(new Answer.Stored());

      about("{\"version\":[\"2.0.0\"]}", new CopyOnWriteArrayList<>());
      serve(
          exchange -> {
            String spoken = exchange.getRequestHeaders().getFirst("X-Experience-API-Version");
            answer(exchange, spoken.startsWith("2") ? 200 : 400, Map.of(), "");
          });
      now.set(NOW.plus(Duration.ofHours(1)));

      assertThat(lasting.store(BATCH)).isEqualTo(new Answer.Stored());
    }
  }

  @Test
  void aListIsReadPageByPageAndOnlyFromTheStoreItself() throws IOException {
    serve(
        exchange -> {
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          if (query.startsWith("since=")) {
            assertThat(query)
                .isEqualTo(
                    "since=2026-11-23T09:30:00Z&until=2026-11-23T10:30:00Z&ascending=true&limit=100");
            answer(exchange, 200, Map.of(), page("/xapi/statements?more=1", "{\"id\":\"a\"}"));
          } else {
            answer(exchange, 200, Map.of(), page("http://127.0.0.1:1/xapi/more", "{\"id\":\"b\"}"));
          }
        });

    LrsClient.Page first = client.list(NOW, NOW.plus(Duration.ofHours(1)));
    LrsClient.Page second = client.more(first.more().orElseThrow());

    assertThat(first.statements()).containsExactly(bytes("{\"id\":\"a\"}"));
    assertThat(second.statements()).containsExactly(bytes("{\"id\":\"b\"}"));
    assertThatThrownBy(() -> client.more(second.more().orElseThrow()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"statements\":7}", "<html>", "{\"statements\":["})
  void whatIsNoListIsTold(String body) {
    serve(exchange -> answer(exchange, 200, Map.of(), body));

    assertThatThrownBy(() -> client.list(NOW, NOW)).isInstanceOf(IOException.class);
  }

  @Test
  void closingGivesUpWhatIsInFlight() {
    serve(exchange -> sleep(10_000));
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> client.store(BATCH), threads);
    sleep(300);

    client.close();

    assertThat(answer.orTimeout(1, TimeUnit.SECONDS).join()).isInstanceOf(Answer.Unknown.class);
    assertThat(client.store(BATCH)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aStatementIsReadVoidedOrNot() throws IOException {
    UUID id = UUID.fromString("d48232d6-c7d9-5402-a492-a285ad97cfd8");
    serve(
        exchange -> {
          boolean voided = exchange.getRequestURI().getQuery().equals("voidedStatementId=" + id);
          answer(exchange, voided ? 200 : 404, Map.of(), voided ? "{}" : "");
        });
    assertThat(client.fetch(id))
        .hasValueSatisfying(json -> assertThat(json).asString().isEqualTo("{}"));

    serve(exchange -> answer(exchange, 404, Map.of(), ""));
    assertThat(client.fetch(id)).isEmpty();

    serve(exchange -> answer(exchange, 403, Map.of(), ""));
    assertThatThrownBy(() -> client.fetch(id)).isInstanceOf(IOException.class);

    serve(exchange -> answer(exchange, 200, Map.of(), "<html>"));
    assertThatThrownBy(() -> client.fetch(id)).isInstanceOf(IOException.class);

    serve(exchange -> answer(exchange, 200, Map.of(), "x".repeat(2_000_000)));
    assertThatThrownBy(() -> client.fetch(id)).isInstanceOf(IOException.class);
  }

  private void serve(HttpHandler handler) {
    try {
      server.removeContext("/");
    } catch (IllegalArgumentException e) {
      // The first.
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  /** Answers everything with success; what it is asked in is in the list. */
  private List<String> storeThatTells(String about) {
    List<String> seen = new CopyOnWriteArrayList<>();
    about(about, seen);
    serve(
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("X-Experience-API-Version"));
          answer(exchange, 200, Map.of(), "");
        });
    return seen;
  }

  private void about(String text, List<String> seen) {
    server.removeContext("/xapi/about");
    server.createContext(
        "/xapi/about",
        exchange -> {
          try (exchange) {
            seen.add("about");
            answer(exchange, 200, Map.of(), text);
          }
        });
  }

  private HttpLrsClient client(Authorization authorization, Clock clock) {
    return new HttpLrsClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/xapi"),
        authorization,
        TrustedCertificates.ofTheSystem(),
        clock,
        Duration.ofSeconds(2));
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Objects.requireNonNull(now.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static String page(String more, String statement) {
    return "{\"statements\":[" + statement + "],\"more\":\"" + more + "\"}";
  }

  private static Answer throttled(Duration wait) {
    return new Answer.Throttled(Optional.of(wait));
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String text)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    headers.forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : bytes(text).length);
    exchange.getResponseBody().write(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
