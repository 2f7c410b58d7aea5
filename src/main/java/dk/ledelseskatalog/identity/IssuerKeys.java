package dk.ledelseskatalog.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The public keys an issuer signs with, read when first needed. Thread-safe.
 *
 * <p>The issuer is asked again when its answer is {@link #MAX_AGE} old, so that a key it withdrew
 * stops working here, and when a token names a key nobody knows, so that a new key works at once.
 * It is never asked twice within {@link #BETWEEN_FETCHES}, whatever tokens arrive. While it cannot
 * be asked, the keys it last gave go on working.
 */
public final class IssuerKeys {
  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());

  private final Source source;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Fetched current;
  private volatile Instant nextFetch = Instant.MIN;

  /** Where the keys come from. */
  @FunctionalInterface
  interface Source {
    JWKSet fetch() throws IOException;
  }

  /** One answer of the issuer; compared by identity, so not a record. */
  private static final class Fetched {
    private final JWKSet keys;
    private final Instant at;

    Fetched(JWKSet keys, Instant at) {
      this.keys = keys;
      this.at = at;
    }
  }

  IssuerKeys(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The keys of an OpenID Connect issuer, found by its discovery document. */
  public static IssuerKeys of(String issuer, Clock clock) {
    return new IssuerKeys(new OidcDiscovery(issuer), clock);
  }

  /**
   * The keys that may have signed under this header.
   *
   * @return an empty list if the issuer lists none; empty if its keys could never be read
   */
  Optional<List<JWK>> matching(JWSHeader header) {
    Fetched known = current;
    if (known == null) {
      known = refresh(null, true);
    } else if (!clock.instant().isBefore(known.at.plus(MAX_AGE))) {
      known = refresh(known, false);
    }
    if (known == null) {
      return Optional.empty();
    }
    List<JWK> keys = select(known, header);
    if (keys.isEmpty()) {
      Fetched newer = refresh(known, true);
      keys = newer == null || newer == known ? keys : select(newer, header);
    }
    return Optional.of(keys);
  }

  /**
   * @param wait whether the caller can do nothing without the answer; if not, one thread fetches
   *     and the others go on with what they have
   */
  private @Nullable Fetched refresh(@Nullable Fetched seen, boolean wait) {
    if (clock.instant().isBefore(nextFetch) && !fetching.isLocked()) {
      return current;
    }
    if (wait) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return seen;
    }
    try {
      Instant now = clock.instant();
      if (current == seen && !now.isBefore(nextFetch)) {
        nextFetch = now.plus(BETWEEN_FETCHES);
        current = new Fetched(source.fetch(), now);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The token issuer''s keys cannot be read: {0}", e.getMessage());
    } finally {
      fetching.unlock();
    }
    return current;
  }

  private static List<JWK> select(Fetched fetched, JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return matcher == null ? List.of() : new JWKSelector(matcher).select(fetched.keys);
  }
}
