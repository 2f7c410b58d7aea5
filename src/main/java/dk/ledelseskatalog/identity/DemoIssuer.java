package dk.ledelseskatalog.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Signs tokens for invented people, so that the service can be tried without an identity provider.
 * Its tokens pass the same {@link TokenValidator} as everybody's. Thread-safe.
 *
 * <p>The key is made at first start and kept in the data folder, readable by its owner only;
 * whoever has it can be anybody here. Which is why this class exists only while no real issuer is
 * set.
 */
public final class DemoIssuer {
  /** Not an address: moving the service to another port must not make new people of the old. */
  public static final String ISSUER = "urn:ledelseskatalog:demo";

  public static final Duration VALIDITY = Duration.ofHours(1);
  static final String KEY_FILE = "demo-issuer.jwk";
  static final String AUDIENCE = "ledelseskatalog";

  private static final Map<String, String> ROLES =
      Map.of(
          "leder", Roles.LEADER,
          "redaktoer", Roles.EDITOR,
          "facilitator", Roles.FACILITATOR,
          "administrator", Roles.ADMINISTRATOR,
          "platform", Roles.PLATFORM);
  private static final Pattern FURTHER_LEADER = Pattern.compile("leder-([2-9]|[1-9][0-9]{1,2})");

  private final ECKey key;
  private final Clock clock;

  private DemoIssuer(ECKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * Reads the key of this data folder, or makes it. Nodes that start together on one folder get the
   * same key.
   *
   * @throws IOException if the key cannot be read or written; the message says what to do
   */
  public static DemoIssuer open(Path dataFolder, Clock clock) throws IOException {
    Path file = dataFolder.resolve(KEY_FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(dataFolder);
      create(file);
    }
    try {
      ECKey key = ECKey.parse(Files.readString(file));
      if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
        throw new IOException(file + " holds no private P-256 key; delete it to get a new one");
      }
      return new DemoIssuer(key, clock);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException(file + " is not a readable key; delete it to get a new one", e);
    }
  }

  /** A validator that believes this issuer and no other. */
  public TokenValidator validator() {
    JWKSet published = new JWKSet(key.toPublicJWK());
    return new TokenValidator(
        new TokenValidator.Settings(
            ISSUER,
            AUDIENCE,
            Set.of(JWSAlgorithm.ES256.getName()),
            Duration.ZERO,
            List.of("roles")),
        new IssuerKeys(() -> published, clock),
        clock);
  }

  /**
   * A token for one of the invented people.
   *
   * @param person {@code leder}, {@code redaktoer}, {@code facilitator}, {@code administrator},
   *     {@code platform}, or {@code leder-2} … {@code leder-999}
   * @return empty if there is no such person
   */
  public Optional<String> issue(String person) {
    String role =
        FURTHER_LEADER.matcher(person).matches() ? Roles.LEADER : ROLES.getOrDefault(person, "");
    return role.isEmpty() ? Optional.empty() : Optional.of(sign(person, role));
  }

  private String sign(String person, String role) {
    Instant now = clock.instant();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(person)
                .claim("roles", List.of(role))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The demo issuer's key cannot sign", e);
    }
    return jwt.serialize();
  }

  private static void create(Path file) throws IOException {
    String json;
    try {
      json =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate()
              .toJSONString();
    } catch (JOSEException e) {
      throw new IOException("This Java cannot make a P-256 key", e);
    }
    SecretFile.writeIfAbsent(file, json);
  }
}
