package dk.ledelseskatalog.contentmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The catalogue against the text it is made of: nothing lost, nothing invented.
 *
 * <p>Typography does not count: lines and the hyphens that break them, the capitals of MOD, TILLID
 * and HELHED, and a capital where a phrase has become a title.
 */
class CatalogueSourceTest {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!]) (?=[A-ZÆØÅ])");
  private static final Pattern PROMPT =
      Pattern.compile("\\?|\\b[Rr]eflekter(e)?\\b|\\bspørg\\b", Pattern.UNICODE_CHARACTER_CLASS);

  private final List<Unit> source = source();
  private final List<EntryDocument> catalogue = catalogue();

  /** A heading, a bullet or a paragraph. */
  private record Unit(String text, boolean bullet) {}

  @Test
  void everySentenceOfTheSourceStandsInTheCatalogue() {
    List<String> entries = catalogue.stream().map(CatalogueSourceTest::wholeText).toList();

    assertThat(sentences())
        .hasSizeGreaterThan(80)
        .allSatisfy(
            sentence ->
                assertThat(entries).anySatisfy(entry -> assertThat(entry).contains(sentence)));
  }

  @Test
  void everyTextOfTheCatalogueStandsInTheSource() {
    assertThat(catalogue)
        .allSatisfy(
            entry ->
                assertThat(texts(entry.attributes()))
                    .isNotEmpty()
                    .allSatisfy(
                        text -> assertThat(source).anyMatch(unit -> says(unit.text, text))));
  }

  @Test
  void noTranslationIsInvented() {
    assertThat(catalogue).allSatisfy(e -> assertThat(e.attributes().findValues("en")).isEmpty());
  }

  @Test
  void everyBulletOfAValueIsOnePrincipleAndStaysWhole() {
    List<String> bullets =
        source.subList(indexOf("Mod til at turde"), source.size()).stream()
            .filter(Unit::bullet)
            .map(Unit::text)
            .toList();

    assertThat(values("principles", "text")).hasSize(10).isEqualTo(bullets);
  }

  @Test
  void everyParagraphIsOneInspirationAndStaysWhole() {
    List<String> paragraphs =
        source.subList(indexOf("Det personlige lederskab"), source.size()).stream()
            .filter(unit -> !unit.bullet && unit.text.endsWith("."))
            .map(Unit::text)
            .toList();

    assertThat(values("inspirations", "text")).hasSize(14).isEqualTo(paragraphs);
  }

  @Test
  void everyEntryBelongsToTheThemeItStandsUnder() {
    List<String> headings =
        List.of(
            "Det personlige lederskab",
            "Mod til at turde",
            "Tillid i relationerne",
            "Helhed hver for sig og i fællesskab");
    List<String> themes = List.of("det-personlige-lederskab", "mod", "tillid", "helhed");

    for (String type : List.of("principles", "inspirations", "reflections")) {
      for (EntryDocument entry : entries(type)) {
        int place = indexOf(firstText(entry));
        String heading =
            headings.stream().filter(each -> indexOf(each) < place).reduce("", (a, b) -> b);
        assertThat(target(entry, "theme").id())
            .as(entry.id().toString())
            .isEqualTo(themes.get(headings.indexOf(heading)));
      }
    }
  }

  @Test
  void theBackgroundIsFourPages() {
    assertThat(values("pages", "title"))
        .containsExactly(
            "Halsnæs i bevægelse",
            "Ledelsesgrundlaget fra 2016",
            "En overligger til ledelsesgrundlaget",
            "Mod, tillid og helhed i praksis");
    assertThat(String.join("\n\n", values("pages", "body")).split("\n\n", -1))
        .containsExactlyElementsOf(
            source.subList(1, indexOf("Tværgående indsatser")).stream()
                .map(Unit::text)
                .filter(text -> text.endsWith("."))
                .toList());
  }

  @Test
  void thePurposeIsToldAlikeInTheCatalogueAndOnItsPage() {
    assertThat(values("pages", "body").get(3)).startsWith(values("catalogues", "purpose").get(0));
  }

  @Test
  void thereAreThreeInitiativesAndFourThemes() {
    assertThat(values("initiatives", "title"))
        .containsExactly(
            "Masterclasses om ledelse", "Lederportrætter", "Dialog om ledelse i alle lederteams");
    assertThat(values("themes", "title"))
        .containsExactly("Det personlige lederskab", "Mod", "Tillid", "Helhed");
  }

  @Test
  void theFourBulletsOfThePersonalLeadershipAreReflectionsOneByOne() {
    int begin = indexOf("Det personlige lederskab") + 1;
    List<String> bullets = source.subList(begin, begin + 4).stream().map(Unit::text).toList();

    assertThat(entries("reflections").subList(0, 4))
        .extracting(CatalogueSourceTest::questionsAndGuidance)
        .isEqualTo(bullets);
  }

  @Test
  void everyQuestionAndPromptOfTheSourceIsInAReflection() {
    String reflections =
        String.join(
            "\n", entries("reflections").stream().map(e -> questionsAndGuidance(e)).toList());

    assertThat(sentences().stream().filter(sentence -> PROMPT.matcher(sentence).find()))
        .hasSize(12)
        .allSatisfy(prompt -> assertThat(reflections).contains(prompt));
  }

  @Test
  void aReflectionIsMadeOfThePassageItCites() {
    for (EntryDocument reflection : entries("reflections").subList(4, 10)) {
      EntryId passage = target(reflection, "passages");
      String text =
          catalogue.stream()
              .filter(entry -> entry.id().equals(passage))
              .map(entry -> entry.attributes().at("/text/da").asText())
              .findFirst()
              .orElseThrow();
      assertThat(texts(reflection.attributes()))
          .as(reflection.id().toString())
          .allMatch(each -> says(text, each));
    }
  }

  @Test
  void titlesAndKeywordsOfAnInspirationAreWordsOfItsOwn() {
    for (EntryDocument inspiration : entries("inspirations")) {
      String text = inspiration.attributes().at("/text/da").asText();
      assertThat(texts(inspiration.attributes()))
          .as(inspiration.id().toString())
          .hasSizeGreaterThan(4)
          .allMatch(each -> says(text, each));
    }
  }

  private List<EntryDocument> entries(String type) {
    return catalogue.stream().filter(entry -> entry.id().type().equals(type)).toList();
  }

  private List<String> values(String type, String attribute) {
    return entries(type).stream()
        .map(entry -> entry.attributes().path(attribute).path("da").asText())
        .toList();
  }

  private static EntryId target(EntryDocument entry, String relationship) {
    return entry.relationships().getOrDefault(relationship, List.of()).get(0);
  }

  private static String questionsAndGuidance(EntryDocument reflection) {
    List<String> parts = new ArrayList<>();
    reflection.attributes().at("/questions/da").forEach(each -> parts.add(each.asText()));
    if (reflection.attributes().has("guidance")) {
      parts.add(reflection.attributes().at("/guidance/da").asText());
    }
    return String.join(" ", parts);
  }

  private static String firstText(EntryDocument entry) {
    JsonNode attributes = entry.attributes();
    return attributes.has("questions")
        ? attributes.at("/questions/da/0").asText()
        : attributes.at("/text/da").asText();
  }

  /** Every Danish text of an entry, in order: lists by item, Markdown by paragraph. */
  private static List<String> texts(JsonNode attributes) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : attributes.findValues("da")) {
      if (value.isArray()) {
        value.forEach(each -> texts.add(each.asText()));
      } else {
        texts.addAll(Arrays.asList(value.asText().split("\n\n", -1)));
      }
    }
    return texts;
  }

  private static String wholeText(EntryDocument entry) {
    return String.join(" ", texts(entry.attributes()));
  }

  private int indexOf(String text) {
    for (int i = 0; i < source.size(); i++) {
      if (says(source.get(i).text, text)) {
        return i;
      }
    }
    throw new AssertionError("The source does not say: " + text);
  }

  /** Whether a text of the source holds a phrase, whole words only. */
  private static boolean says(String text, String phrase) {
    String rest = phrase.substring(1);
    String lower = phrase.substring(0, 1).toLowerCase(Locale.ROOT) + rest;
    String upper = phrase.substring(0, 1).toUpperCase(Locale.ROOT) + rest;
    return Pattern.compile(
            "(?<!\\w)(" + Pattern.quote(lower) + "|" + Pattern.quote(upper) + ")(?!\\w)",
            Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(text)
        .find();
  }

  private List<String> sentences() {
    return source.stream().flatMap(unit -> Arrays.stream(SENTENCE_END.split(unit.text))).toList();
  }

  private static List<Unit> source() {
    String text =
        resource()
            .replaceAll("[ \\t]+(?=\\n)", "")
            .replace("MOD\n", "Mod\n")
            .replace("TILLID\n", "Tillid\n")
            .replace("HELHED\n", "Helhed\n")
            // The PDF has no empty line below this one heading.
            .replace("personlige\nlederskab\n", "personlige\nlederskab\n\n")
            // Nor is every empty line the end of a paragraph.
            .replaceAll("\n\n+(?=[a-zæøå])", "\n")
            .replace("•", "\n\n•")
            .replace("-\n", "");
    List<Unit> units = new ArrayList<>();
    for (String block : text.split("\n\\s*\n", -1)) {
      String line = block.strip().replaceAll("\\s+", " ");
      if (line.startsWith("•")) {
        units.add(new Unit(line.substring(1).strip(), true));
      } else if (!line.isEmpty()) {
        units.add(new Unit(line, false));
      }
    }
    return units;
  }

  private static String resource() {
    try (InputStream resource =
        CatalogueSourceTest.class.getResourceAsStream("mod-tillid-og-helhed.txt")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What people read; the words that steer search are ours. */
  private static List<EntryDocument> catalogue() {
    try {
      ContentModel model = ContentModel.read(ContentModelFolder.ORIGINAL);
      return new CatalogueFiles(ContentModelFolder.ORIGINAL, model)
          .read().stream()
              .filter(entry -> model.type(entry.id().type()).orElseThrow().steers().isEmpty())
              .toList();
    } catch (InvalidContentException e) {
      throw new AssertionError(e);
    }
  }
}
