package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpellingTest {
  private final Spelling spelling = spelling();

  private static Spelling spelling() {
    Vocabulary vocabulary = new Vocabulary(Danish.WORDS);
    vocabulary.add("samarbejde tillid anerkendelse mod 2035 opfølgning");
    return new Spelling(vocabulary);
  }

  @Test
  void upToTwoErrorsAreCorrected() {
    assertThat(spelling.correct("samabejde")).contains("samarbejde");
    assertThat(spelling.correct("anerkendlese")).contains("anerkendelse");
    assertThat(spelling.correct("anrkndels")).isEmpty();
  }

  @Test
  void theFirstLetterStands() {
    assertThat(spelling.correct("killid")).isEmpty();
  }

  @Test
  void shortWordsAndNumbersAreLeftAlone() {
    assertThat(spelling.correct("modd")).contains("mod");
    assertThat(spelling.correct("mdo")).isEmpty();
    assertThat(spelling.correct("2034")).isEmpty();
  }

  @Test
  void aWordOfTheLanguageIsLeftAlone() {
    assertThat(spelling.correct("samarbejder")).isEmpty();
    assertThat(spelling.correct("tillad")).isEmpty();
  }
}
