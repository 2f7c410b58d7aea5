package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Good and bad requests to the real catalogue. {@code Ã¦} is what a server makes of an æ that curl
 * did not encode.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadRequestsTest {
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
        "                                                | - ",
        "?contentLanguage=en                             | - ",
        "/themes                                         | det-personlige-lederskab,mod,tillid,helhed",
        "/themes?                                        | det-personlige-lederskab,mod,tillid,helhed",
        "/themes?page%5Bsize%5D=2&page[number]=2         | tillid,helhed",
        "/themes?page[number]=9                          | ''",
        "/themes?sort=title                              | det-personlige-lederskab,helhed,mod,tillid",
        "/themes?sort=-title                             | tillid,mod,helhed,det-personlige-lederskab",
        "/themes?sort=-order,title                       | helhed,tillid,mod,det-personlige-lederskab",
        "/themes?sort=                                   | det-personlige-lederskab,mod,tillid,helhed",
        "/themes?filter[title]=Mod,Tillid                | mod,tillid",
        "/themes?filter[title]=                          | ''",
        "/themes/tillid                                  | tillid",
        "/principles?filter[theme]=tillid                | tillid-bakker-hinanden-op,tillid-er-fundamentet,tillid-forenkler-arbejdsgange",
        "/principles?filter[theme]=ukendt                | ''",
        "/themes/tillid/principles                       | tillid-bakker-hinanden-op,tillid-er-fundamentet,tillid-forenkler-arbejdsgange",
        "/themes/tillid/principles?page[size]=1&sort=-order | tillid-forenkler-arbejdsgange",
        "/themes/tillid/catalogue                        | mod-tillid-og-helhed",
        "/themes/tillid/relationships/catalogue          | mod-tillid-og-helhed",
        "/themes/tillid/relationships/principles?page[size]=2 | tillid-bakker-hinanden-op,tillid-er-fundamentet",
        "/portraits                                      | ''",
        "/search?filter[q]=hegnspÃ¦le&filter[type]=reflections | tillid-dine-hegnspaele",
        "/search?filter[q]=hegnsp%C3%A6le&page[size]=1&filter[theme]=tillid&filter[type]=reflections,principles | tillid-dine-hegnspaele"
      })
  void goodRequestsAreAnswered(@Nullable String address, @Nullable String ids) {
    JsonNode document = catalogue.json(address == null ? "" : address);

    if (ids != null) {
      assertThat(ids(document)).isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(",")));
    }
    assertThat(document.at("/meta/release").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/theme                             | 404 | unknown-type          | -               | themes",
        "/nothing-like-it                   | 404 | unknown-type          | -               | principles",
        "/themes/tilid                      | 404 | unknown-entry         | -               | tillid",
        "/theme/tillid                      | 404 | unknown-type          | -               | themes",
        "/themes/tillid/principle           | 404 | unknown-relationship  | -               | principles",
        "/themes/tillid/relationships/x     | 404 | unknown-relationship  | -               | principles",
        "/themes?inclde=principles          | 400 | unknown-parameter     | inclde          | include",
        "/themes?page[sise]=2               | 400 | unknown-parameter     | page[sise]      | page[size]",
        "/themes?page[limit]=2              | 400 | unknown-parameter     | page[limit]     | -",
        "/principles?filter[tema]=mod       | 400 | unknown-parameter     | filter[tema]    | filter[theme]",
        "/themes?fields[theme]=title        | 400 | unknown-parameter     | fields[theme]   | fields[themes]",
        "/themes/tillid?sort=title          | 400 | unknown-parameter     | sort            | -",
        "/themes/tillid?page[size]=1        | 400 | unknown-parameter     | page[size]      | -",
        "/themes?filter[tagline]=x          | 400 | unknown-parameter     | filter[tagline] | -",
        "/themes?sort=title&sort=order      | 400 | duplicate-parameter   | sort            | -",
        "/themes?sort=title&%73ort=order    | 400 | duplicate-parameter   | sort            | -",
        "/themes?sort=titel                 | 400 | unknown-sort          | sort            | title",
        "/themes?sort=tagline               | 400 | unknown-sort          | sort            | title",
        "/themes?sort=title,,order          | 400 | invalid-list          | sort            | -",
        "/themes?sort=id                    | 400 | unknown-sort          | sort            | -",
        "/themes?filter[order]=x            | 400 | invalid-filter        | filter[order]   | -",
        "/themes?filter[order]=1e999999999  | 400 | invalid-filter        | filter[order]   | -",
        "/themes?include=principle          | 400 | unknown-include       | include         | principles",
        "/themes?include=principles.them    | 400 | unknown-include       | include         | theme",
        "/themes?include=a.b.c              | 400 | include-too-deep      | include         | 2",
        "/themes?include=principles,        | 400 | invalid-list          | include         | -",
        "/themes?fields[themes]=titel       | 400 | unknown-field         | fields[themes]  | title",
        "/themes?page[size]=101             | 400 | page-too-large        | page[size]      | 100",
        "/themes?page[size]=0               | 400 | invalid-page          | page[size]      | -",
        "/themes?page[size]=                | 400 | invalid-page          | page[size]      | -",
        "/themes?page[number]=-1            | 400 | invalid-page          | page[number]    | -",
        "/themes?page[number]=99999999999   | 400 | invalid-page          | page[number]    | -",
        "/themes?contentLanguage=de         | 400 | invalid-language      | contentLanguage | da",
        "/themes?filter[title]=%zz          | 400 | malformed-query       | -               | -",
        "/themes?filter[title]=%F8          | 400 | malformed-query       | -               | -",
        "/themes?filter[title]=%C0%AF       | 400 | malformed-query       | -               | -",
        "/themes?filter[title]=%ED%A0%80    | 400 | malformed-query       | -               | -",
        "/themes?filter[title]=\u00f8      | 400 | malformed-query       | -               | -",
        "/themes?filter[title]=%            | 400 | malformed-query       | -               | -",
        "/themes/tillid/relationships/principles?include=theme | 400 | unknown-include | include | principles",
        "/search?q=tillid                   | 400 | unknown-parameter     | q               | -",
        "/search?filter[types]=themes       | 400 | unknown-parameter     | filter[types]   | filter[type]",
        "/search?filter[type]=theme         | 400 | invalid-filter        | filter[type]    | themes",
        "/search?filter[verbatim]=yes       | 400 | invalid-filter        | filter[verbatim]| true",
        "/search?filter[type]=synonyms      | 400 | invalid-filter        | filter[type]    | -",
        "/search?filter[minutes]=ten        | 400 | invalid-filter        | filter[minutes] | 5..15",
        "/search?filter[minutes]=..         | 400 | invalid-filter        | filter[minutes] | 5..15",
        "/search?filter[minutes]=15..5      | 400 | invalid-filter        | filter[minutes] | 5..15",
        "/search?filter[minutes]=-5..       | 400 | invalid-filter        | filter[minutes] | 5..15",
        "/search?filter[minutes]=5..99999   | 400 | invalid-filter        | filter[minutes] | 5..15",
        "/search?meta[explain]=ja           | 400 | invalid-filter        | meta[explain]   | true",
        "/search?sort=title                 | 400 | unknown-parameter     | sort            | -",
        "/search?filter[q]=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q | 400 | query-too-many-terms | filter[q] | 16",
        "/suggestions?filter[k]=x           | 400 | unknown-parameter     | filter[k]       | filter[q]"
      })
  void badRequestsAreRefusedWithWhatToDo(
      String address, int status, String code, @Nullable String parameter, @Nullable String hint) {
    ErrorObject error = error(address);

    assertThat(error.status()).isEqualTo(status);
    assertThat(error.code()).isEqualTo(code);
    if (parameter == null) {
      assertThat(error.source()).isEmpty();
    } else {
      assertThat(error.source()).contains(ErrorObject.Source.parameter(parameter));
    }
    if (hint != null) {
      assertThat(error.da()).contains(hint);
      assertThat(error.en()).contains(hint);
    }
  }

  @Test
  void aSearchTextOf256CharactersIsTakenAndOneMoreIsNot() {
    catalogue.json("/search?filter[q]=" + "%F0%9F%98%80".repeat(256));
    assertThat(error("/search?filter[q]=" + "%C3%B8".repeat(257)).code())
        .isEqualTo("query-too-long");
  }

  @Test
  void everyWrongParameterIsNamed() {
    JsonApiException refusal =
        catchThrowableOfType(JsonApiException.class, () -> catalogue.get("/themes?a=1&b=2"));
    assertThat(refusal.errors()).hasSize(2);
  }

  @Test
  void aRelationshipThatPointsNowhereIsNull() {
    JsonNode reflection = catalogue.json("/reflections/mod-tillid-og-helhed-hos-dig");
    assertThat(reflection.at("/data/relationships/theme/data/type").asText()).isEqualTo("themes");

    JsonNode empty = catalogue.json("/inspirations?include=theme&filter[theme]=ukendt");
    assertThat(empty.get("data")).isEmpty();
    assertThat(empty.get("included")).isEmpty();
  }

  private static List<String> ids(JsonNode document) {
    List<String> ids = new ArrayList<>();
    JsonNode data = document.get("data");
    (data.isArray() ? data : List.of(data)).forEach(node -> ids.add(node.path("id").asText()));
    return ids;
  }

  private ErrorObject error(String address) {
    return catchThrowableOfType(JsonApiException.class, () -> catalogue.get(address))
        .errors()
        .get(0);
  }
}
