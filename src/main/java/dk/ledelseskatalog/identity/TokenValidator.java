package dk.ledelseskatalog.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dk.ledelseskatalog.identity.BelievedTokens.Believed;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a bearer token is to be believed, and whom it names. Thread-safe.
 *
 * <p>The key is always one of the issuer's own list: what a token's header says about keys ({@code
 * jwk}, {@code jku}, {@code x5u}, {@code x5c}) is never read. Claims are looked at only under a
 * good signature. Identity is issuer and subject; {@code jti} is not needed, because Entra ID sends
 * none.
 */
public final class TokenValidator {
  private static final int MAX_LENGTH = 16 * 1024;
  private static final int REMEMBERED = 4_000;
  private static final int MAX_SUBJECT = 255;
  private static final int MIN_RSA_BITS = 2048;
  private static final Set<String> ACCESS_TOKEN_TYPES =
      Set.of("jwt", "at+jwt", "application/at+jwt");

  private final Settings settings;
  private final Set<JWSAlgorithm> algorithms;
  private final IssuerKeys keys;
  private final BelievedTokens believed = new BelievedTokens(REMEMBERED);
  private final Clock clock;

  /**
   * What is believed.
   *
   * @param issuer the one issuer, as its tokens spell it
   * @param audience what a token's {@code aud} must contain
   * @param algorithms names of RFC 7518, public-key signatures only
   * @param skew how far the issuer's clock may be from ours
   * @param roleClaims where roles stand; a dot steps into an object
   */
  public record Settings(
      String issuer,
      String audience,
      Set<String> algorithms,
      Duration skew,
      List<String> roleClaims) {
    public static final Set<String> ALGORITHMS =
        Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    public static final List<String> ROLE_CLAIMS = List.of("roles", "groups", "realm_access.roles");

    public Settings {
      algorithms = Set.copyOf(algorithms);
      roleClaims = List.copyOf(roleClaims);
      if (issuer.isBlank() || audience.isBlank() || algorithms.isEmpty() || skew.isNegative()) {
        throw new IllegalArgumentException("issuer, audience and algorithms must be given");
      }
      // A shared secret would let whoever knows it sign as anybody; "none" even those who do not.
      if (!ALGORITHMS.containsAll(algorithms)) {
        throw new IllegalArgumentException("only these algorithms can be allowed: " + ALGORITHMS);
      }
    }

    /** Every algorithm we verify, 30 s of skew, roles where Entra ID and Keycloak put them. */
    public static Settings of(String issuer, String audience) {
      return new Settings(issuer, audience, ALGORITHMS, Duration.ofSeconds(30), ROLE_CLAIMS);
    }
  }

  /** What a token turned out to be. */
  public sealed interface Outcome {
    /**
     * Believed.
     *
     * @param issued when, as the token says; empty if it does not
     */
    record Accepted(Person person, Optional<Instant> issued) implements Outcome {}

    /** Not believed. */
    record Refused(Refusal reason) implements Outcome {}
  }

  public TokenValidator(Settings settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    this.keys = keys;
    this.clock = clock;
  }

  /** The one issuer that is believed. */
  public String issuer() {
    return settings.issuer();
  }

  public Outcome validate(String token) {
    if (token.length() > MAX_LENGTH) {
      return new Outcome.Refused(Refusal.TOO_LONG);
    }
    Optional<Believed> before = believed.find(token).filter(this::isKeyListed);
    if (before.isPresent()) {
      return outcome(before.get());
    }
    SignedJWT jwt;
    try {
      JWT parsed = JWTParser.parse(token);
      if (!(parsed instanceof SignedJWT signed)) {
        return new Outcome.Refused(Refusal.ALGORITHM_NOT_ALLOWED);
      }
      jwt = signed;
    } catch (ParseException | IllegalArgumentException e) {
      return new Outcome.Refused(Refusal.MALFORMED);
    }
    Optional<Refusal> refusal = refusalOf(jwt.getHeader());
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    return judgeSigned(token, jwt);
  }

  private Outcome judgeSigned(String token, SignedJWT jwt) {
    Optional<List<JWK>> candidates = keys.matching(jwt.getHeader());
    if (candidates.isEmpty()) {
      return new Outcome.Refused(Refusal.KEYS_UNAVAILABLE);
    }
    if (candidates.get().isEmpty()) {
      return new Outcome.Refused(Refusal.UNKNOWN_KEY);
    }
    for (JWK key : candidates.get()) {
      if (signedBy(key, jwt)) {
        return judgeBelow(key, token, jwt);
      }
    }
    return new Outcome.Refused(Refusal.BAD_SIGNATURE);
  }

