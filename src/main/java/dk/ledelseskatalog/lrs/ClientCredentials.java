package dk.ledelseskatalog.lrs;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dk.ledelseskatalog.http.BoundedHttp;
import dk.ledelseskatalog.http.CappedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A bearer token, fetched when there is none that is good. */
final class ClientCredentials implements Authorization {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ANSWER_CAP = 64 * 1024;

  /** So long before its end a token is not used any more: a request takes its time. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** Of a token that does not say how long it is good (RFC 6749, 5.1 only recommends it). */
  private static final Duration UNSAID = Duration.ofMinutes(5);

  private final URI tokenUrl;
  private final TokenRequest request;
  private final BoundedHttp http;
  private final Clock clock;
  private @Nullable Token token;

  ClientCredentials(
      URI tokenUrl,
      String clientId,
      String clientSecret,
      Optional<String> scope,
      SSLContext trust,
      Clock clock) {
    this.tokenUrl = tokenUrl;
    TokenRequest.Builder builder =
        new TokenRequest.Builder(
            tokenUrl,
            new ClientSecretBasic(new ClientID(clientId), new Secret(clientSecret)),
            new ClientCredentialsGrant());
    scope.map(Scope::parse).ifPresent(builder::scope);
    this.request = builder.build();
    this.http = new BoundedHttp(trust, TIMEOUT);
    this.clock = clock;
  }

  private record Token(String header, Instant goodUntil) {}

  @Override
  public synchronized String header() throws IOException {
    Token known = token;
    if (known == null || !clock.instant().isBefore(known.goodUntil())) {
      known = fetch();
      token = known;
    }
    return known.header();
  }

  @Override
  public synchronized boolean renew(String refused) {
    if (token != null && token.header().equals(refused)) {
      token = null;
    }
    return true;
  }

  @Override
  public void close() {
    http.close();
  }

  private Token fetch() throws IOException {
    HTTPResponse answer = request.toHTTPRequest().send(this::send);
    int status = answer.getStatusCode();
    if (status == 408 || status == 429 || status >= 500) {
      throw new IOException("The token endpoint answered " + status);
    }
    try {
      TokenResponse response = TokenResponse.parse(answer);
      if (response.indicatesSuccess()) {
        return token(response.toSuccessResponse().getTokens().getAccessToken());
      }
      String code = String.valueOf(response.toErrorResponse().getErrorObject().getCode());
      throw new RefusedException("the token endpoint answered " + status + " " + printable(code));
    } catch (ParseException e) {
      // Not its message: that may quote the answer, and the answer may hold a token.
      throw new RefusedException(
          tokenUrl + " answered " + status + " and is no OAuth 2 token endpoint");
    }
  }

  private Token token(AccessToken access) {
    Duration life = access.getLifetime() > 0 ? Duration.ofSeconds(access.getLifetime()) : UNSAID;
    Duration use =
        life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
    return new Token("Bearer " + access.getValue(), clock.instant().plus(use));
  }

  /** Nimbus' own connections know no cap and no end. */
  private ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(tokenUrl)
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(asked.getBody())));
    for (Map.Entry<String, List<String>> header : asked.getHeaderMap().entrySet()) {
      header.getValue().forEach(value -> builder.header(header.getKey(), value));
    }
    HttpResponse<CappedBody.Bytes> answer = http.send(builder.build(), ANSWER_CAP);
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> read.setHeader("Content-Type", type));
    read.setBody(new String(answer.body().content(), StandardCharsets.UTF_8));
    return read;
  }

  private static String printable(String code) {
    return code.matches("[\\x20-\\x7e]{1,60}") ? code : "with an error";
  }
}
