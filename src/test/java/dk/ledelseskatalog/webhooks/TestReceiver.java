package dk.ledelseskatalog.webhooks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody who is told: an HTTP server that notes what it gets and answers as it is set to. */
public final class TestReceiver implements AutoCloseable {
  /** The only host it is reached at. */
  public static final String HOST = "127.0.0.1";

  /** The page that shows readers how to write one. */
  public static final Path GUIDE = Path.of("docs/how-to/be-told-of-changes.md");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Delivered> received = new CopyOnWriteArrayList<>();
  private volatile Function<Delivered, Answer> answers = delivered -> Answer.of(204);

  /** One request, whatever was answered to it. */
  public record Delivered(String path, Map<String, String> headers, String body) {
    public String id() {
      return header("webhook-id");
    }

    /** Empty if it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * @param retryAfter left out if empty
   */
  public record Answer(int status, String body, String retryAfter) {
    public static Answer of(int status) {
      return new Answer(status, status == 204 ? "" : "answer " + status, "");
    }
  }

  private TestReceiver(HttpServer server) {
    this.server = server;
  }

  public static TestReceiver start() throws IOException {
    return start(0);
  }

  public static TestReceiver start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    TestReceiver receiver = new TestReceiver(server);
    server.setExecutor(receiver.threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Delivered delivered =
                new Delivered(
                    exchange.getRequestURI().toString(),
                    Map.of(
                        "webhook-id", exchange.getRequestHeaders().getFirst("webhook-id"),
                        "webhook-timestamp",
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        "webhook-signature",
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                        "content-type", exchange.getRequestHeaders().getFirst("content-type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            receiver.received.add(delivered);
            Answer answer = receiver.answers.apply(delivered);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.retryAfter().isEmpty()) {
              exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return receiver;
  }

  /** The one that readers write, in JavaScript. */
  public static String codeOfTheGuide() throws IOException {
    String page = Files.readString(GUIDE);
    int begin = page.indexOf("```js\n") + "```js\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://" + HOST + ':' + port() + "/krog";
  }

  public void answer(int status) {
    answers = delivered -> Answer.of(status);
  }

  public void answer(Function<Delivered, Answer> how) {
    answers = how;
  }

  /** All requests so far, in the order they came. */
  public List<Delivered> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
