package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesOfAnswersTest {
  private PublishedCatalogue catalogue;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    catalogue =
        PublishedCatalogue.of(
            folder,
            List.of(
                entry(
                    """
                    {"type": "inspirations", "id": "both", "attributes": {
                       "title": {"da": "Ærlighed", "en": "Honesty"},
                       "text": {"da": "Sig *det* <script>alert(1)</script>", "en": "Say *it*"},
                       "keywords": {"da": ["ærlig"], "en": ["honest"]}, "order": 1}}
                    """),
                entry(
                    """
                    {"type": "inspirations", "id": "half", "attributes": {
                       "title": {"da": "Åbenhed", "en": "Openness"},
                       "text": {"da": "[Klik](javascript:alert(1))"}, "order": 2}}
                    """),
                entry(
                    """
                    {"type": "inspirations", "id": "danish", "attributes": {
                       "title": {"da": "Zoner"}, "text": {"da": "Kun dansk"}, "order": 3}}
                    """)));
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @Test
  void danishIsGivenUnlessEnglishIsAskedFor() {
    assertThat(title(catalogue.json("/inspirations/both"))).isEqualTo("Ærlighed");
    assertThat(title(catalogue.json("/inspirations/both", "de, *;q=0.1"))).isEqualTo("Ærlighed");
    assertThat(title(catalogue.json("/inspirations/both", "en-GB, da;q=0.5"))).isEqualTo("Honesty");
    assertThat(title(catalogue.json("/inspirations/both?contentLanguage=da", "en")))
        .isEqualTo("Ærlighed");
  }

  @Test
  void theAnswerSaysWhichAttributesFellBackToDanish() {
    JsonNode half = catalogue.json("/inspirations/half?contentLanguage=en");
    assertThat(half.at("/data/attributes/title").asText()).isEqualTo("Openness");
    assertThat(half.at("/data/meta/fallback")).hasToString("[\"text\"]");
    assertThat(half.at("/data/meta/languages")).hasToString("[\"da\"]");

    JsonNode both = catalogue.json("/inspirations/both?contentLanguage=en");
    assertThat(both.at("/data/meta").has("fallback")).isFalse();
    assertThat(both.at("/data/meta/languages")).hasToString("[\"da\",\"en\"]");

    JsonNode sparse =
        catalogue.json("/inspirations/half?contentLanguage=en&fields[inspirations]=title");
    assertThat(sparse.at("/data/meta").has("fallback")).isFalse();
  }

  @Test
  void anEntryLinksToItselfInTheOtherLanguage() {
    String both = "https://ledelse.example.dk/api/inspirations/both?contentLanguage=";
    JsonNode danish = catalogue.json("/inspirations/both").at("/data/links/alternate");
    assertThat(danish).hasToString("{\"href\":\"" + both + "en\",\"hreflang\":\"en\"}");
    assertThat(title(catalogue.json("/inspirations/both?contentLanguage=en"))).isEqualTo("Honesty");
    JsonNode english = catalogue.json("/inspirations?contentLanguage=en").at("/data/0/links");
    assertThat(english.at("/alternate/href").asText()).isEqualTo(both + "da");

    assertThat(catalogue.json("/inspirations/half").at("/data/links").has("alternate")).isFalse();
    assertThat(
            catalogue
                .json("/inspirations/danish?contentLanguage=en")
                .at("/data/links/alternate/hreflang")
                .asText())
        .isEqualTo("da");
  }

  @Test
  void contentLanguageNamesTheLanguagesThatWereGiven() {
    assertThat(languageOf("/inspirations/both")).isEqualTo("da");
    assertThat(languageOf("/inspirations/both?contentLanguage=en")).isEqualTo("en");
    assertThat(languageOf("/inspirations/half?contentLanguage=en")).isEqualTo("en, da");
    assertThat(languageOf("/inspirations/danish?contentLanguage=en")).isEqualTo("da");
    assertThat(languageOf("?contentLanguage=en")).isEqualTo("en");
  }

  @Test
  void markdownComesAsItIsAndAsHtmlThatIsSafe() {
    JsonNode both = catalogue.json("/inspirations/both").at("/data/attributes/text");
    assertThat(both.get("markdown").asText()).contains("<script>");
    assertThat(both.get("html").asText())
        .isEqualTo("<p>Sig <em>det</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assertThat(catalogue.json("/inspirations/half").at("/data/attributes/text/html").asText())
        .doesNotContain("javascript:");
  }

  @Test
  void sortingFollowsTheAlphabetOfTheLanguage() {
    assertThat(titles("/inspirations?sort=title")).containsExactly("Zoner", "Ærlighed", "Åbenhed");
    assertThat(titles("/inspirations?sort=title&contentLanguage=en"))
        .containsExactly("Honesty", "Openness", "Zoner");
  }

  @Test
  void filteringLooksAtWhatIsShown() {
    assertThat(titles("/inspirations?filter[title]=Honesty")).isEmpty();
    assertThat(titles("/inspirations?filter[title]=Honesty,Zoner&contentLanguage=en"))
        .containsExactly("Honesty", "Zoner");
  }

  private String languageOf(String address) {
    return String.valueOf(catalogue.get(address).headers().get("Content-Language"));
  }

  private List<String> titles(String address) {
    return catalogue.json(address).findValuesAsText("title");
  }

  private static String title(JsonNode document) {
    return document.at("/data/attributes/title").asText();
  }

  private static EntryDocument entry(String json) throws Exception {
    return EntryDocument.of(PublishedCatalogue.JSON.readTree(json));
  }
}
