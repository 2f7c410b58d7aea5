package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompoundDocumentsTest {

  /** Every answer passes {@link JsonApiRules}: full linkage, nothing twice. */
  @Test
  void anyIncludeOfAnyEntryGivesALawfulDocument(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("CompoundDocumentsTest seed " + seed);
    Random random = new Random(seed);
    try (PublishedCatalogue catalogue = PublishedCatalogue.real(folder)) {
      ContentModel model = PublishedCatalogue.model();
      List<ContentType> types =
          model.types().stream().filter(type -> !type.relationships().isEmpty()).toList();
      for (int i = 0; i < 200; i++) {
        ContentType type = types.get(random.nextInt(types.size()));
        String address =
            "/" + type.name() + "?page[size]=" + (1 + random.nextInt(10)) + "&include=";
        List<String> paths = new ArrayList<>();
        for (int j = random.nextInt(4); j > 0; j--) {
          paths.add(path(model, type, random));
        }
        JsonNode document = catalogue.json(address + String.join(",", paths));
        assertThat(document.has("included")).as(address).isTrue();
      }
    }
  }

  @Test
  void aRelationshipLinkIncludesWhatItNamesAndNothingElse(@TempDir Path folder) throws Exception {
    try (PublishedCatalogue catalogue = PublishedCatalogue.real(folder)) {
      JsonNode document =
          catalogue.json("/themes/tillid/relationships/principles?include=principles&page[size]=2");
      assertThat(document.get("data")).hasSize(2);
      assertThat(document.get("included")).hasSize(2);
    }
  }

  @Test
  void noFieldsAreGivenWhereNoneAreAskedFor(@TempDir Path folder) throws Exception {
    try (PublishedCatalogue catalogue = PublishedCatalogue.real(folder)) {
      JsonNode theme = catalogue.json("/themes/tillid?fields[themes]=").get("data");
      assertThat(theme.has("attributes")).isFalse();
      assertThat(theme.has("relationships")).isFalse();
    }
  }

  @Test
  void aLargeRelationshipIsCountedNotListedUnlessItIsIncluded(@TempDir Path folder)
      throws Exception {
    try (PublishedCatalogue catalogue = PublishedCatalogue.of(folder, themeWith(101))) {
      JsonNode told = catalogue.json("/themes/t").at("/data/relationships/principles");
      assertThat(told.has("data")).isFalse();
      assertThat(told.at("/meta/total").intValue()).isEqualTo(101);

      JsonNode included = catalogue.json("/themes/t?include=principles");
      assertThat(included.at("/data/relationships/principles/data")).hasSize(101);
      assertThat(included.get("included")).hasSize(101);
    }
  }

  @Test
  void fiveHundredAreIncludedAndOneMoreIsRefused(@TempDir Path folder) throws Exception {
    try (PublishedCatalogue catalogue = PublishedCatalogue.of(folder, themeWith(501))) {
      assertThat(catalogue.json("/themes/t/principles?page[size]=100").get("data")).hasSize(100);
      JsonApiException refusal =
          catchThrowableOfType(
              JsonApiException.class, () -> catalogue.get("/themes/t?include=principles"));
      assertThat(refusal.errors().get(0).code()).isEqualTo("too-many-included");
    }
  }

  private static List<EntryDocument> themeWith(int principles) throws Exception {
    List<EntryDocument> documents = new ArrayList<>();
    documents.add(
        entry(
            """
            {"type": "themes", "id": "t", "attributes": {"title": {"da": "T"}, "order": 1}}
            """));
    for (int i = 0; i < principles; i++) {
      documents.add(
          entry(
              """
              {"type": "principles", "id": "p%d",
               "attributes": {"text": {"da": "Vi %d"}, "order": %d},
               "relationships": {"theme": {"type": "themes", "id": "t"}}}
              """
                  .formatted(i, i, i)));
    }
    return documents;
  }

  private static EntryDocument entry(String json) throws Exception {
    return EntryDocument.of(PublishedCatalogue.JSON.readTree(json));
  }

  private static String path(ContentModel model, ContentType type, Random random) {
    List<Relationship> relationships = List.copyOf(type.relationships().values());
    if (relationships.isEmpty()) {
      return "";
    }
    Relationship first = relationships.get(random.nextInt(relationships.size()));
    ContentType target = model.type(first.targetTypes().get(0)).orElseThrow();
    List<Relationship> next = List.copyOf(target.relationships().values());
    return random.nextBoolean() || next.isEmpty()
        ? first.name()
        : first.name() + "." + next.get(random.nextInt(next.size())).name();
  }
}
