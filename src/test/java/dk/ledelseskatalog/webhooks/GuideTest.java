package dk.ledelseskatalog.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.http.TargetHttp;
import dk.ledelseskatalog.http.Targets;
import dk.ledelseskatalog.identity.SettableClock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The receiver that the guide shows, in Node: it knows our messages, and no others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuideTest {
  private static final String WEBHOOK = "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9";

  private final SettableClock clock = new SettableClock(Instant.now());
  private final SecureRandom random = new SecureRandom();
  private final SecretSeal seal = new SecretSeal(new byte[SecretSeal.KEY_BYTES], random);
  private final Secret old = Secret.random(random);
  private final Secret current = Secret.random(random);
  private Deliverer deliverer;
  private Process node;
  private BufferedReader output;
  private String url;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Targets targets = new Targets(List.of("localhost"), InetAddress::getAllByName);
    deliverer =
        new Deliverer(
            targets,
            new TargetHttp(targets, SSLContext.getDefault(), Duration.ofSeconds(10)),
            seal,
            clock);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    url = "http://localhost:" + port + "/";
    Path program = folder.resolve("receiver.mjs");
    Files.writeString(program, TestReceiver.codeOfTheGuide());
    ProcessBuilder builder =
        new ProcessBuilder("node", program.toString()).redirectErrorStream(true);
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_SECRETS", current.shown() + " " + old.shown());
    node = builder.start();
    output =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo("listening");
  }

  @AfterEach
  void stop() throws Exception {
    node.destroyForcibly().waitFor();
    deliverer.close();
  }

  @Test
  void itBelievesEitherSecretAndNoOther() {
    assertThat(status(List.of(current), message("msg_1"))).isEqualTo(204);
    assertThat(status(List.of(old), message("msg_2"))).isEqualTo(204);
    assertThat(status(List.of(Secret.random(random), current), message("msg_3"))).isEqualTo(204);
    assertThat(status(List.of(Secret.random(random)), message("msg_4"))).isEqualTo(401);
  }

  @Test
  void itBelievesNothingThatWasKeptForLater() {
    clock.advance(Duration.ofMinutes(-6));

    assertThat(status(List.of(current), message("msg_1"))).isEqualTo(401);
  }

  @Test
  void itActsOnceOnWhatComesTwice() throws Exception {
    assertThat(status(List.of(current), message("msg_1", 7))).isEqualTo(204);
    assertThat(status(List.of(current), message("msg_1", 8))).isEqualTo(204);
    assertThat(status(List.of(current), message("msg_2", 9))).isEqualTo(204);

    assertThat(output.readLine()).startsWith("completion.recorded {\"release\":7,\"links\":");
    assertThat(output.readLine()).startsWith("completion.recorded {\"release\":9,\"links\":");
  }

  private int status(List<Secret> secrets, Message message) {
    Receiver receiver =
        new Receiver(
            WEBHOOK, url, secrets.stream().map(secret -> seal.seal(WEBHOOK, secret)).toList());
    return deliverer.post(receiver, message.id(), message.body()).status().orElse(0);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(String id, byte[] body) {}

  private Message message(String id) {
    return message(id, 7);
  }

  private Message message(String id, int release) {
    return new Message(
        id,
        new MessageBodies(URI.create("https://ledelse.example.dk"))
            .write(new Event.CompletionRecorded(UUID.randomUUID(), release), id, clock.instant()));
  }
}
