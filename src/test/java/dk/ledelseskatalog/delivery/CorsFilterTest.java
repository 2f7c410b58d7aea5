package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorsFilterTest {
  private static final String LISTED = "https://intranet.example.dk";

  private final Map<String, String> sent = new HashMap<>();
  private boolean passedOn;

  @Test
  void aListedOriginIsNamedBackWithoutCredentials() throws Exception {
    send("GET", Map.of("Origin", LISTED), List.of(LISTED));

    assertThat(passedOn).isTrue();
    assertThat(sent)
        .containsEntry("Access-Control-Allow-Origin", LISTED)
        .containsEntry("Vary", "Origin")
        .containsKey("Access-Control-Expose-Headers")
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }

  @Test
  void noOtherOriginIsEverNamedBack() throws Exception {
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            LISTED + ".evil.example",
            "https://evil.example/" + LISTED,
            "http://intranet.example.dk",
            LISTED + ":8443",
            LISTED.toUpperCase(java.util.Locale.ROOT))) {
      sent.clear();
      send("GET", Map.of("Origin", origin), List.of(LISTED));
      assertThat(sent).as(origin).containsOnly(Map.entry("Vary", "Origin"));
    }
  }

  @Test
  void anAnswerWithoutOriginVariesByItToo() throws Exception {
    send("GET", Map.of(), List.of(LISTED));
    assertThat(sent).containsOnly(Map.entry("Vary", "Origin"));
  }

  @Test
  void whatElseAnAnswerVariesByIsAdded() throws Exception {
    new CorsFilter(List.of(LISTED))
        .doFilter(
            request("GET", Map.of()),
            response(),
            (in, out) -> ((HttpServletResponse) out).setHeader("Vary", "Accept"));
    assertThat(sent).containsEntry("Vary", "Origin, Accept");
  }

  @Test
  void aPreflightIsAnsweredHere() throws Exception {
    send(
        "OPTIONS",
        Map.of("Origin", LISTED, "Access-Control-Request-Method", "POST"),
        List.of(LISTED));

    assertThat(passedOn).isFalse();
    assertThat(sent).containsEntry("status", "204");
    assertThat(String.valueOf(sent.get("Access-Control-Allow-Headers"))).contains("Authorization");
  }

  @Test
  void anOptionsThatIsNoPreflightIsPassedOn() throws Exception {
    send("OPTIONS", Map.of("Origin", LISTED), List.of(LISTED));
    assertThat(passedOn).isTrue();
  }

  @Test
  void withNoOriginListedNothingIsAdded() throws Exception {
    send("GET", Map.of("Origin", LISTED), List.of());
    assertThat(passedOn).isTrue();
    assertThat(sent).isEmpty();
  }

  private void send(String method, Map<String, String> headers, List<String> origins)
      throws Exception {
    passedOn = false;
    new CorsFilter(origins)
        .doFilter(request(method, headers), response(), (in, out) -> passedOn = true);
  }

  /** As much of a container as the filter meets. */
  private static HttpServletRequest request(String method, Map<String, String> headers) {
    return container(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getMethod" -> method;
              case "getHeader" -> headers.get((String) arguments[0]);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private HttpServletResponse response() {
    return container(
        HttpServletResponse.class,
        (name, arguments) ->
            switch (name) {
              case "setHeader" -> sent.put((String) arguments[0], (String) arguments[1]);
              case "addHeader" ->
                  sent.merge(
                      (String) arguments[0],
                      (String) arguments[1],
                      (before, more) -> before + ", " + more);
              case "setStatus" -> sent.put("status", String.valueOf(arguments[0]));
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private interface Method {
    @Nullable Object call(String name, Object[] arguments);
  }

  private static <T> T container(Class<T> type, Method method) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              Object result = method.call(called.getName(), arguments);
              return called.getReturnType() == void.class ? null : result;
            }));
  }
}
