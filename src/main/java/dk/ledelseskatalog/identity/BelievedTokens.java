package dk.ledelseskatalog.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tokens said that were believed, so that a token in daily use is read and verified once:
 * verifying costs more than all the rest of a small request. Thread-safe; reading takes no lock.
 *
 * <p>Whether the issuer still lists the key, and whether the token's time has come and not passed,
 * must be asked each time. Only tokens that were believed are kept, so forged ones crowd nobody
 * out; they are kept under a digest and without their claims, so that a dump of the memory gives
 * none away. One that was not asked for while as many others came as there is room for is
 * forgotten.
 */
final class BelievedTokens {
  private final int room;
  private volatile Map<String, Believed> recent = new ConcurrentHashMap<>();
  private volatile Map<String, Believed> earlier = Map.of();

  /**
   * @param room how many tokens are kept at least; at most twice as many
   */
  BelievedTokens(int room) {
    this.room = room;
  }

  /**
   * Whom a token names.
   *
   * @param header of the token, by which its key is found
   * @param key that its signature is good under
   * @param issued as the token says
   * @param expires without the skew
   * @param notBefore without the skew
   */
  record Believed(
      JWSHeader header,
      JWK key,
      Person person,
      Optional<Instant> issued,
      Instant expires,
      Optional<Instant> notBefore) {}

  Optional<Believed> find(String token) {
    String digest = TokenDigest.of(token);
    Believed found = recent.get(digest);
    if (found == null) {
      found = earlier.get(digest);
      if (found != null) {
        keep(digest, found);
      }
    }
    return Optional.ofNullable(found);
  }

  void add(String token, Believed believed) {
    keep(TokenDigest.of(token), believed);
  }

  private void keep(String digest, Believed believed) {
    if (recent.size() >= room) {
      startAnew();
    }
    recent.put(digest, believed);
  }

  private synchronized void startAnew() {
    if (recent.size() >= room) {
      earlier = recent;
      recent = new ConcurrentHashMap<>();
    }
  }
}
