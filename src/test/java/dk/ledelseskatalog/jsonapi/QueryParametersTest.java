package dk.ledelseskatalog.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
  private static final List<String> NAMES =
      List.of("include", "sort", "page[size]", "filter[tværgående]", "contentLanguage");

  /** Whatever the values, their order and their encoding: what goes in comes out, canonically. */
  @Test
  void anyEncodingOfTheSameParametersMeansTheSame() {
    Random random = random();
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> values = new TreeMap<>();
      for (String name : NAMES) {
        if (random.nextBoolean()) {
          values.put(name, text(random));
        }
      }
      QueryParameters query = QueryParameters.parse(encode(values, random), NAMES);

      values.forEach((name, value) -> assertThat(query.value(name)).contains(value));
      assertThat(query.canonical())
          .isEqualTo(QueryParameters.parse(encode(values, random), NAMES).canonical())
          .matches("[A-Za-z0-9._~,:%=&-]*");
      assertThat(QueryParameters.parse(query.canonical(), NAMES).canonical())
          .isEqualTo(query.canonical());
    }
  }

  /** A made-up query is answered or refused with JSON:API errors; nothing else is ever thrown. */
  @Test
  void noQueryBreaksTheParser() {
    Random random = random();
    String alphabet = "abc%&=+[]{}\u0000\u00f8\ud83d\ude00F0i,./?#\\ \"";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder raw = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        QueryParameters.parse(raw.toString(), Set.of("a", "b", "filter[a]"));
      } catch (JsonApiException refused) {
        assertThat(refused.errors()).isNotEmpty().allMatch(error -> error.status() == 400);
      }
    }
  }

  private static Random random() {
    long seed = System.nanoTime();
    System.out.println("QueryParametersTest seed " + seed);
    return new Random(seed);
  }

  private static String text(Random random) {
    String letters = "abcæøåÆé,&=+%[]#?/ \u0000\ud83d\ude00";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static String encode(Map<String, String> values, Random random) {
    List<String> pairs = new ArrayList<>();
    values.forEach((name, value) -> pairs.add(encode(name, random) + "=" + encode(value, random)));
    Collections.shuffle(pairs, random);
    return String.join("&", pairs);
  }

  private static String encode(String text, Random random) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    if (random.nextBoolean()) {
      encoded = encoded.replace("+", "%20");
    }
    if (random.nextBoolean()) {
      encoded = encoded.replace("%5B", "[").replace("%5D", "]").replace("%2C", ",");
    }
    return random.nextBoolean() ? encoded.replace("a", "%61").replace("%C3", "%c3") : encoded;
  }
}