  /** Judges what stands under a good signature. */
  private Outcome judgeBelow(JWK key, String token, SignedJWT jwt) {
    try {
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (claims == null) {
        return new Outcome.Refused(Refusal.MALFORMED);
      }
      Optional<Refusal> refusal = refusalOf(claims);
      if (refusal.isPresent()) {
        return new Outcome.Refused(refusal.get());
      }
      Believed read =
          new Believed(
              jwt.getHeader(),
              key,
              new Person(settings.issuer(), claims.getSubject(), roles(claims)),
              Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant),
              claims.getExpirationTime().toInstant(),
              Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant));
      Outcome outcome = outcome(read);
      if (outcome instanceof Outcome.Accepted) {
        believed.add(token, read);
      }
      return outcome;
    } catch (ParseException | IllegalArgumentException e) {
      return new Outcome.Refused(Refusal.MALFORMED);
    }
  }

  private boolean isKeyListed(Believed before) {
    return keys.matching(before.header()).filter(list -> list.contains(before.key())).isPresent();
  }

  private Outcome outcome(Believed token) {
    Instant now = clock.instant();
    if (!now.isBefore(token.expires().plus(settings.skew()))) {
      return new Outcome.Refused(Refusal.EXPIRED);
    }
    if (token.notBefore().filter(now.plus(settings.skew())::isBefore).isPresent()) {
      return new Outcome.Refused(Refusal.NOT_YET_VALID);
    }
    return new Outcome.Accepted(token.person(), token.issued());
  }

  private Optional<Refusal> refusalOf(JWSHeader header) {
    if (!algorithms.contains(header.getAlgorithm())) {
      return Optional.of(Refusal.ALGORITHM_NOT_ALLOWED);
    }
    if (header.getType() != null
        && !ACCESS_TOKEN_TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT))) {
      return Optional.of(Refusal.WRONG_TYPE);
    }
    // RFC 7515, 4.1.11: an extension marked critical that we do not understand makes it invalid.
    if (!header.isBase64URLEncodePayload()
        || (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty())) {
      return Optional.of(Refusal.MALFORMED);
    }
    return Optional.empty();
  }

  private static boolean signedBy(JWK key, SignedJWT jwt) {
    try {
      JWSVerifier verifier;
      if (key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS) {
        verifier = new RSASSAVerifier(rsa);
      } else if (key instanceof ECKey ec) {
        verifier = new ECDSAVerifier(ec);
      } else {
        return false;
      }
      return jwt.verify(verifier);
    } catch (JOSEException | IllegalStateException | IllegalArgumentException e) {
      return false;
    }
  }

  /** What is wrong with claims at any time. */
  private Optional<Refusal> refusalOf(JWTClaimsSet claims) {
    if (!settings.issuer().equals(claims.getIssuer())) {
      return Optional.of(Refusal.WRONG_ISSUER);
    }
    if (!claims.getAudience().contains(settings.audience())) {
      return Optional.of(Refusal.WRONG_AUDIENCE);
    }
    if (claims.getExpirationTime() == null) {
      return Optional.of(Refusal.NO_EXPIRY);
    }
    // RFC 8417: a security event, such as a log-out token, is signed by the same keys and has a
    // subject, but grants nothing.
    if (claims.getClaim("events") != null) {
      return Optional.of(Refusal.WRONG_TYPE);
    }
    String subject = claims.getSubject();
    if (subject == null
        || subject.isBlank()
        || subject.length() > MAX_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(Refusal.NO_SUBJECT);
    }
    return Optional.empty();
  }

  private Set<String> roles(JWTClaimsSet claims) {
    Set<String> roles = new LinkedHashSet<>();
    for (String path : settings.roleClaims()) {
      Object value = valueAt(claims.getClaims(), path);
      if (value instanceof String role) {
        roles.add(role);
      } else if (value instanceof List<?> list) {
        list.forEach(
            item -> {
              if (item instanceof String role) {
                roles.add(role);
              }
            });
      }
    }
    roles.retainAll(Roles.ALL);
    return roles;
  }

  private static @Nullable Object valueAt(Map<String, Object> claims, String path) {
    Object value = claims;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return value;
  }
}
