package dk.ledelseskatalog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TargetHttpTest {
  private static final String HOST = "hook.test";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void whatIsSentIsARequestWithItsBody() throws Exception {
    Server server = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok");

    Reply reply = post(server, "/krog?a=1", "hej");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply)).isEqualTo("ok");
    assertThat(reply.body().complete()).isTrue();
    assertThat(reply.header("x-a")).contains("b");
    assertThat(server.received.get(0))
        .isEqualTo(
            "POST /krog?a=1 HTTP/1.1\r\nHost: hook.test:"
                + server.port()
                + "\r\nwebhook-id: msg_1\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhej");
  }

  @Test
  void theMachineThatWasJudgedIsTheOneThatIsSpokenTo() throws Exception {
    Server inside = server("HTTP/1.1 200 OK\r\n\r\n");
    AtomicInteger asked = new AtomicInteger();
    // The first answer is public and judged; whoever asked again would be led inside.
    Targets rebinding =
        new Targets(
            List.of(),
            host ->
                new InetAddress[] {
                  InetAddress.getByName(asked.getAndIncrement() == 0 ? "192.31.196.1" : "127.0.0.1")
                });
    TargetHttp http = http(rebinding);

    assertThatThrownBy(
            () ->
                http.post(
                    rebinding.read("https://" + HOST + ":" + inside.port() + "/"),
                    Map.of(),
                    new byte[0],
                    10))
        .isInstanceOf(IOException.class);
    assertThat(asked).hasValue(1);
    assertThat(inside.received).isEmpty();
  }

  @Test
  void aNameThatLeadsInsideIsNotSpokenTo() throws Exception {
    Server inside = server("HTTP/1.1 200 OK\r\n\r\n");
    Targets targets =
        new Targets(
            List.of(), host -> new InetAddress[] {InetAddress.getByName("::ffff:127.0.0.1")});

    assertThatThrownBy(
            () ->
                http(targets)
                    .post(
                        targets.read("https://" + HOST + ":" + inside.port() + "/"),
                        Map.of(),
                        new byte[0],
                        10))
        .isInstanceOf(RefusedTargetException.class)
        .hasMessageContaining("127.0.0.1");
    assertThat(inside.received).isEmpty();
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
    Server inside = server("HTTP/1.1 200 OK\r\n\r\n");
    Server server =
        server(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                + inside.port()
                + "/\r\nContent-Length: 0\r\n\r\n");

    assertThat(post(server, "/", "").status()).isEqualTo(302);
    assertThat(inside.received).isEmpty();
  }

  @Test
  void theNextMachineIsTriedWhereOneDoesNotAnswer() throws Exception {
    Server server = server("HTTP/1.1 204 No Content\r\n\r\n");
    Targets targets =
        new Targets(
            List.of(HOST),
            host ->
                new InetAddress[] {
                  InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress()
                });

    assertThat(
            http(targets)
                .post(
                    targets.read("http://" + HOST + ":" + server.port() + "/"),
                    Map.of(),
                    new byte[0],
                    10)
                .status())
        .isEqualTo(204);
  }

  @Test
  void anAnswerIsReadToItsCapHoweverMuchThereIs() throws Exception {
    for (String head :
        List.of(
            "HTTP/1.1 500 Oh\r\nContent-Length: 99999\r\n\r\n",
            "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n",
            "HTTP/1.0 500\r\n\r\n")) {
      Reply reply = post(server(head + "x".repeat(50_000)), "/", "");

      assertThat(reply.status()).isEqualTo(500);
      assertThat(text(reply)).isEqualTo("x".repeat(100));
      assertThat(reply.body().complete()).isFalse();
    }
  }

  @Test
  void chunksAreJoined() throws Exception {
    Reply reply = post(server(CHUNKED + "2;a=b\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"), "/", "");

    assertThat(text(reply)).isEqualTo("abcde");
    assertThat(reply.body().complete()).isTrue();
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() throws Exception {
    assertThat(
            post(server("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n"), "/", "")
                .status())
        .isEqualTo(201);
  }

  @Test
  void anAnswerWhoseBodyBreaksOffIsAnAnswer() throws Exception {
    for (String body :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
            CHUNKED + "2\r\nab\r\nzz\r\n",
            CHUNKED + "2\r\nabc")) {
      Reply reply = post(server(body), "/", "");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(text(reply)).isEqualTo("ab");
      assertThat(reply.body().complete()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 99 No\r\n\r\n",
        "HTTP/1.1 2000 No\r\n\r\n",
        "HTTP/1.1 -20 No\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
      })
  void whatIsNoAnswerIsAFailure(String bytes) throws Exception {
    Server server = server(bytes);

    assertThatThrownBy(() -> post(server, "/", "")).isInstanceOf(IOException.class);
  }

  @Test
  void headersWithoutAnEndAreAFailure() throws Exception {
    for (String endless :
        List.of("X: y\r\n", "X".repeat(100), "\r\n\r\nHTTP/1.1 100 Continue\r\n")) {
      Server server = server("HTTP/1.1 100 Continue\r\n" + endless.repeat(20_000));

      assertThatThrownBy(() -> post(server, "/", "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theCertificateMustBeOfTheHostThatWasAskedFor(@TempDir Path folder) throws Exception {
    HttpsServer server = tlsServer(folder);
    SSLContext trust = trusting(folder);
    Targets targets =
        new Targets(
            List.of(HOST, "other.test"),
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    TargetHttp http = new TargetHttp(targets, trust, Duration.ofSeconds(10));
    open.add(http);
    String end = ":" + server.getAddress().getPort() + "/";

    assertThat(http.post(targets.read("https://" + HOST + end), Map.of(), new byte[0], 10).status())
        .isEqualTo(204);
    assertThatThrownBy(
            () -> http.post(targets.read("https://other.test" + end), Map.of(), new byte[0], 10))
        .isInstanceOf(SSLException.class);
    TargetHttp unbelieving = http(targets);
    assertThatThrownBy(
            () -> unbelieving.post(targets.read("https://" + HOST + end), Map.of(), new byte[0], 9))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aReceiverThatDoesNotAnswerIsWaitedForNoLongerThanTheTimeOut() throws Exception {
    Server silent = new Server("");
    silent.keepsOpen = true;
    open.add(silent);
    long begun = System.nanoTime();

    assertThatThrownBy(() -> post(silent, "/", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No answer within PT2S");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void closingGivesUpWhatIsInFlight() throws Exception {
    Server silent = new Server("");
    silent.keepsOpen = true;
    open.add(silent);
    Targets targets = targets();
    TargetHttp http = new TargetHttp(targets, SSLContext.getDefault(), Duration.ofSeconds(25));
    open.add(http);
    Thread closer =
        new Thread(
            () -> {
              while (silent.accepted.get() == 0) {
                Thread.onSpinWait();
              }
              http.close();
            });
    closer.start();

    assertThatThrownBy(() -> post(http, targets, silent, "/", "")).isInstanceOf(IOException.class);
    closer.join();
    assertThatThrownBy(() -> post(http, targets, silent, "/", "")).isInstanceOf(IOException.class);
  }

  private static final char[] PASSWORD = "password".toCharArray();

  private HttpsServer tlsServer(Path folder) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hook",
                "-keystore",
                folder.resolve("hook.p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-dname",
                "CN=hook",
                "-ext",
                "san=dns:" + HOST)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(folder), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    open.add(() -> server.stop(0));
    return server;
  }

  private static SSLContext trusting(Path folder) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("hook", store(folder).getCertificate("hook"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path folder) throws Exception {
    return KeyStore.getInstance(folder.resolve("hook.p12").toFile(), PASSWORD);
  }

  private Server server(String answer) throws IOException {
    Server server = new Server(answer);
    open.add(server);
    return server;
  }

  private TargetHttp http(Targets targets) throws Exception {
    TargetHttp http = new TargetHttp(targets, SSLContext.getDefault(), TIMEOUT);
    open.add(http);
    return http;
  }

  private static Targets targets() {
    return new Targets(List.of(HOST), host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
  }

  private Reply post(Server server, String resource, String body) throws Exception {
    Targets targets = targets();
    return post(http(targets), targets, server, resource, body);
  }

  private static Reply post(
      TargetHttp http, Targets targets, Server server, String resource, String body)
      throws IOException {
    return http.post(
        targets.read("http://" + HOST + ":" + server.port() + resource),
        Map.of("webhook-id", "msg_1"),
        body.getBytes(StandardCharsets.UTF_8),
        100);
  }

  private static String text(Reply reply) {
    return new String(reply.body().content(), StandardCharsets.UTF_8);
  }

  /** Answers every request with the same bytes, whether they are HTTP or not. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> connections = new ArrayDeque<>();
    private final byte[] answer;
    final List<String> received = new CopyOnWriteArrayList<>();
    final AtomicInteger accepted = new AtomicInteger();
    volatile boolean keepsOpen;

    Server(String answer) throws IOException {
      this.answer = answer.getBytes(StandardCharsets.UTF_8);
      Thread thread = new Thread(this::serve, "test-server");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve() {
      while (true) {
        try {
          Socket connection = socket.accept();
          accepted.incrementAndGet();
          connections.add(connection);
          InputStream in = connection.getInputStream();
          byte[] buffer = new byte[8192];
          int read = in.read(buffer);
          received.add(new String(buffer, 0, Math.max(read, 0), StandardCharsets.UTF_8));
          if (!keepsOpen) {
            OutputStream out = connection.getOutputStream();
            out.write(answer);
            connection.close();
          }
        } catch (IOException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket each : connections) {
        each.close();
      }
    }
  }
}
