package dk.ledelseskatalog.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                  | da",
        "en                    | en",
        "en-GB, da;q=0.5       | en",
        "en;q=0.5, da          | da",
        "de, fr                | da",
        "-                     | da",
        "en;q=x                | da",
      })
  void theLanguageWantedMostIsChosenAndDanishStandsIn(@Nullable String header, String language) {
    assertThat(Languages.preferred(header)).isEqualTo(language);
  }

  @Test
  void noHeaderBreaksTheParser() {
    long seed = System.nanoTime();
    System.out.println("LanguagesTest seed " + seed);
    Random random = new Random(seed);
    String alphabet = "-;,q=*daen0.1 \t_æ%";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(Languages.preferred(header.toString())).as("[" + header + "]").isIn("da", "en");
    }
  }
}
