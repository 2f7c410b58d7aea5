package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DerivationsTest {
  private final Derivations derivations = new Derivations(Danish.DICTIONARY);

  @ParameterizedTest
  @CsvSource({
    "ledelse, lede",
    "leder, lede",
    "lederskab, lede",
    "prioritering, prioritere",
    "beslutning, beslutte",
    "refleksion, reflektere",
    "diskussion, diskutere",
    "kommunikation, kommunikere",
    "nysgerrighed, nysgerrig",
    "utryghed, tryg",
    "modig, mod",
    "anerkendelse, anerkende",
    "opbakning, opbakke",
    "tillid, tillid",
    "feedback, feedback"
  })
  void aWordLeadsBackToTheOneItIsDerivedFrom(String word, String root) {
    assertThat(derivations.root(word)).isEqualTo(root);
  }

  @Test
  void aVerbAndItsParticleHaveTheRootOfTheNounThatJoinsThem() {
    assertThat(derivations.phrasal("op", "bakke")).contains(derivations.root("opbakning"));
    assertThat(derivations.phrasal("ind", "drage")).contains(derivations.root("inddragelse"));
    assertThat(derivations.phrasal("ned", "sove")).isEmpty();
  }
}
