package dk.ledelseskatalog.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a real store and plays what goes wrong on the way to it. Reads ({@code GET}) pass
 * through.
 */
public final class FaultProxy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI store;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private volatile AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private volatile Fault fault = Fault.none();
  private volatile boolean repeating;
  private volatile Optional<URI> pageToRepeat = Optional.empty();

  private FaultProxy(URI store, HttpServer server) {
    this.store = store;
    this.server = server;
  }

  public static FaultProxy before(LrsProcess store) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FaultProxy proxy = new FaultProxy(store.endpoint(), server);
    server.setExecutor(proxy.threads);
    server.createContext("/", proxy::handle);
    server.start();
    return proxy;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + store.getPath());
  }

  /** What happens to each request to store from now on. */
  public void play(Fault next) {
    fault = next;
  }

  /** The first page of the next list is given again in place of the second. */
  public void repeatFirstPage() {
    repeating = true;
  }

  /** How many statements each request to store held. */
  public List<Integer> batchSizes() {
    return batchSizes;
  }

  /** The ids the store took, in the order it took them; more than once if it was sent again. */
  public List<String> stored() {
    return stored;
  }

  public int mostInFlight() {
    return mostInFlight.get();
  }

  public void reset() {
    fault = Fault.none();
    repeating = false;
    pageToRepeat = Optional.empty();
    batchSizes.clear();
    stored.clear();
    mostInFlight.set(0);
    // A request that a test left hanging is not one of the next test's.
    inFlight = new AtomicInteger();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")) {
      try (exchange) {
        Request read = new Request(exchange, body, List.of());
        read.ended.set(true);
        URI asked = exchange.getRequestURI();
        if (pageToRepeat.isPresent() && !pageToRepeat.get().equals(asked)) {
          URI repeated = pageToRepeat.get();
          pageToRepeat = Optional.empty();
          repeating = false;
          read.pass(repeated);
        } else {
          if (repeating && asked.toString().contains("since=")) {
            pageToRepeat = Optional.of(asked);
          }
          read.pass();
        }
      }
      return;
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode statement : JSON.readTree(body)) {
      ids.add(statement.path("id").asText());
    }
    batchSizes.add(ids.size());
    Request request = new Request(exchange, body, ids);
    mostInFlight.accumulateAndGet(request.counter.incrementAndGet(), Math::max);
    try (exchange) {
      fault.meet(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      request.end();
    }
  }

  /** What happens to one request. A request that is not answered ends in a broken connection. */
  @FunctionalInterface
  public interface Fault {
    void meet(Request request) throws IOException, InterruptedException;

    static Fault none() {
      return Request::pass;
    }

    static Fault dropBefore() {
      return request -> {};
    }

    static Fault dropAfterStore() {
      return Request::storeOnly;
    }

    static Fault status(int status) {
      return request -> request.answer(status, Map.of(), "{\"error\": \"a fault\"}");
    }

    static Fault header(int status, String name, String value) {
      return request -> request.answer(status, Map.of(name, value), "");
    }

    static Fault html(int status) {
      return request ->
          request.answer(
              status, Map.of("Content-Type", "text/html"), "<!doctype html><title>Log ind");
    }

    /** Stores, and answers with more than anybody wants to read. */
    static Fault hugeAnswer(long bytes) {
      return request -> {
        request.storeOnly();
        request.begin(200, bytes);
        byte[] block = new byte[64 * 1024];
        for (long sent = 0; sent < bytes; sent += block.length) {
          request.exchange.getResponseBody().write(block);
        }
      };
    }

    /** Stores, begins to answer, and does not come to an end. */
    static Fault slowBody() {
      return request -> {
        request.storeOnly();
        request.begin(200, 1000);
        for (int i = 0; i < 1000; i++) {
          request.exchange.getResponseBody().write(' ');
          request.exchange.getResponseBody().flush();
          Thread.sleep(100);
        }
      };
    }

    /** Does this to the first requests, and lets the rest pass. */
    static Fault first(int times, Fault fault) {
      AtomicInteger left = new AtomicInteger(times);
      return request -> {
        if (left.getAndDecrement() > 0) {
          fault.meet(request);
        } else {
          request.pass();
        }
      };
    }
  }

  /** One request to the store. */
  public final class Request {
    private final AtomicInteger counter = inFlight;
    private final HttpExchange exchange;
    private final byte[] body;
    private final List<String> ids;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Request(HttpExchange exchange, byte[] body, List<String> ids) {
      this.exchange = exchange;
      this.body = body;
      this.ids = ids;
    }

    public List<String> ids() {
      return ids;
    }

    public byte[] body() {
      return body.clone();
    }

    /** The ids of what the store has taken through this proxy. */
    public List<String> known() {
      return stored;
    }

    /** Hands the store's own answer on. */
    public void pass() throws IOException {
      pass(exchange.getRequestURI());
    }

    private void pass(URI asked) throws IOException {
      HttpResponse<byte[]> response = forward(asked);
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
      byte[] answer = response.body();
      begin(response.statusCode(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }

    /** Stores, and leaves the answer to the caller. */
    public void storeOnly() throws IOException {
      forward(exchange.getRequestURI());
    }

    public void answer(int status, Map<String, String> headers, String text) throws IOException {
      headers.forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      begin(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    /** From here on the client may have the answer and send the next request. */
    private void begin(int status, long length) throws IOException {
      end();
      exchange.sendResponseHeaders(status, length);
    }

    private void end() {
      if (!ended.getAndSet(true)) {
        counter.decrementAndGet();
      }
    }

    private HttpResponse<byte[]> forward(URI asked) throws IOException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(store.resolve(asked.toString()))
              .method(
                  exchange.getRequestMethod(),
                  body.length == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(body));
      for (String name :
          List.of("Authorization", "Content-Type", "Accept", "X-Experience-API-Version")) {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        values.forEach(value -> request.header(name, value));
      }
      try {
        HttpResponse<byte[]> response =
            http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          stored.addAll(ids);
        }
        return response;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }
}
