package dk.ledelseskatalog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerAuthenticationMechanismTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));
  private final Container container = new Container();
  private final Door door = new Door();

  private final DemoIssuer issuer;
  private BearerAuthenticationMechanism mechanism;

  BearerAuthenticationMechanismTest(@TempDir Path folder) throws Exception {
    issuer = DemoIssuer.open(folder, clock);
    mechanism = new BearerAuthenticationMechanism(issuer.validator(), door);
  }

  @Test
  void aRequestWithoutTokenIsAnonymous() throws Exception {
    assertThat(ask("da")).isEqualTo(AuthenticationStatus.NOT_DONE);
    assertThat(container.caller).isNull();
    assertThat(container.status).isZero();
  }

  @Test
  void aGoodTokenSignsItsPersonIn() throws Exception {
    String token = issuer.issue("platform").orElseThrow();

    for (String scheme : List.of("Bearer ", "bearer ", "BEARER  ")) {
      assertThat(ask("da", scheme + token)).isEqualTo(AuthenticationStatus.SUCCESS);
      assertThat(container.caller)
          .isEqualTo(new Person(DemoIssuer.ISSUER, "platform", Set.of(Roles.PLATFORM)));
      assertThat(container.groups).containsExactly(Roles.PLATFORM);
    }
  }

  @Test
  void aBadTokenEndsTheRequestInTheCallersLanguage() throws Exception {
    assertThat(ask("en;q=0.9, da;q=0.1", "Bearer x")).isEqualTo(AuthenticationStatus.SEND_FAILURE);
    assertThat(container.status).isEqualTo(401);
    assertThat(container.headers)
        .containsEntry("Content-Type", "application/vnd.api+json")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry(
            "WWW-Authenticate",
            "Bearer realm=\"ledelseskatalog\", error=\"invalid_token\","
                + " error_description=\"The token is not a readable signed JWT; get a new one.\"");
    assertThat(container.body())
        .isEqualTo(
            "{\"jsonapi\":{\"version\":\"1.1\"},\"errors\":[{\"status\":\"401\","
                + "\"code\":\"malformed\",\"detail\":\"The token is not a readable signed JWT;"
                + " get a new one.\",\"source\":{\"header\":\"Authorization\"}}]}");

    ask("da", "Bearer x");
    assertThat(container.body()).contains("Tokenet er ikke et læsbart signeret JWT");
  }

  @Test
  void everythingButOneBearerTokenIsRefused() throws Exception {
    String token = issuer.issue("leder").orElseThrow();

    for (String header :
        List.of("", "Bearer", "Bearer ", "Basic bGVkZXI6eA==", token, "Bearer" + token)) {
      assertThat(ask("da", header)).as(header).isEqualTo(AuthenticationStatus.SEND_FAILURE);
      assertThat(container.status).as(header).isEqualTo(401);
    }
    assertThat(ask("da", "Bearer " + token, "Bearer " + token))
        .isEqualTo(AuthenticationStatus.SEND_FAILURE);
    assertThat(container.caller).isNull();
  }

  @Test
  void withoutTheIssuersKeysTheFaultIsNotTheCallers() throws Exception {
    mechanism =
        new BearerAuthenticationMechanism(
            new TokenValidator(
                TokenValidator.Settings.of(DemoIssuer.ISSUER, "ledelseskatalog"),
                new IssuerKeys(BearerAuthenticationMechanismTest::down, clock),
                clock),
            door);

    ask("da", "Bearer " + issuer.issue("leder").orElseThrow());

    assertThat(container.status).isEqualTo(503);
    assertThat(container.headers)
        .containsEntry("Retry-After", "30")
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void anApiTokenSignsItsClientInWithoutRoles() throws Exception {
    ServiceClient client = new ServiceClient("0a1b2c3d4e5f", Set.of(Scope.LEARNING_RECORDS));
    door.verdict = new Verdict.Accepted(client);

    assertThat(ask("da", "Bearer lk_anything")).isEqualTo(AuthenticationStatus.SUCCESS);
    assertThat(container.caller).isEqualTo(client);
    assertThat(container.groups).isEmpty();
    assertThat(door.asked).isEqualTo("lk_anything");
  }

  @Test
  void anApiTokenThatIsNotBelievedEndsTheRequest() throws Exception {
    for (Refusal reason :
        List.of(Refusal.API_TOKEN_INVALID, Refusal.API_TOKEN_EXPIRED, Refusal.API_TOKEN_REVOKED)) {
      door.verdict = new Verdict.Refused(reason);

      assertThat(ask("en", "Bearer lk_secret")).isEqualTo(AuthenticationStatus.SEND_FAILURE);

      assertThat(container.status).isEqualTo(401);
      assertThat(container.headers).containsEntry("Cache-Control", "no-store");
      assertThat(container.headers.get("WWW-Authenticate"))
          .contains("error=\"invalid_token\"", reason.en())
          .doesNotContain("lk_secret");
      assertThat(container.body())
          .contains("\"code\":\"" + reason.code() + "\"", "\"header\":\"Authorization\"")
          .doesNotContain("lk_secret");
    }
  }

  @Test
  void whileTheDatabaseIsAwayTheFaultIsNotTheClients() throws Exception {
    door.verdict = new Verdict.Refused(Refusal.DATABASE_UNAVAILABLE);

    ask("da", "Bearer lk_secret");

    assertThat(container.status).isEqualTo(503);
    assertThat(container.headers)
        .containsEntry("Retry-After", "2")
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void whoIsShutOutIsRefusedWithAGoodToken() throws Exception {
    String token = issuer.issue("leder").orElseThrow();
    door.refusal = Optional.of(Refusal.SHUT_OUT);

    assertThat(ask("da", "Bearer " + token)).isEqualTo(AuthenticationStatus.SEND_FAILURE);

    assertThat(container.status).isEqualTo(403);
    assertThat(container.headers).doesNotContainKey("WWW-Authenticate");
    assertThat(container.body()).contains("\"code\":\"shut-out\"").doesNotContain("source");
    assertThat(container.caller).isNull();
  }

  @Test
  void theDoorIsToldWhenTheTokenWasIssued() throws Exception {
    ask("da", "Bearer " + issuer.issue("leder").orElseThrow());

    assertThat(door.signedIn).contains(clock.instant());
  }

  private static JWKSet down() throws IOException {
    throw new IOException("down");
  }

  private AuthenticationStatus ask(String language, String... authorization) throws Exception {
    container.reset();
    HttpServletRequest request =
        answering(
            HttpServletRequest.class,
            (method, arguments) ->
                switch (method) {
                  case "getHeaders" -> Collections.enumeration(List.of(authorization));
                  case "getHeader" -> language;
                  default -> throw new AssertionError("A request is not asked for " + method);
                });
    return mechanism.validateRequest(request, container.response(), container.context());
  }

  /** Decides what the test says. */
  private static final class Door implements Admission {
    private Verdict verdict = new Verdict.Refused(Refusal.API_TOKEN_INVALID);
    private Optional<Refusal> refusal = Optional.empty();
    private String asked = "";
    private Optional<Instant> signedIn = Optional.empty();

    @Override
    public Verdict judge(String apiToken) {
      asked = apiToken;
      return verdict;
    }

    @Override
    public Optional<Refusal> refusalOf(Person person, Optional<Instant> told) {
      signedIn = told;
      return refusal;
    }
  }

  /** The part of the container that is told who is calling, and sends what is written. */
  private static final class Container {
    private final Map<String, String> headers = new HashMap<>();
    private final List<String> groups = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private @Nullable Object caller;
    private int status;

    void reset() {
      headers.clear();
      groups.clear();
      sent.reset();
      caller = null;
      status = 0;
    }

    String body() {
      return sent.toString(StandardCharsets.UTF_8);
    }

    HttpMessageContext context() {
      return answering(
          HttpMessageContext.class,
          (method, arguments) -> {
            if (method.equals("doNothing")) {
              return AuthenticationStatus.NOT_DONE;
            }
            if (method.equals("notifyContainerAboutLogin")) {
              caller = arguments[0];
              ((Set<?>) arguments[1]).forEach(group -> groups.add((String) group));
              return AuthenticationStatus.SUCCESS;
            }
            throw new AssertionError("The container is not asked for " + method);
          });
    }

    HttpServletResponse response() {
      return answering(
          HttpServletResponse.class,
          (method, arguments) -> {
            switch (method) {
              case "setStatus" -> status = (Integer) arguments[0];
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
              case "setContentLength" ->
                  headers.put("Content-Length", String.valueOf(arguments[0]));
              case "flushBuffer" -> {}
              case "getOutputStream" -> {
                return stream();
              }
              default -> throw new AssertionError("A response is not asked for " + method);
            }
            return null;
          });
    }

    private ServletOutputStream stream() {
      return new ServletOutputStream() {
        @Override
        public void write(int octet) {
          sent.write(octet);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new AssertionError("Nothing is written later");
        }
      };
    }
  }

  private interface Answer {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
