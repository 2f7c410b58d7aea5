package dk.ledelseskatalog.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.http.BoundedHttp;
import dk.ledelseskatalog.http.CappedBody;
import dk.ledelseskatalog.http.RetryAfter;
import dk.ledelseskatalog.outbox.LrsClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** One store behind HTTP. */
public final class HttpLrsClient implements LrsClient {
  private static final int STORE_CAP = 64 * 1024;
  private static final int FETCH_CAP = 1024 * 1024;
  private static final int LIST_CAP = 16 * 1024 * 1024;
  private static final int LIST_LIMIT = 100;
  private static final int DETAIL = 200;
  private static final Duration ABOUT_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BoundedHttp http;
  private final URI base;
  private final URI statements;
  private final Authorization authorization;
  private final SpokenVersion version;
  private final Clock clock;
  private final Duration timeout;

  /**
   * @param endpoint the store's base address, such as {@code https://lrs.example.org/xapi/}
   * @param authorization closed with this client
   * @param trust whose certificates are believed
   */
  public HttpLrsClient(URI endpoint, Authorization authorization, SSLContext trust, Clock clock) {
    this(endpoint, authorization, trust, clock, Duration.ofSeconds(30));
  }

  /**
   * @param timeout for one whole answer, headers and body
   */
  public HttpLrsClient(
      URI endpoint, Authorization authorization, SSLContext trust, Clock clock, Duration timeout) {
    this.base = URI.create(endpoint + (endpoint.toString().endsWith("/") ? "" : "/"));
    this.statements = base.resolve("statements");
    this.authorization = authorization;
    this.clock = clock;
    this.timeout = timeout;
    this.http = new BoundedHttp(trust, timeout);
    this.version = new SpokenVersion(this::about, clock);
  }

  @Override
  public Answer store(List<byte[]> batch) {
    byte[] body = array(batch);
    Answer answer;
    try {
      String spoken = version.header();
      answer = answer(post(body, spoken));
      if (answer instanceof Answer.Rejected && version.changedFrom(spoken)) {
        answer = answer(post(body, version.header()));
      }
    } catch (SSLHandshakeException e) {
      answer = new Answer.Refused(0, "TLS: " + detail(String.valueOf(e.getMessage())));
    } catch (Authorization.RefusedException e) {
      answer = new Answer.Refused(0, detail(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      answer = new Answer.Unknown(detail(e.getClass().getSimpleName() + " " + e.getMessage()));
    }
    if (answer instanceof Answer.Refused || answer instanceof Answer.Unknown) {
      version.forget();
    }
    return answer;
  }

  @Override
  public Optional<byte[]> fetch(UUID statementId) throws IOException {
    Optional<byte[]> found = get(at("statementId=" + statementId), FETCH_CAP);
    // A voided statement is answered under this name only.
    return found.isPresent() ? found : get(at("voidedStatementId=" + statementId), FETCH_CAP);
  }

  @Override
  public Page list(Instant since, Instant until) throws IOException {
    return page(at("since=" + since + "&until=" + until + "&ascending=true&limit=" + LIST_LIMIT));
  }

  @Override
  public Page more(URI more) throws IOException {
    URI next = base.resolve(more);
    // Elsewhere the credentials would be shown to somebody else.
    if (!Objects.equals(next.getScheme(), base.getScheme())
        || !Objects.equals(next.getRawAuthority(), base.getRawAuthority())) {
      throw new IOException("The store's list goes on at another server");
    }
    return page(next);
  }

  @Override
  public void close() {
    http.close();
    authorization.close();
  }

  private HttpResponse<CappedBody.Bytes> post(byte[] body, String spoken) throws IOException {
    return send(
        request(statements, spoken)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
        STORE_CAP,
        timeout);
  }

  private URI at(String query) {
    return URI.create(statements + "?" + query);
  }

  private Page page(URI address) throws IOException {
    Optional<byte[]> answer = get(address, LIST_CAP);
    JsonNode list = JSON.readTree(answer.orElseThrow(() -> new IOException("404 to a list")));
    if (!list.path("statements").isArray()) {
      throw new IOException("The store answered a list without statements");
    }
    List<byte[]> listed = new ArrayList<>();
    for (JsonNode statement : list.path("statements")) {
      listed.add(JSON.writeValueAsBytes(statement));
    }
    String more = list.path("more").asText("");
    try {
      return new Page(listed, more.isEmpty() ? Optional.empty() : Optional.of(new URI(more)));
    } catch (URISyntaxException e) {
      throw new IOException("The store's list goes on at no address", e);
    }
  }

  private Optional<byte[]> about() throws IOException {
    HttpResponse<CappedBody.Bytes> response =
        send(
            HttpRequest.newBuilder(base.resolve("about"))
                .header("Accept", "application/json")
                .GET(),
            STORE_CAP,
            timeout.compareTo(ABOUT_TIMEOUT) < 0 ? timeout : ABOUT_TIMEOUT);
    return response.statusCode() == 200 && response.body().complete()
        ? Optional.of(response.body().content())
        : Optional.empty();
  }

  private Optional<byte[]> get(URI address, int cap) throws IOException {
    HttpResponse<CappedBody.Bytes> response =
        send(request(address, version.header()).GET(), cap, timeout);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    if (response.statusCode() != 200 || html(response) || !response.body().complete()) {
      throw new IOException("The store answered a read with " + described(response));
    }
    return Optional.of(response.body().content());
  }

  private HttpRequest.Builder request(URI uri, String spoken) {
    return HttpRequest.newBuilder(uri)
        .timeout(timeout)
        .header("Accept", "application/json")
        .header("X-Experience-API-Version", spoken);
  }

  /** A token may have been withdrawn before its end, so after a 401 another is tried, once. */
  private HttpResponse<CappedBody.Bytes> send(HttpRequest.Builder request, int cap, Duration atMost)
      throws IOException {
    String shown = authorization.header();
    HttpResponse<CappedBody.Bytes> response =
        http.send(request.setHeader("Authorization", shown).build(), cap, atMost);
    if (response.statusCode() == 401 && authorization.renew(shown)) {
      return http.send(
          request.setHeader("Authorization", authorization.header()).build(), cap, atMost);
    }
    return response;
  }

  private Answer answer(HttpResponse<CappedBody.Bytes> response) {
    int status = response.statusCode();
    if (status == 413) {
      return new Answer.TooLarge();
    }
    if (status == 429 || status == 503) {
      return new Answer.Throttled(
          RetryAfter.read(response.headers().firstValue("Retry-After"), clock.instant()));
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
