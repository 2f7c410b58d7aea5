package dk.ledelseskatalog.lrs;

import dk.ledelseskatalog.outbox.LrsClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** One store behind HTTP. */
public final class HttpLrsClient implements LrsClient {
  private static final int STORE_CAP = 64 * 1024;
  private static final int FETCH_CAP = 1024 * 1024;
  private static final int DETAIL = 200;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final HttpClient http;
  private final URI statements;
  private final Authorization authorization;
  private final Clock clock;
  private final Duration timeout;
  private final Map<Object, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param endpoint the store's base address, such as {@code https://lrs.example.org/xapi/}
   */
  public HttpLrsClient(URI endpoint, Authorization authorization, Clock clock) {
    this(endpoint, authorization, clock, Duration.ofSeconds(30));
  }

  /**
   * @param timeout for one whole answer, headers and body
   */
  public HttpLrsClient(URI endpoint, Authorization authorization, Clock clock, Duration timeout) {
    String base = endpoint.toString();
    this.statements = URI.create(base + (base.endsWith("/") ? "" : "/") + "statements");
    this.authorization = authorization;
    this.clock = clock;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect could carry the credentials and the records to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Answer store(List<byte[]> batch) {
    HttpRequest request =
        request(statements)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(array(batch)))
            .build();
    try {
      return answer(send(request, STORE_CAP));
    } catch (SSLHandshakeException e) {
      return new Answer.Refused(0, "TLS: " + detail(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return new Answer.Unknown(detail(e.getClass().getSimpleName() + " " + e.getMessage()));
    }
  }

  @Override
  public Optional<byte[]> fetch(UUID statementId) throws IOException {
    Optional<byte[]> found = get("statementId=" + statementId);
    // A voided statement is answered under this name only.
    return found.isPresent() ? found : get("voidedStatementId=" + statementId);
  }

  @Override
  public void close() {
    closed = true;
    inFlight.values().forEach(response -> response.cancel(true));
  }

  private Optional<byte[]> get(String query) throws IOException {
    URI uri = URI.create(statements + "?" + query);
    HttpResponse<CappedBody.Bytes> response = send(request(uri).GET().build(), FETCH_CAP);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    if (response.statusCode() != 200 || html(response) || !response.body().complete()) {
      throw new IOException("The store answered a read with " + described(response));
    }
    return Optional.of(response.body().content());
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(timeout)
        .header("Authorization", authorization.header())
        .header("Accept", "application/json")
        .header("X-Experience-API-Version", "1.0.3");
  }

  /**
   * Waits for the whole answer at most as long as the time-out. The client's own time-out ends with
   * the headers, and a body may come a byte a minute.
   */
  private HttpResponse<CappedBody.Bytes> send(HttpRequest request, int cap) throws IOException {
    CompletableFuture<HttpResponse<CappedBody.Bytes>> response =
        http.sendAsync(request, head -> new CappedBody(cap));
    Object key = new Object();
    inFlight.put(key, response);
    try {
      if (closed) {
        throw new IOException("This client is closed");
      }
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("No answer within " + timeout, e);
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

  private Answer answer(HttpResponse<CappedBody.Bytes> response) {
    int status = response.statusCode();
    if (status == 413) {
      return new Answer.TooLarge();
    }
    if (status == 429 || status == 503) {
      return new Answer.Throttled(retryAfter(response));
    }
    if (status == 408 || status == 425 || status >= 500) {
      return new Answer.Unknown(described(response));
    }
    if (wrongPlace(status) || html(response)) {
      return new Answer.Refused(status, described(response));
    }
    if (status >= 200 && status < 300) {
      return new Answer.Stored();
    }
    return status == 409
        ? new Answer.Conflict(described(response))
        : new Answer.Rejected(status, described(response));
  }

  /** Answers that speak of the address or of who asks, not of what was sent. */
  private static boolean wrongPlace(int status) {
    return status < 200
        || (status >= 300 && status < 400)
        || Set.of(401, 402, 403, 404, 405, 406, 407, 410, 421, 426).contains(status);
  }

  /** A proxy's or portal's page. Stores answer JSON, plain text or nothing. */
  private static boolean html(HttpResponse<CappedBody.Bytes> response) {
    String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("text/html")
        || type.startsWith("application/xhtml")
        || text(response).stripLeading().startsWith("<");
  }

  private Optional<Duration> retryAfter(HttpResponse<?> response) {
    Optional<String> value = response.headers().firstValue("Retry-After").map(String::strip);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (SECONDS.matcher(value.get()).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
    }
    try {
      Instant then =
          ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String described(HttpResponse<CappedBody.Bytes> response) {
    return (response.statusCode() + " " + detail(text(response))).strip();
  }

  private static String text(HttpResponse<CappedBody.Bytes> response) {
    return new String(response.body().content(), StandardCharsets.UTF_8);
  }

  private static String detail(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return line.length() <= DETAIL ? line : line.substring(0, DETAIL) + "…";
  }

  private static byte[] array(List<byte[]> batch) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write('[');
    for (int i = 0; i < batch.size(); i++) {
      if (i > 0) {
        joined.write(',');
      }
      joined.writeBytes(batch.get(i));
    }
    joined.write(']');
    return joined.toByteArray();
  }
}
