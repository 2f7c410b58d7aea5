package dk.ledelseskatalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileSearchTest {
  private static final SearchIndex INDEX =
      new Entries()
          .theme("tillid", "Tillid", "i relationerne")
          .inspiration("kontrol", "tillid", "Kontrol er ikke en modsætning til tillid.")
          .index();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "\"",
        "\"\"",
        "\"tillid",
        "tillid\"",
        "*",
        "?",
        "~",
        "tillid~",
        "til*",
        "[a TO b]",
        "da.surface:tillid",
        "type:themes",
        "/(a|aa)+$/",
        "+",
        "-",
        "--",
        "a-",
        "-a",
        "&&",
        "||",
        "!",
        "\\",
        "\\u0000",
        "\u0000",
        "\ud800",
        "\udc00\ud800",
        "\u200b",
        "\u200ftillid\u202e",
        "\u202e\u202d",
        "مرحبا",
        "\ud83d\ude00",
        "e\u0301",
        "\u0301",
        "İ",
        "ſ",
        "ﬁ",
        "<script>",
        "'; drop table entries; --",
        "æøå",
        "ÆØÅ",
        "-a-b-c-d-",
        "a\u00adb"
      })
  void whateverIsTypedIsAnswered(String typed) {
    assertThatCode(
            () -> {
              INDEX.search(Entries.query(typed));
              INDEX.suggest(typed, "da", List.of(), 10);
              INDEX.suggest(typed, "en", List.of(), 10);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void invisibleCharactersInsideAWordDoNotHideIt() {
    assertThat(Entries.ids(INDEX.search(Entries.query("til\u200blid")))).contains("tillid");
    assertThat(Entries.ids(INDEX.search(Entries.query("\u202etil\u00adlid\u202c"))))
        .contains("tillid");
  }

  @Test
  void onlyPunctuationFindsNothing() {
    assertThat(INDEX.search(Entries.query("!!! ???")).total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a", "tillid ", "a-", "\"a", "\ud800", "\u0301", "æ", "x1 "})
  void aMegabyteIsAnsweredAtOnce(String piece) {
    String huge = piece.repeat(1_000_000 / piece.length());

    long start = System.nanoTime();
    INDEX.search(Entries.query(huge));
    INDEX.suggest(huge, "da", List.of(), 10);

    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
  }

  @Test
  void pagesBeyondTheEndAndNegativeOnesAreEmptyOrBounded() {
    assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE).hits()).isEmpty();
    assertThat(page(-5, 1).hits()).hasSizeLessThanOrEqualTo(1);
    assertThat(page(0, -1).hits()).isEmpty();
    assertThat(page(0, Integer.MAX_VALUE).hits()).hasSize(2);
  }

  private static SearchResult page(int offset, int limit) {
    return INDEX.search(
        new SearchQuery("tillid", "da", Map.of(), Optional.empty(), offset, limit, false));
  }

  @Test
  void randomTextIsAnswered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String typed =
          IntStream.range(0, random.nextInt(40))
              .mapToObj(
                  i ->
                      random.nextBoolean()
                          ? String.valueOf((char) random.nextInt(0x10000))
                          : String.valueOf("tilmodæøå\"-' ".charAt(random.nextInt(13))))
              .collect(Collectors.joining());
      assertThatCode(
              () -> {
                INDEX.search(Entries.query(typed));
                INDEX.suggest(typed, "da", List.of(), 5);
              })
          .as("seed %s, round %s", seed, round)
          .doesNotThrowAnyException();
    }
  }
}
