package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompoundSplitterTest {
  private final CompoundSplitter splitter = new CompoundSplitter(Danish.DICTIONARY);

  @ParameterizedTest
  @CsvSource({
    "ledelsesgrundlaget, ledelse, grundlag",
    "medarbejderinddragelsen, medarbejder, inddragelse",
    "arbejdsmetoder, arbejde, metode",
    "lederteams, leder, team",
    "hegnspæle, hegn, pæl",
    "børnehave, børn, have",
    "udviklingspotentiale, udvikling, potentiale",
    "synspunkter, syn, punkt",
    "tillidsfulde, tillid, fuld"
  })
  void aCompoundIsCutWhereTheDictionaryJoinsWords(String word, String first, String last) {
    assertThat(splitter.split(word))
        .hasSize(2)
        .satisfies(parts -> assertThat(parts.get(0).bases()).contains(first))
        .satisfies(parts -> assertThat(parts.get(1).bases()).contains(last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "medarbejder", "samarbejde", "samtale", "personlig", "lederskab", "mulighed", "formålet",
        "sparring", "refleksion", "lederen", "forudsætning", "betyde", "helheden", "processen"
      })
  void aWordThatOnlyLooksLikeACompoundStaysWhole(String word) {
    assertThat(splitter.split(word)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "xqzvbnm", "ææææææææ", "2035", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void whatIsNoWordIsNotCut(String word) {
    assertThat(splitter.split(word)).isEmpty();
  }

  @Test
  void theLongestWordIsCutInTime() {
    long start = System.nanoTime();
    for (String piece : List.of("sen", "ledelses", "en", "tid", "over", "er")) {
      assertThat(splitter.split(piece.repeat(64).substring(0, 64))).isNotNull();
    }

    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }

  @Test
  void aPartIsGivenByItsBaseWords() {
    assertThat(splitter.split("arbejdsgange").get(0).bases()).isEqualTo(Set.of("arbejde"));
  }
}
