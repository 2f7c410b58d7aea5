package dk.ledelseskatalog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));
  private final Issuer issuer = new Issuer();
  private final IssuerKeys keys = new IssuerKeys(issuer, clock);

  @Test
  void aKnownKeyIsFetchedOnce() throws Exception {
    issuer.lists("a");

    for (int i = 0; i < 100; i++) {
      assertThat(found("a")).isTrue();
    }

    assertThat(issuer.asked).hasValue(1);
  }

  @Test
  void aRotatedKeyWorksAtItsFirstToken() throws Exception {
    issuer.lists("a");
    assertThat(found("a")).isTrue();
    clock.advance(Duration.ofSeconds(31));
    issuer.lists("a", "b");

    assertThat(found("b")).isTrue();
  }

  @Test
  void unknownKeysDoNotMakeUsAskMoreThanOnceInThirtySeconds() throws Exception {
    issuer.lists("a");
    assertThat(found("a")).isTrue();
    for (int second = 0; second < 60; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(found("unknown-" + second)).isFalse();
      assertThat(found("unknown-again-" + second)).isFalse();
    }

    assertThat(issuer.asked).hasValue(1 + 2);
  }

  @Test
  void knownKeysGoOnWhileTheIssuerIsDown() throws Exception {
    issuer.lists("a");
    assertThat(found("a")).isTrue();
    issuer.down = true;
    clock.advance(Duration.ofDays(2));

    assertThat(found("a")).isTrue();
    assertThat(found("b")).isFalse();
    assertThat(found("a")).isTrue();
    assertThat(issuer.asked).hasValue(1 + 1);
  }

  @Test
  void aWithdrawnKeyStopsWorkingWithinFiveMinutes() throws Exception {
    issuer.lists("a", "b");
    assertThat(found("a")).isTrue();
    issuer.lists("b");
    clock.advance(IssuerKeys.MAX_AGE);

    assertThat(found("a")).isFalse();
    assertThat(found("b")).isTrue();
  }

  @Test
  void keysThatCouldNeverBeReadAreAnotherAnswerThanNoSuchKey() {
    issuer.down = true;

    assertThat(keys.matching(header("a"))).isEmpty();
    assertThat(keys.matching(header("a"))).isEmpty();
    assertThat(issuer.asked).hasValue(1);
  }

  @Test
  void aBurstOfTokensWithANewKeyAsksOnceAndAllAreFound() throws Exception {
    issuer.lists("a");
    issuer.slow = true;

    assertThat(twentyAtOnce(() -> found("a"))).containsOnly(true);
    assertThat(issuer.asked).hasValue(1);
  }

  @Test
  void aBurstOfTokensWhileTheIssuerIsDownAsksOnce() throws Exception {
    issuer.down = true;
    issuer.slow = true;

    assertThat(twentyAtOnce(() -> found("a"))).containsOnly(false);
    assertThat(issuer.asked).hasValue(1);
  }

  private static List<Boolean> twentyAtOnce(Callable<Boolean> one) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(20, one))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void discoveryIsFollowedOnlyToTheIssuerItNames() throws Exception {
    issuer.lists("a");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    serve(
        server,
        "/good/.well-known/openid-configuration",
        "{\"issuer\":\"" + address + "/good\",\"jwks_uri\":\"" + address + "/keys\"}");
    serve(
        server,
        "/evil/.well-known/openid-configuration",
        "{\"issuer\":\"" + address + "/good\",\"jwks_uri\":\"" + address + "/keys\"}");
    serve(server, "/keys", issuer.fetch().toString());
    server.start();
    try {
      assertThat(IssuerKeys.of(address + "/good", clock).matching(header("a")).orElseThrow())
          .hasSize(1);
      assertThat(IssuerKeys.of(address + "/evil", clock).matching(header("a"))).isEmpty();
      assertThat(IssuerKeys.of(address + "/absent", clock).matching(header("a"))).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  private static void serve(HttpServer server, String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private boolean found(String kid) {
    Optional<List<JWK>> answer = keys.matching(header(kid));
    return answer.isPresent() && !answer.get().isEmpty();
  }

  private static JWSHeader header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build();
  }

  /** Lists keys, counts how often it is asked, and can be down. */
  private static final class Issuer implements IssuerKeys.Source {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile JWKSet set = new JWKSet();
    private volatile boolean down;
    private volatile boolean slow;

    void lists(String... kids) throws Exception {
      List<JWK> made = new ArrayList<>();
      for (String kid : kids) {
        made.add(new ECKeyGenerator(Curve.P_256).keyID(kid).generate().toPublicJWK());
      }
      set = new JWKSet(made);
    }

    @Override
    public JWKSet fetch() throws IOException {
      asked.incrementAndGet();
      if (slow) {
        try {
          Thread.sleep(200);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      if (down) {
        throw new IOException("down");
      }
      return set;
    }
  }
}
