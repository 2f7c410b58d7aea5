package dk.ledelseskatalog.lrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token endpoint and a store behind it, both of which only take what they should. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ClientCredentialsTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-23T09:30:00Z");
  private volatile int status = 200;
  private volatile String body = "";
  private volatile String accepted = "Bearer token-1";
  private HttpServer server;
  private Authorization authorization;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::giveToken);
    server.createContext("/xapi/statements", this::takeStatements);
    server.start();
    authorization = authorization("hemme/lig");
  }

  @AfterEach
  void stop() {
    authorization.close();
    server.stop(0);
  }

  @Test
  void aTokenIsAskedForByNameAndSecretAndUsedUntilShortlyBeforeItsEnd() throws Exception {
    assertThat(authorization.header()).isEqualTo("Bearer token-1");
    now = now.plus(Duration.ofSeconds(539));
    assertThat(authorization.header()).isEqualTo("Bearer token-1");
    now = now.plus(Duration.ofSeconds(2));
    assertThat(authorization.header()).isEqualTo("Bearer token-2");

    assertThat(asked.get(0))
        // RFC 6749, 2.3.1: both are form-encoded before they become a header.
        .contains("Basic " + base64("katalog:hemme%2Flig"))
        .contains("grant_type=client_credentials")
        .contains("scope=statements%2Fwrite");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aTokenThatWasWithdrawnIsReplacedOnce() {
    try (HttpLrsClient client = client()) {
      accepted = "Bearer token-2";

      assertThat(client.store(List.of(new byte[0]))).isEqualTo(new Answer.Stored());
      assertThat(shown).containsExactly("Bearer token-1", "Bearer token-2");

      accepted = "none";
      assertThat(client.store(List.of(new byte[0])))
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
      assertThat(shown).hasSize(4);
      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void aWrongSecretIsARefusalThatSaysSoAndHoldsNoSecret() {
    status = 401;
    body = "{\"error\":\"invalid_client\",\"error_description\":\"hemmeligt\"}";
    try (HttpLrsClient client = client()) {
      assertThat(client.store(List.of(new byte[0])))
          .isEqualTo(new Answer.Refused(0, "the token endpoint answered 401 invalid_client"));
    }
    assertThat(shown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void anEndpointInTroubleIsNobodysFault(int answered) {
    status = answered;
    try (HttpLrsClient client = client()) {
      assertThat(client.store(List.of(new byte[0]))).isInstanceOf(Answer.Unknown.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"200,<html>", "302,", "404,nothing", "200,{\"access_token\":7}", "200,[]"})
  void whatIsNoTokenEndpointIsARefusal(int answered, String text) {
    status = answered;
    body = String.valueOf(text);

    assertThatThrownBy(() -> authorization.header())
        .isInstanceOf(Authorization.RefusedException.class);
  }

  private Authorization authorization(String secret) {
    return Authorization.clientCredentials(
        uri("/token"),
        "katalog",
        secret,
        Optional.of("statements/write"),
        TrustedCertificates.ofTheSystem(),
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        });
  }

  private HttpLrsClient client() {
    return new HttpLrsClient(
        uri("/xapi/"),
        authorization,
        TrustedCertificates.ofTheSystem(),
        Clock.systemUTC(),
        Duration.ofSeconds(5));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String text =
          body.isEmpty()
              ? "{\"access_token\":\"token-"
                  + asked.size()
                  + "\",\"token_type\":\"Bearer\",\"expires_in\":600}"
              : body;
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void takeStatements(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String header = exchange.getRequestHeaders().getFirst("Authorization");
      shown.add(header);
      exchange.sendResponseHeaders(header.equals(accepted) ? 204 : 401, -1);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
