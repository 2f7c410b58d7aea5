package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole answers, as files a reviewer can read. After a change that is meant, write them anew with
 * {@code -Dgolden.write=true} and look at the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenDocumentsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/api");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter()
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private PublishedCatalogue catalogue;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    catalogue = PublishedCatalogue.real(folder);
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "index                    | '' ",
        "themes                   | /themes",
        "theme-with-principles    | /themes/tillid?include=principles",
        "principle-in-english     | /principles/tillid-er-fundamentet?contentLanguage=en",
        "reflection               | /reflections/tillid-dine-hegnspaele",
        "second-page              | /inspirations?page[size]=2&page[number]=2&fields[inspirations]=title",
        "related-to-one           | /principles/mod-til-at-handle/theme",
        "relationship-to-many     | /themes/tillid/relationships/principles?page[size]=2",
        "relationship-to-one      | /principles/mod-til-at-handle/relationships/theme",
        "compound-two-deep        | /reflections/tillid-dine-hegnspaele?include=theme,passages.theme&fields[themes]=title&fields[inspirations]=title,theme"
      })
  void thisIsTheAnswer(String name, String address) throws Exception {
    JsonNode document = PublishedCatalogue.JSON.readTree(catalogue.get(address).body());
    String actual = PublishedCatalogue.JSON.writer(PRETTY).writeValueAsString(document) + "\n";
    Path file = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
