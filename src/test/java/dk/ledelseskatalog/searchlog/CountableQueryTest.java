package dk.ledelseskatalog.searchlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountableQueryTest {
  @ParameterizedTest
  @CsvSource({
    "Tillid, tillid",
    "'  psykologisk   TRYGHED ', psykologisk tryghed",
    "til\u200blid, tillid",
    "\u202emod, mod",
    "'\"det gode eksempel\"', det gode eksempel",
    "ledelsesgrundlag 2016, ledelsesgrundlag 2016",
    "MUS og LUS, mus og lus",
    "Halsnæs i bevægelse 2035, halsnæs i bevægelse 2035",
    "ｔｉｌｌｉｄ, tillid"
  })
  void aQueryIsCountedAsOneWritesIt(String typed, String counted) {
    assertThat(CountableQuery.of("da", typed).map(CountableQuery::text)).contains(counted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anne@halsnaes.dk",
        "anne ＠ halsnaes.dk",
        "010190-1234",
        "0101901234",
        "010190 1234",
        "01.01.90-1234",
        "0\u200b1\u200b0\u200b1\u200b9\u200b0\u200b1234",
        "cpr 010190-1234 tillid",
        "47 78 40 00",
        "+45 4778 4000",
        "47784000",
        "tlf. (47) 78-40-00",
        "AB 12 345",
        "4711 0815",
        "kode 1234",
        "https://halsnaes.dk/side",
        "www.halsnaes.dk",
        "192.168.10.12",
        "Anne Jensen",
        "samtale med Anne Marie Jensen",
        "Hans P. Jensen",
        "Anne-Marie Sørensen",
        "Anne fra lønkontoret Jensen",
        "Hvad siger jeg til Anne",
        "anne412f6d jensen",
        "medarbejder 12b",
        "٠١٠١٩٠١٢٣٤"
      })
  void whatMayTellOfSomebodyIsNot(String typed) {
    assertThat(CountableQuery.of("da", typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "!!!", "123", "\u202e", "\ud800"})
  void norWhatSaysNothing(String typed) {
    assertThat(CountableQuery.of("da", typed)).isEmpty();
  }

  @Test
  void norALetter() {
    assertThat(CountableQuery.of("da", "ord ".repeat(30))).isEmpty();
  }

  @Test
  void aWordThatIsStillBeingTypedIsOnTheWayToAnother() {
    assertThat(query("till").isBeginningOf(query("tillid"))).isTrue();
    assertThat(query("tillid").isBeginningOf(query("tillid og mod"))).isFalse();
    assertThat(query("tillid").isBeginningOf(query("tillid"))).isFalse();
    assertThat(query("till").isBeginningOf(new CountableQuery("en", "tillid"))).isFalse();
  }

  private static CountableQuery query(String text) {
    return CountableQuery.of("da", text).orElseThrow();
  }
}
