package dk.ledelseskatalog.lrs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a request shows to be let in. Thread-safe. */
@FunctionalInterface
public interface Authorization extends AutoCloseable {
  /**
   * The value of the {@code Authorization} header for a request made now.
   *
   * @throws RefusedException if whoever gives it out will not give it to us
   * @throws IOException if it cannot be had at the moment
   */
  String header() throws IOException;

  /**
   * Told that a header was not accepted.
   *
   * @return whether the next one may be another
   */
  default boolean renew(String refused) {
    return false;
  }

  @Override
  default void close() {}

  /** A user name and password, sent with every request without being asked (RFC 7617). */
  static Authorization basic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(pair);
    return () -> header;
  }

  /**
   * A token of an authorization server, got by our own name and secret (RFC 6749, 4.4) and used
   * until shortly before it expires.
   *
   * @param trust whose certificates are believed
   */
  static Authorization clientCredentials(
      URI tokenUrl,
      String clientId,
      String clientSecret,
      Optional<String> scope,
      SSLContext trust,
      Clock clock) {
    return new ClientCredentials(tokenUrl, clientId, clientSecret, scope, trust, clock);
  }

  /** Thrown when credentials are wrong; the message holds no secret. */
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
