package dk.ledelseskatalog.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens are written by hand here: a library would not make the hostile ones. */
class TokenValidatorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final long T = NOW.getEpochSecond();
  private static final String ISSUER = "https://login.example/tenant/v2.0";
  private static final RSAKey RSA = rsa("rsa-1", 2048);
  private static final ECKey EC = ec("ec-1");
  private static final RSAKey STRANGER = rsa("rsa-1", 2048);
  private static final RSAKey FOR_ENCRYPTION =
      new RSAKey.Builder(rsa("enc-1", 2048)).keyUse(KeyUse.ENCRYPTION).build();
  private static final OctetSequenceKey SHARED =
      new OctetSequenceKey.Builder(new byte[64]).keyID("oct-1").build();
  private static final TokenValidator VALIDATOR =
      new TokenValidator(
          TokenValidator.Settings.of(ISSUER, "ledelseskatalog"),
          new IssuerKeys(
              () ->
                  new JWKSet(
                      List.<JWK>of(
                          RSA.toPublicJWK(),
                          EC.toPublicJWK(),
                          FOR_ENCRYPTION.toPublicJWK(),
                          SHARED)),
              new SettableClock(NOW)),
          new SettableClock(NOW));

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void believed(String what, String token) {
    assertThat(VALIDATOR.validate(token))
        .as(what)
        .isInstanceOf(TokenValidator.Outcome.Accepted.class);
  }

  static Stream<Arguments> believed() {
    return Stream.of(
        Arguments.of("RS256", rs(header("RS256", "rsa-1"), claims(""))),
        Arguments.of("RS512", rs(header("RS512", "rsa-1"), claims(""))),
        Arguments.of("PS256", rs(header("PS256", "rsa-1"), claims(""))),
        Arguments.of("ES256", es(header("ES256", "ec-1"), claims(""))),
        Arguments.of("no kid", rs("{\"alg\":\"RS256\"}", claims(""))),
        Arguments.of("at+jwt", rs(withType("at+jwt"), claims(""))),
        Arguments.of("AT+JWT", rs(withType("AT+JWT"), claims(""))),
        Arguments.of("application/at+jwt", rs(withType("application/at+jwt"), claims(""))),
        Arguments.of("one of several audiences", rs(claims("\"aud\":[\"x\",\"ledelseskatalog\"]"))),
        Arguments.of("expired within the skew", rs(claims("\"exp\":" + (T - 29)))),
        Arguments.of("valid in a moment", rs(claims("\"nbf\":" + (T + 29)))),
        Arguments.of("a jti nobody asks for", rs(claims("\"jti\":\"1\""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String what, Refusal reason, String token) {
    assertThat(VALIDATOR.validate(token))
        .as(what)
        .isEqualTo(new TokenValidator.Outcome.Refused(reason));
  }

  static Stream<Arguments> refused() {
    String good = rs(claims(""));
    String[] parts = good.split("\\.", -1);
    String unsigned = b64("{\"alg\":\"none\"}") + "." + b64(claims("")) + ".";
    String embedded =
        "{\"alg\":\"RS256\",\"jwk\":" + STRANGER.toPublicJWK().toJSONString() + ",\"kid\":\"%s\"}";
    String elsewhere = "{\"alg\":\"RS256\",\"kid\":\"%s\",\"%s\":\"https://evil.example/keys\"}";
    return Stream.of(
        // Signatures.
        row("alg none", Refusal.ALGORITHM_NOT_ALLOWED, unsigned),
        row("alg none with a signature", Refusal.MALFORMED, unsigned + parts[2]),
        row(
            "alg NONE",
            Refusal.ALGORITHM_NOT_ALLOWED,
            b64("{\"alg\":\"NONE\"}") + "." + b64(claims("")) + "." + parts[2]),
        row(
            "alg missing",
            Refusal.MALFORMED,
            b64("{\"kid\":\"rsa-1\"}") + "." + parts[1] + "." + parts[2]),
        row(
            "HS256 keyed with the public key",
            Refusal.ALGORITHM_NOT_ALLOWED,
            sign(header("HS256", "rsa-1"), claims(""), hmacOfPublicKey())),
        row(
            "HS256 keyed with a secret in the key list",
            Refusal.ALGORITHM_NOT_ALLOWED,
            sign(header("HS256", "oct-1"), claims(""), hmac(SHARED.toByteArray()))),
        row(
            "ES256 named, RS256 used",
            Refusal.UNKNOWN_KEY,
            b64(header("ES256", "rsa-1")) + "." + parts[1] + "." + parts[2]),
        row("another's key under our kid", Refusal.BAD_SIGNATURE, by(STRANGER, "rsa-1")),
        row("another's key, no kid", Refusal.BAD_SIGNATURE, stranger("{\"alg\":\"RS256\"}")),
        row("unknown kid", Refusal.UNKNOWN_KEY, by(STRANGER, "nobody")),
        row("kid like a path", Refusal.UNKNOWN_KEY, by(STRANGER, "../../../../dev/null")),
        row("kid like SQL", Refusal.UNKNOWN_KEY, by(STRANGER, "' or '1'='1")),
        row("the key for encryption", Refusal.UNKNOWN_KEY, by(FOR_ENCRYPTION, "enc-1")),
        row("embedded jwk", Refusal.BAD_SIGNATURE, stranger(String.format(embedded, "rsa-1"))),
        row("embedded jwk, own kid", Refusal.UNKNOWN_KEY, stranger(String.format(embedded, "x"))),
        row("jku", Refusal.BAD_SIGNATURE, stranger(String.format(elsewhere, "rsa-1", "jku"))),
        row("jku, own kid", Refusal.UNKNOWN_KEY, stranger(String.format(elsewhere, "x", "jku"))),
        row("x5u", Refusal.BAD_SIGNATURE, stranger(String.format(elsewhere, "rsa-1", "x5u"))),
        row(
            "claims changed",
            Refusal.BAD_SIGNATURE,
            parts[0] + "." + b64(claims("\"sub\":\"admin\"")) + "." + parts[2]),
        row(
            "header changed",
            Refusal.BAD_SIGNATURE,
            b64(withType("at+jwt")) + "." + parts[1] + "." + parts[2]),
        row("empty signature", Refusal.MALFORMED, parts[0] + "." + parts[1] + "."),
        row(
            "signature of nothing but zeros (CVE-2022-21449)",
            Refusal.BAD_SIGNATURE,
            b64(header("ES256", "ec-1")) + "." + parts[1] + "." + Base64URL.encode(new byte[64])),
        row("signature cut short", Refusal.BAD_SIGNATURE, good.substring(0, good.length() - 20)),
        row(
            "critical extension",
            Refusal.MALFORMED,
            rs("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"crit\":[\"x\"],\"x\":1}", claims(""))),
        row(
            "payload not base64",
            Refusal.MALFORMED,
            rs(
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"b64\":false,\"crit\":[\"b64\"]}",
                claims(""))),
        // Kinds of token.
        row("a log-out token", Refusal.WRONG_TYPE, rs(withType("logout+jwt"), claims(""))),
        row("an untyped log-out token", Refusal.WRONG_TYPE, rs(claims("\"events\":{}"))),
        row("a DPoP proof", Refusal.WRONG_TYPE, rs(withType("dpop+jwt"), claims(""))),
        row(
            "encrypted",
            Refusal.ALGORITHM_NOT_ALLOWED,
            b64("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}") + ".AAAA.AAAA.AAAA.AAAA"),
        // Claims.
        row("another issuer", Refusal.WRONG_ISSUER, rs(claims("\"iss\":\"https://evil.example\""))),
        row(
            "issuer with a slash more",
            Refusal.WRONG_ISSUER,
            rs(claims("\"iss\":\"" + ISSUER + "/\""))),
        row("no issuer", Refusal.WRONG_ISSUER, rs(claims("\"iss\":null"))),
        row("another audience", Refusal.WRONG_AUDIENCE, rs(claims("\"aud\":\"graph\""))),
        row(
            "audience that begins right",
            Refusal.WRONG_AUDIENCE,
            rs(claims("\"aud\":\"ledelseskatalog2\""))),
        row("no audience", Refusal.WRONG_AUDIENCE, rs(claims("\"aud\":null"))),
        row("empty audience", Refusal.WRONG_AUDIENCE, rs(claims("\"aud\":[]"))),
        row("expired", Refusal.EXPIRED, rs(claims("\"exp\":" + (T - 31)))),
        row("expired long before 1970", Refusal.EXPIRED, rs(claims("\"exp\":-1"))),
        row("no expiry", Refusal.NO_EXPIRY, rs(claims("\"exp\":null"))),
        row("expiry as text", Refusal.MALFORMED, rs(claims("\"exp\":\"never\""))),
        row("valid in an hour", Refusal.NOT_YET_VALID, rs(claims("\"nbf\":" + (T + 3600)))),
        row("nbf as text", Refusal.MALFORMED, rs(claims("\"nbf\":\"x\""))),
        row("no subject", Refusal.NO_SUBJECT, rs(claims("\"sub\":null"))),
        row("blank subject", Refusal.NO_SUBJECT, rs(claims("\"sub\":\"  \""))),
        row("a NUL in the subject", Refusal.NO_SUBJECT, rs(claims("\"sub\":\"a\\u0000b\""))),
        row(
            "a very long subject",
            Refusal.NO_SUBJECT,
            rs(claims("\"sub\":\"" + "a".repeat(256) + "\""))),
        row("subject as a list", Refusal.MALFORMED, rs(claims("\"sub\":[\"a\"]"))),
        // Shapes.
        row("empty", Refusal.MALFORMED, ""),
        row("two dots", Refusal.MALFORMED, ".."),
        row("no dots", Refusal.MALFORMED, "leder"),
        row("one part", Refusal.MALFORMED, parts[0]),
        row("two parts", Refusal.MALFORMED, parts[0] + "." + parts[1]),
        row("four parts", Refusal.MALFORMED, good + ".x"),
        row("header no JSON", Refusal.MALFORMED, b64("alg") + "." + parts[1] + "." + parts[2]),
        row("claims no JSON", Refusal.MALFORMED, rs("hello")),
        row("claims a list", Refusal.WRONG_ISSUER, rs("[]")),
        row("claims null", Refusal.MALFORMED, rs("null")),
        row(
            "claims nested deep",
            Refusal.MALFORMED,
            rs(claims("\"x\":" + "[".repeat(4000) + "]".repeat(4000)))),
        row("subject twice", Refusal.MALFORMED, rs("{\"sub\":\"a\"," + claims("").substring(1))),
        row("huge", Refusal.TOO_LONG, good + "A".repeat(1_000_000)),
        row("not ASCII", Refusal.MALFORMED, "æ.ø.å"));
  }

  @Test
  void rolesComeFromEveryPlaceAndOnlyOursCount() {
    Person person =
        accepted(
            VALIDATOR,
            rs(
                claims(
                    "\"roles\":[\"leader\",\"root\",7],\"groups\":\"editor\","
                        + "\"realm_access\":{\"roles\":[\"platform\"]},\"scope\":\"administrator\"")));

    assertThat(person.roles()).containsExactlyInAnyOrder("leader", "editor", "platform");
  }

  @Test
  void rolesOfAnotherShapeAreNoRoles() {
    Person person =
        accepted(VALIDATOR, rs(claims("\"roles\":{\"leader\":true},\"realm_access\":\"leader\"")));

    assertThat(person.roles()).isEmpty();
  }

  @Test
  void identityIsIssuerAndSubjectAndNeverAName() {
    Person person =
        accepted(
            VALIDATOR, rs(claims("\"preferred_username\":\"kim\",\"email\":\"k@example.dk\"")));

    assertThat(person).isEqualTo(new Person(ISSUER, "subject-1", Set.of()));
    assertThat(person.toString()).doesNotContain("kim").doesNotContain("example.dk");
  }

  @Test
  void onlyPublicKeyAlgorithmsCanBeAllowed() {
    for (String algorithm : List.of("none", "HS256", "HS512", "EdDSA", "rs256")) {
      assertThatThrownBy(
              () ->
                  new TokenValidator.Settings(
                      ISSUER, "a", Set.of("RS256", algorithm), Duration.ZERO, List.of()))
          .as(algorithm)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anAlgorithmThatIsNotConfiguredIsRefusedThoughTheKeyFits() {
    TokenValidator onlyPs =
        new TokenValidator(
            new TokenValidator.Settings(
                ISSUER, "ledelseskatalog", Set.of("PS256"), Duration.ZERO, List.of()),
            new IssuerKeys(() -> new JWKSet(RSA.toPublicJWK()), new SettableClock(NOW)),
            new SettableClock(NOW));

    assertThat(onlyPs.validate(rs(claims(""))))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.ALGORITHM_NOT_ALLOWED));
  }

  @Test
  void aShortRsaKeyIsNotBelievedThoughTheIssuerListsIt() {
    RSAKey shortKey = rsa("short", 1024);
    TokenValidator validator =
        new TokenValidator(
            TokenValidator.Settings.of(ISSUER, "ledelseskatalog"),
            new IssuerKeys(() -> new JWKSet(shortKey.toPublicJWK()), new SettableClock(NOW)),
            new SettableClock(NOW));

    assertThat(validator.validate(by(shortKey, "short")))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.BAD_SIGNATURE));
  }

  @Test
  void aTokenBelievedBeforeIsRefusedWhenItExpires() {
    SettableClock clock = new SettableClock(NOW);
    TokenValidator validator =
        new TokenValidator(
            TokenValidator.Settings.of(ISSUER, "ledelseskatalog"),
            new IssuerKeys(() -> new JWKSet(RSA.toPublicJWK()), clock),
            clock);
    String token = rs(claims(""));
    assertThat(accepted(validator, token).subject()).isEqualTo("subject-1");

    clock.advance(Duration.ofSeconds(330));

    assertThat(validator.validate(token))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.EXPIRED));
  }

  @Test
  void aTokenBelievedBeforeIsRefusedWhenItsKeyIsReplacedUnderTheSameName() {
    SettableClock clock = new SettableClock(NOW);
    List<RSAKey> listed = new ArrayList<>(List.of(RSA));
    TokenValidator validator =
        new TokenValidator(
            TokenValidator.Settings.of(ISSUER, "ledelseskatalog"),
            new IssuerKeys(() -> new JWKSet(listed.get(0).toPublicJWK()), clock),
            clock);
    String token = rs(claims("\"exp\":" + (T + 3600)));
    assertThat(accepted(validator, token).subject()).isEqualTo("subject-1");

    listed.set(0, STRANGER);
    clock.advance(IssuerKeys.MAX_AGE);

    assertThat(validator.validate(token))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.BAD_SIGNATURE));
  }

  @Test
  void whatWasBelievedIsKeptWithinBoundsAndStaysWhileItIsInUse() {
    BelievedTokens believed = new BelievedTokens(100);
    BelievedTokens.Believed one =
        new BelievedTokens.Believed(
            new JWSHeader(JWSAlgorithm.RS256),
            RSA,
            new Person(ISSUER, "subject-1", Set.of()),
            Optional.empty(),
            NOW,
            Optional.empty());
    believed.add("in use", one);
    for (int number = 0; number < 1_000; number++) {
      believed.add("token " + number, one);
      assertThat(believed.find("in use")).contains(one);
    }

    assertThat(believed.find("never added")).isEmpty();
    assertThat(
            IntStream.range(0, 1_000)
                .filter(number -> believed.find("token " + number).isPresent()))
        .hasSizeBetween(100, 200);
  }

  @Test
  void aRefusalRepeatsNothingOfTheToken() {
    for (Refusal refusal : Refusal.values()) {
      assertThat(refusal.en()).matches("[\\x20-\\x7e&&[^\"\\\\]]+").endsWith(".");
      assertThat(refusal.da()).isNotBlank().endsWith(".");
    }
  }

  private static Person accepted(TokenValidator validator, String token) {
    assertThat(validator.validate(token)).isInstanceOf(TokenValidator.Outcome.Accepted.class);
    return ((TokenValidator.Outcome.Accepted) validator.validate(token)).person();
  }

  private static Arguments row(String what, Refusal reason, String token) {
    return Arguments.of(what, reason, token);
  }

  private static String header(String algorithm, String kid) {
    return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
  }

  private static String withType(String type) {
    return "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"" + type + "\"}";
  }

  /** Good claims, each replaced by one of the same name in {@code others}. */
  private static String claims(String others) {
    StringBuilder json = new StringBuilder("{").append(others);
    for (String claim :
        List.of(
            "\"iss\":\"" + ISSUER + "\"",
            "\"sub\":\"subject-1\"",
            "\"aud\":\"ledelseskatalog\"",
            "\"exp\":" + (T + 300))) {
      String name = claim.substring(0, claim.indexOf(':') + 1);
      if (!others.contains(name)) {
        json.append(json.length() > 1 ? "," : "").append(claim);
      }
    }
    return json.append('}').toString();
  }

  private static String rs(String claims) {
    return rs(header("RS256", "rsa-1"), claims);
  }

  private static String rs(String header, String claims) {
    return sign(header, claims, attempt(() -> new RSASSASigner(RSA)));
  }

  private static String es(String header, String claims) {
    return sign(header, claims, attempt(() -> new ECDSASigner(EC)));
  }

  private static String stranger(String header) {
    return sign(header, claims(""), attempt(() -> new RSASSASigner(STRANGER)));
  }

  private static String by(RSAKey key, String kid) {
    return sign(
        header("RS256", kid),
        claims(""),
        attempt(() -> new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance()))));
  }

  private static JWSSigner hmacOfPublicKey() {
    return hmac(attempt(() -> RSA.toPublicKey().getEncoded()));
  }

  private static JWSSigner hmac(byte[] key) {
    return attempt(() -> new MACSigner(key));
  }

  private static String sign(String header, String claims, JWSSigner signer) {
    String input = b64(header) + "." + b64(claims);
    String algorithm = header.replaceAll(".*\"alg\":\"([^\"]+)\".*", "$1");
    return input
        + "."
        + attempt(
            () ->
                signer.sign(
                    new com.nimbusds.jose.JWSHeader(JWSAlgorithm.parse(algorithm)),
                    input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String b64(String json) {
    return Base64URL.encode(json).toString();
  }

  private static RSAKey rsa(String kid, int bits) {
    return attempt(() -> new RSAKeyGenerator(bits, true).keyID(kid).generate());
  }

  private static ECKey ec(String kid) {
    return attempt(() -> new ECKeyGenerator(Curve.P_256).keyID(kid).generate());
  }

  private interface Attempt<T> {
    T get() throws JOSEException;
  }

  private static <T> T attempt(Attempt<T> attempt) {
    Supplier<T> supplier =
        () -> {
          try {
            return attempt.get();
          } catch (JOSEException e) {
            throw new IllegalStateException(e);
          }
        };
    return supplier.get();
  }
}
