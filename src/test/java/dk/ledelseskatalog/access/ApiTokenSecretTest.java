package dk.ledelseskatalog.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiTokenSecretTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aScannerForSecretsKnowsOne() {
    ApiTokenSecret secret = ApiTokenSecret.draw(random);

    assertThat(secret.text()).matches("lk_[0-9a-z]{12}_[0-9a-z]{57}");
    assertThat(secret.text()).startsWith("lk_" + secret.id() + "_");
    assertThat(ApiTokenSecret.isId(secret.id())).isTrue();
    assertThat(ApiTokenSecret.read(secret.text())).contains(secret);
  }

  @Test
  void oneThatWasMistypedAnywhereIsNone() {
    String text = ApiTokenSecret.draw(random).text();

    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'a' ? 'b' : 'a';
      String mistyped = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(ApiTokenSecret.read(mistyped)).as(mistyped).isEmpty();
      assertThat(ApiTokenSecret.read(text.substring(0, i))).isEmpty();
    }
    assertThat(ApiTokenSecret.read(text + "0")).isEmpty();
    assertThat(ApiTokenSecret.read(text.toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(ApiTokenSecret.read(text + "\n")).isEmpty();
  }

  @Test
  void noTwoAreAlike() {
    Set<String> ids = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      ApiTokenSecret secret = ApiTokenSecret.draw(random);
      ids.add(secret.id());
      secrets.add(secret.text().substring(16));
    }
    assertThat(ids).hasSize(2_000);
    assertThat(secrets).hasSize(2_000);
  }

  @Test
  void theLargestNumbersHaveRoom() {
    Random ones =
        new Random() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0xff);
          }
        };

    ApiTokenSecret secret = ApiTokenSecret.draw(ones);

    assertThat(ApiTokenSecret.read(secret.text())).contains(secret);
    assertThat(new BigInteger(secret.text().substring(16, 66), 36).bitLength()).isEqualTo(256);
    assertThat(new BigInteger(secret.id(), 36).bitLength()).isEqualTo(62);
  }

  @Test
  void nothingPrintsTheSecret() {
    ApiTokenSecret secret = ApiTokenSecret.draw(random);

    assertThat(secret.toString()).isEqualTo("ApiTokenSecret[" + secret.id() + "]");
  }
}
