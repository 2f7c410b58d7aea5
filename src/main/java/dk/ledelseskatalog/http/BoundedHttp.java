package dk.ledelseskatalog.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * HTTP that no other side can draw out: a whole answer within a time-out, a body to a cap, no
 * redirect followed, TLS verified. Connections are kept for the next request. Thread-safe.
 */
public final class BoundedHttp implements AutoCloseable {
  private final HttpClient http;
  private final Duration timeout;
  private final Map<Object, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param trust whose certificates are believed
   * @param timeout for one whole answer, headers and body
   */
  public BoundedHttp(SSLContext trust, Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect could carry the credentials and the records to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(trust)
            .connectTimeout(timeout)
            .build();
  }

  public HttpResponse<CappedBody.Bytes> send(HttpRequest request, int cap) throws IOException {
    return send(request, cap, timeout);
  }

  /**
   * Waits for the whole answer at most so long. The client's own time-out ends with the headers,
   * and a body may come a byte a minute.
   */
  public HttpResponse<CappedBody.Bytes> send(HttpRequest request, int cap, Duration atMost)
      throws IOException {
    CompletableFuture<HttpResponse<CappedBody.Bytes>> response =
        http.sendAsync(request, head -> new CappedBody(cap));
    Object key = new Object();
    inFlight.put(key, response);
    try {
      if (closed) {
        throw new IOException("This client is closed");
      }
      return response.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("No answer within " + atMost, e);
    } catch (CancellationException e) {
      throw new IOException("Given up at shutdown", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } finally {
      inFlight.remove(key);
      response.cancel(true);
    }
  }

  /** Gives up what is in flight; every request after fails. */
  @Override
  public void close() {
    closed = true;
    inFlight.values().forEach(response -> response.cancel(true));
  }
}
