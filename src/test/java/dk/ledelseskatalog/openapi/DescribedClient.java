package dk.ledelseskatalog.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client that holds every answer of the service against what {@code /openapi} says of it, and
 * against the JSON Schema of JSON:API 1.1. What it is asked of other servers it lets through.
 */
public final class DescribedClient extends HttpClient {
  private final HttpClient client;
  private final String site;
  private final AtomicReference<@Nullable Description> description = new AtomicReference<>();

  private DescribedClient(HttpClient client, String site) {
    this.client = client;
    this.site = site;
  }

  /**
   * @param site such as {@code http://localhost:8080}; asked for its description with the first
   *     answer
   */
  public static HttpClient of(HttpClient client, String site) {
    return new DescribedClient(client, site);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<T> response = client.send(request, handler);
    check(response);
    return response;
  }

  private void check(HttpResponse<?> response) throws IOException, InterruptedException {
    URI address = response.uri();
    String path = address.getPath();
    boolean described =
        address.toString().startsWith(site + "/")
            && path.matches("/(api|entries|media|xapi|demo|openapi|health|metrics)(/.*)?");
    if (!described
        || response.request().method().equals("OPTIONS")
        || response.headers().firstValue("Content-Encoding").isPresent()
        || !(response.body() instanceof String || response.body() instanceof byte[])) {
      return;
    }
    byte[] body =
        response.body() instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : (byte[]) response.body();
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertThat(
            description()
                .faults(
                    response.request().method(),
                    path,
                    address.getQuery(),
                    response.statusCode(),
                    type,
                    body))
        .as(
            response.request().method()
                + " "
                + address
                + " gave "
                + response.statusCode()
                + " "
                + new String(body, StandardCharsets.UTF_8))
        .isEmpty();
  }

  Description description() throws IOException, InterruptedException {
    Description known = description.get();
    if (known != null) {
      return known;
    }
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(site + "/openapi")).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as("/openapi").isEqualTo(200);
    Description fresh = new Description(answer.body());
    description.set(fresh);
    return fresh;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return client.sendAsync(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> push) {
    return client.sendAsync(request, handler, push);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
