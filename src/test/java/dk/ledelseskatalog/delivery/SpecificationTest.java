package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What JSON:API 1.1 demands of reads and no other test of ours shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecificationTest {
  private PublishedCatalogue catalogue;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    List<EntryDocument> documents = new ArrayList<>();
    documents.add(entry("themes", "t", "{\"title\": {\"da\": \"T\"}, \"order\": 1}", "{}"));
    for (int i = 1; i <= 5; i++) {
      documents.add(
          entry(
              "reflections",
              "r" + i,
              """
              {"title": {"da": "R%d"}, "questions": {"da": ["Hvorfor?"]},
               "audience": "%s", "order": %d}"""
                  .formatted(i, i % 2 == 0 ? "team" : "individual", i),
              "{\"theme\": {\"type\": \"themes\", \"id\": \"t\"}}"));
    }
    catalogue = PublishedCatalogue.of(folder, documents);
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  /** Fetching Resources and Relationships: 200 with null, not 404. */
  @Test
  void aToOneRelationshipWithoutTargetIsNullAtBothItsAddresses() {
    assertThat(catalogue.json("/themes/t/catalogue").get("data").isNull()).isTrue();
    assertThat(catalogue.json("/themes/t/relationships/catalogue").get("data").isNull()).isTrue();
    assertThat(catalogue.json("/themes/t").at("/data/relationships/catalogue/data").isNull())
        .isTrue();
  }

  /** Fetching Relationships: the empty list exists. */
  @Test
  void aToManyRelationshipWithoutTargetsIsEmptyAtBothItsAddresses() {
    assertThat(catalogue.json("/themes/t/principles").get("data")).isEmpty();
    assertThat(catalogue.json("/themes/t/relationships/principles").get("data").isArray()).isTrue();
  }

  /** Resource Linkage: null, an identifier, or a list of them. */
  @Test
  void linkageIsAnIdentifierOrAListByWhatTheRelationshipHolds() {
    JsonNode one = catalogue.json("/reflections/r1/relationships/theme").get("data");
    assertThat(one.path("type").asText() + "/" + one.path("id").asText()).isEqualTo("themes/t");
    assertThat(catalogue.json("/themes/t/relationships/reflections").get("data")).hasSize(5);
  }

  /** Inclusion: an empty value includes nothing, and the answer is compound all the same. */
  @Test
  void anEmptyIncludeIsAnEmptyIncluded() {
    assertThat(catalogue.json("/themes/t?include=").get("included").isArray()).isTrue();
    assertThat(catalogue.json("/themes/t?include=").get("included")).isEmpty();
    assertThat(catalogue.json("/themes/t").has("included")).isFalse();
  }

  /** Inclusion: what lies on the way is included, and nothing else. */
  @Test
  void aPathIncludesWhatLiesOnTheWayAndNothingElse() {
    JsonNode document = catalogue.json("/reflections/r1?include=theme.reflections");
    Set<String> types = new HashSet<>(document.get("included").findValuesAsText("type"));
    assertThat(ids(document.get("included")))
        .containsExactlyInAnyOrder("t", "r2", "r3", "r4", "r5");
    assertThat(types).contains("themes", "reflections");
  }

  /** Sparse Fieldsets, of primary data and of included resources. */
  @Test
  void onlyTheFieldsAskedForAreGivenAlsoOfWhatIsIncluded() {
    JsonNode document =
        catalogue.json(
            "/themes/t?include=reflections&fields[themes]=reflections&fields[reflections]=title");
    assertThat(document.at("/data/attributes").isMissingNode()).isTrue();
    assertThat(names(document.at("/data/relationships"))).containsExactly("reflections");
    for (JsonNode reflection : document.get("included")) {
      assertThat(names(reflection.path("attributes"))).containsExactly("title");
      assertThat(reflection.has("relationships")).isFalse();
    }
  }

  /** Sorting: the first key decides, the next where it does not; minus is descending. */
  @Test
  void keysAreAppliedInTheirOrderEachInItsDirection() {
    assertThat(ids(catalogue.json("/reflections?sort=-audience,order").get("data")))
        .containsExactly("r2", "r4", "r1", "r3", "r5");
    assertThat(ids(catalogue.json("/reflections?sort=audience,-order").get("data")))
        .containsExactly("r5", "r3", "r1", "r4", "r2");
  }

  /** Pagination: links that do not exist are left out, and the order is that of the list. */
  @Test
  void pageLinksLeadThroughTheListInItsOrder() {
    String address = "/reflections?page[size]=2&sort=-order";
    List<String> read = new ArrayList<>();
    JsonNode page = catalogue.json(address);
    assertThat(names(page.get("links"))).contains("first", "next", "last").doesNotContain("prev");
    while (true) {
      read.addAll(ids(page.get("data")));
      if (!page.get("links").has("next")) {
        break;
      }
      page = catalogue.json(below(page.at("/links/next").asText()));
      assertThat(page.get("links").has("prev")).isTrue();
    }
    assertThat(read).containsExactly("r5", "r4", "r3", "r2", "r1");
    assertThat(page.at("/links/last")).isEqualTo(page.at("/links/self"));
    assertThat(ids(catalogue.json(below(page.at("/links/first").asText())).get("data")))
        .containsExactly("r5", "r4");
  }

  /** Resource Links: the self link gives the resource as primary data. */
  @Test
  void theSelfLinkOfAnythingShownGivesIt() {
    for (JsonNode reflection : catalogue.json("/reflections?include=theme").get("data")) {
      JsonNode again = catalogue.json(below(reflection.at("/links/self").asText())).get("data");
      assertThat(again).isEqualTo(reflection);
    }
  }

  private static String below(String address) {
    return address.replaceFirst("^.*/api", "");
  }

  private static List<String> ids(JsonNode resources) {
    List<String> ids = new ArrayList<>();
    resources.forEach(resource -> ids.add(resource.path("id").asText()));
    return ids;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static EntryDocument entry(
      String type, String id, String attributes, String relationships) throws Exception {
    return EntryDocument.of(
        PublishedCatalogue.JSON.readTree(
            "{\"type\": \"%s\", \"id\": \"%s\", \"attributes\": %s, \"relationships\": %s}"
                .formatted(type, id, attributes, relationships)));
  }
}
