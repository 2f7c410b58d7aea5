package dk.ledelseskatalog.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shared cache that keeps everything RFC 9111 lets it keep, for as long as that lets it,
 * heuristics included. Of methods it knows GET.
 */
final class SharedCache implements CachingProxy {
  /** Kept without being told for how long (RFC 9110, 15.1). */
  private static final Set<Integer> HEURISTIC =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

  /** Of one connection only (RFC 9110, 7.6.1), or set by the client and server themselves. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final URI service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Map<String, List<Stored>> stored = new HashMap<>();
  private final HttpServer server;

  private SharedCache(URI service, HttpServer server) {
    this.service = service;
    this.server = server;
  }

  static SharedCache before(URI service) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SharedCache cache = new SharedCache(service, server);
    server.setExecutor(cache.threads);
    server.createContext("/", cache::answer);
    server.start();
    return cache;
  }

  /**
   * @param nominated the headers named by Vary, as the request had them (RFC 9111, 4.1)
   */
  private record Stored(
      Map<String, List<String>> nominated, Instant until, HttpResponse<byte[]> answer) {
    boolean serves(Map<String, List<String>> request) {
      return Instant.now().isBefore(until)
          && nominated.entrySet().stream()
              .allMatch(
                  each -> each.getValue().equals(request.getOrDefault(each.getKey(), List.of())));
    }
  }

  @Override
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    Map<String, List<String>> request = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> request.put(name.toLowerCase(Locale.ROOT), values));
    List<Stored> known =
        stored.computeIfAbsent(exchange.getRequestURI().toString(), key -> new ArrayList<>());
    for (Stored each : known) {
      if (each.serves(request)) {
        send(exchange, each.answer(), "HIT");
        return;
      }
    }
    HttpResponse<byte[]> answer = ask(exchange.getRequestURI(), request);
    Duration lifetime = lifetime(answer, request.containsKey("authorization"));
    String vary = String.join(",", answer.headers().allValues("Vary"));
    if (!lifetime.isZero() && !vary.contains("*")) {
      Map<String, List<String>> nominated = new HashMap<>();
      for (String name : vary.toLowerCase(Locale.ROOT).split(" *, *", -1)) {
        if (!name.isBlank()) {
          nominated.put(name.strip(), request.getOrDefault(name.strip(), List.of()));
        }
      }
      known.add(new Stored(nominated, Instant.now().plus(lifetime), answer));
    }
    send(exchange, answer, "MISS");
  }

  /** For how long it may be given to anybody; zero if it may not (RFC 9111, 3 and 4.2). */
  private static Duration lifetime(HttpResponse<?> answer, boolean authorized) {
    String control =
        String.join(",", answer.headers().allValues("Cache-Control")).toLowerCase(Locale.ROOT);
    boolean open = control.matches(".*\\b(public|must-revalidate|s-maxage)\\b.*");
    if (control.matches(".*\\b(no-store|no-cache|private)\\b.*")
        || answer.statusCode() == 304
        || (authorized && !open)) {
      return Duration.ZERO;
    }
    for (String name : List.of("s-maxage", "max-age")) {
      Matcher seconds = Pattern.compile("\\b" + name + "=\"?(\\d+)").matcher(control);
      if (seconds.find()) {
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
      }
    }
    return open || HEURISTIC.contains(answer.statusCode()) ? Duration.ofMinutes(1) : Duration.ZERO;
  }

  private HttpResponse<byte[]> ask(URI target, Map<String, List<String>> headers)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(target.toString()));
    headers.forEach(
        (name, values) -> {
          if (!OF_A_CONNECTION.contains(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, HttpResponse<byte[]> answer, String cache)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.getResponseHeaders().set("X-Cache", cache);
    // Else this server holds the body back until the client acknowledges the headers: 40 ms.
    exchange.getResponseHeaders().set("Connection", "close");
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
