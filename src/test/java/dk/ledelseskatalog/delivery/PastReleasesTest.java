package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.CatalogueFiles;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three releases: the catalogue; a title changed; a reflection taken out and one added. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastReleasesTest {
  private static final EntryId MOD = new EntryId("themes", "mod");
  private static final EntryId GONE = new EntryId("reflections", "hvem-er-du-som-leder");
  private static final EntryId NEW = new EntryId("reflections", "en-ny");

  private PublishedCatalogue catalogue;
  private JsonNode before;

  @BeforeAll
  void publishThreeReleases(@TempDir Path folder) throws Exception {
    catalogue = PublishedCatalogue.real(folder);
    before = catalogue.json("/themes/mod?include=principles");
    List<EntryDocument> documents =
        new CatalogueFiles(Path.of("content-model"), PublishedCatalogue.model()).read();
    catalogue.publish(List.of(titled(of(documents, MOD), MOD, "Modet")));
    catalogue.publish(List.of(titled(of(documents, GONE), NEW, "En ny")), GONE);
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @Test
  void anOldReleaseIsReadAsItWas() {
    JsonNode then = catalogue.json("/releases/1/themes/mod?include=principles");

    assertThat(then.at("/data/attributes")).isEqualTo(before.at("/data/attributes"));
    assertThat(then.get("included").size()).isEqualTo(before.get("included").size());
    assertThat(then.at("/meta/release").intValue()).isEqualTo(1);
    assertThat(catalogue.json("/releases/2/themes/mod").at("/data/attributes/title").asText())
        .isEqualTo("Modet");
    assertThat(catalogue.json("/releases/2/reflections").at("/meta/total"))
        .isEqualTo(catalogue.json("/releases/1/reflections").at("/meta/total"));
  }

  @Test
  void everyLinkOfAnOldReleaseStaysWithinIt() {
    JsonNode then = catalogue.json("/releases/2/themes/mod?include=principles");
    List<String> links = new ArrayList<>();
    then.findValues("links").forEach(some -> some.forEach(link -> links.add(link.asText())));
    // The description is the same of all releases.
    assertThat(links.remove("https://ledelse.example.dk/openapi")).isTrue();
    assertThat(links)
        .isNotEmpty()
        .allMatch(link -> link.startsWith("https://ledelse.example.dk/api/releases/2/"));
  }

  @Test
  void whatAReleaseSaidMayBeKeptForEver() {
    for (String address :
        List.of(
            "/releases/1",
            "/releases/1/themes",
            "/releases/1/themes/mod",
            "/releases/1/themes/mod/principles",
            "/releases/1/changes?filter[to]=2",
            "/releases/3/themes")) {
      assertThat(catalogue.get(address).headers())
          .as(address)
          .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    }
    for (String address : List.of("/releases", "/releases/1/changes")) {
      assertThat(catalogue.get(address).headers().get("Cache-Control"))
          .as(address)
          .doesNotContain("immutable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/releases/4",
        "/releases/0/themes",
        "/releases/-1",
        "/releases/01",
        "/releases/1x",
        "/releases/99999999999/themes/mod",
        "/releases/1/changes?filter[to]=9"
      })
  void aReleaseThatDoesNotExistIsNotFound(String address) {
    assertThatThrownBy(() -> catalogue.get(address))
        .isInstanceOfSatisfying(
            JsonApiException.class,
            refusal -> {
              assertThat(refusal.errors().get(0).status()).isEqualTo(404);
              assertThat(refusal.errors().get(0).code()).isEqualTo("unknown-release");
            });
  }

  @Test
  void releasesAreListedNewestFirstWithWhatTheyDid() {
    JsonNode list = catalogue.json("/releases?page[size]=2");
    assertThat(list.at("/meta/total").intValue()).isEqualTo(3);
    assertThat(list.at("/data/0/id").asText()).isEqualTo("3");
    assertThat(list.at("/data/0/attributes/counts/added").intValue()).isEqualTo(1);
    assertThat(list.at("/data/0/attributes/counts/removed").intValue()).isEqualTo(1);
    assertThat(list.at("/data/1/attributes/counts/changed").intValue()).isEqualTo(1);

    JsonNode first = catalogue.json("/releases?page[size]=2&page[number]=2").at("/data/0");
    assertThat(first.at("/id").asText()).isEqualTo("1");
    assertThat(first.at("/attributes/note").asText()).isEqualTo("Første udgivelse");
    assertThat(first.at("/attributes/counts/entries"))
        .isEqualTo(first.at("/attributes/counts/added"))
        .isEqualTo(list.at("/data/0/attributes/counts/entries"));
  }

  @Test
  void noReleaseNamesAnybody() {
    assertThat(catalogue.json("/releases").findValuesAsText("publishedBy"))
        .hasSize(3)
        .allMatch(by -> by.equals("editor"));
  }

  @Test
  void twoReleasesDifferEntryByEntryAndFieldByField() {
    JsonNode difference = catalogue.json("/releases/1/changes?filter[to]=3");

    assertThat(difference.get("data")).hasSize(3);
    JsonNode changed = difference.at("/data/0");
    assertThat(changed.at("/relationships/entry/data/id").asText()).isEqualTo("mod");
    assertThat(changed.at("/attributes/change").asText()).isEqualTo("changed");
    assertThat(changed.at("/attributes/fields")).hasSize(1);
    assertThat(changed.at("/attributes/fields/0/field").asText()).isEqualTo("title");
    assertThat(changed.at("/attributes/fields/0/before/da").asText()).isEqualTo("Mod");
    assertThat(changed.at("/attributes/fields/0/after/da").asText()).isEqualTo("Modet");
    assertThat(difference.at("/data/1/attributes/change").asText()).isEqualTo("added");
    assertThat(difference.at("/data/2/attributes/change").asText()).isEqualTo("removed");
    assertThat(difference.at("/data/2/attributes/fields/0/after").isNull()).isTrue();
  }

  @Test
  void aDifferenceReadBackwardsIsTheSameTurnedRound() {
    JsonNode back = catalogue.json("/releases/3/changes?filter[to]=1");
    assertThat(back.at("/data/0/attributes/fields/0/before/da").asText()).isEqualTo("Modet");
    assertThat(catalogue.json("/releases/2/changes?to=2").get("data")).isEmpty();
  }

  private static EntryDocument of(List<EntryDocument> documents, EntryId id) {
    return documents.stream()
        .filter(document -> document.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static EntryDocument titled(EntryDocument like, EntryId id, String title) {
    ObjectNode attributes = like.attributes().deepCopy();
    attributes.putObject("title").put("da", title);
    return new EntryDocument(id, attributes, Map.copyOf(like.relationships()));
  }
}
