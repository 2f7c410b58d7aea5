package dk.ledelseskatalog.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> NAMES = List.of("title", "theme", "minutes", "page[size]");

  @Test
  void aSlipLeadsToTheNameThatWasMeant() {
    assertThat(NearestName.to("titel", NAMES)).contains("title");
    assertThat(NearestName.to("Theme", NAMES)).contains("theme");
    assertThat(NearestName.to("page[sise]", NAMES)).contains("page[size]");
  }

  @Test
  void ofSeveralNamesTheNearestIsMeant() {
    assertThat(NearestName.to("themes", List.of("theses", "theme"))).contains("theses");
    assertThat(NearestName.to("thems", List.of("theses", "theme"))).contains("theme");
    assertThat(NearestName.to("theme", List.of("themes", "theme"))).contains("theme");
  }

  @Test
  void anotherWordIsNoSlip() {
    assertThat(NearestName.to("catalogue", NAMES)).isEmpty();
    assertThat(NearestName.to("", NAMES)).isEmpty();
    assertThat(NearestName.to("x", List.of("y"))).isEmpty();
  }

  @Test
  void aGiantNameAmongManyCostsNothing() {
    List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "name" + i).toList();
    assertThat(NearestName.to("x".repeat(1_000_000), many)).isEmpty();
  }

  @Test
  void twoSwappedLettersAreOneErrorAndTheCountStopsAtTheLimit() {
    assertThat(EditDistance.between("tlilid", "tillid", 2)).isEqualTo(1);
    assertThat(EditDistance.between("", "ab", 2)).isEqualTo(2);
    assertThat(EditDistance.between("abcdef", "xyz", 2)).isEqualTo(3);
    assertThat(EditDistance.toBeginning("tlil", "tillid", 1)).isEqualTo(1);
  }
}
