package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCodeTest {
  @Test
  void aCodeHasEightLettersAndDigitsOfWhichNoneLookAlike() {
    SecureRandom random = new SecureRandom();

    assertThat(Stream.generate(() -> JoinCode.draw(random).text()).limit(1000))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[2-9A-HJKMNP-TV-Z]{8}"));
  }

  @Test
  void aCodeIsKnownHoweverItIsTyped() {
    JoinCode code = JoinCode.draw(new SecureRandom());
    String spaced = code.text().substring(0, 4) + " - " + code.text().substring(4);

    assertThat(JoinCode.typed(spaced.toLowerCase(Locale.ROOT) + "\n")).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2345678", "234567899", "2345678O", "2345678Æ", "' or '1'='1", "%"})
  void whatIsNoCodeIsNotLookedFor(String text) {
    assertThat(JoinCode.typed(text)).isEmpty();
  }
}
