package dk.ledelseskatalog.lrs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a request shows to be let in. Thread-safe. */
@FunctionalInterface
public interface Authorization {
  /** The value of the {@code Authorization} header for a request made now. */
  String header();

  /** A user name and password, sent with every request without being asked (RFC 7617). */
  static Authorization basic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(pair);
    return () -> header;
  }
}
