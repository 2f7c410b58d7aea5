package dk.ledelseskatalog.contentmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dk.ledelseskatalog.contentmodel.Attribute.Kind;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THEMES = "types/themes.json";
  private static final String PAGES = "types/pages.json";

  private static final String QUOTES =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "x-singular": {"da": "citat", "en": "quotation"},
        "x-plural": {"da": "citater", "en": "quotations"},
        "x-order": 45,
        "x-titleAttribute": "text",
        "type": "object",
        "properties": {
          "type": {"const": "quotes"},
          "id": {"$ref": "common.json#/$defs/id"},
          "attributes": {
            "type": "object",
            "properties": {
              "text": {"$ref": "common.json#/$defs/localizedText", "x-label": {"da": "Citat", "en": "Quotation"}},
              "said": {"type": "string", "format": "date", "x-label": {"da": "Sagt", "en": "Said"}}
            },
            "required": ["text"],
            "additionalProperties": false
          },
          "relationships": {
            "type": "object",
            "properties": {
              "themes": {
                "type": "array",
                "items": {"$ref": "common.json#/$defs/identifier"},
                "uniqueItems": true,
                "x-targets": ["themes"],
                "x-inverse": "quotes"
              }
            },
            "additionalProperties": false
          }
        },
        "required": ["type", "id", "attributes"],
        "additionalProperties": false
      }
      """;

  private ContentModelFolder folder;

  @BeforeEach
  void copyTheContentModel(@TempDir Path temporary) throws IOException {
    folder = new ContentModelFolder(temporary);
  }

  @Test
  void everySchemaIsValidAgainstTheMetaSchemaOf202012() throws Exception {
    var metaSchema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    try (Stream<Path> files = Files.list(ContentModelFolder.ORIGINAL.resolve("types"))) {
      assertThat(files)
          .hasSize(14)
          .allSatisfy(
              file ->
                  assertThat(metaSchema.validate(JSON.readTree(Files.readString(file)))).isEmpty());
    }
  }

  @Test
  void typesComeInTheOrderInWhichPeopleReadTheCatalogue() throws Exception {
    assertThat(folder.model().types())
        .extracting(ContentType::name)
        .containsExactly(
            "catalogues",
            "pages",
            "themes",
            "principles",
            "inspirations",
            "reflections",
            "initiatives",
            "masterclasses",
            "portraits",
            "dialogues",
            "synonyms",
            "pins",
            "boosts");
  }

  @Test
  void onlyWhatALeaderCanDoIsCompletable() throws Exception {
    assertThat(folder.model().types().stream().filter(ContentType::completable))
        .extracting(ContentType::name)
        .containsExactly("reflections", "masterclasses", "dialogues");
  }

  @Test
  void attributesCarryWhatFormsAndSearchNeed() throws Exception {
    assertThat(folder.model().type("inspirations").orElseThrow().attributes().values())
        .containsExactly(
            new Attribute(
                "title",
                new LocalizedText("Titel", "Title"),
                Kind.LOCALIZED_TEXT,
                true,
                SearchRole.TITLE),
            new Attribute(
                "text",
                new LocalizedText("Tekst", "Text"),
                Kind.LOCALIZED_MARKDOWN,
                false,
                SearchRole.BODY),
            new Attribute(
                "keywords",
                new LocalizedText("Søgeord", "Keywords"),
                Kind.LOCALIZED_TEXTS,
                false,
                SearchRole.KEYWORDS),
            new Attribute(
                "order",
                new LocalizedText("Rækkefølge", "Order"),
                Kind.NUMBER,
                true,
                SearchRole.NONE));
  }

  @Test
  void everyRelationshipIsSeenFromItsOtherEnd() throws Exception {
    assertThat(folder.model().type("themes").orElseThrow().relationships().values())
        .containsExactly(
            new Relationship("catalogue", List.of("catalogues"), false, Optional.empty()),
            new Relationship("principles", List.of("principles"), true, Optional.of("theme")),
            new Relationship("inspirations", List.of("inspirations"), true, Optional.of("theme")),
            new Relationship("reflections", List.of("reflections"), true, Optional.of("theme")),
            new Relationship("masterclasses", List.of("masterclasses"), true, Optional.of("theme")),
            new Relationship("dialogues", List.of("dialogues"), true, Optional.of("theme")));
    assertThat(folder.model().type("pages").orElseThrow().relationships())
        .containsEntry(
            "reflections",
            new Relationship("reflections", List.of("reflections"), true, Optional.of("passages")));
    assertThat(folder.model().type("reflections").orElseThrow().relationships())
        .containsEntry(
            "passages",
            new Relationship(
                "passages",
                List.of("inspirations", "principles", "pages"),
                true,
                Optional.empty()));
  }

  @Test
  void aNewTypeIsANewFile() throws Exception {
    folder.write("types/quotes.json", QUOTES);
    folder.write(
        "catalogue/quotes/et-citat.json",
        """
        {"type": "quotes", "id": "et-citat", "attributes": {"text": {"da": "Mod smitter."}},
         "relationships": {"themes": [{"type": "themes", "id": "mod"}]}}
        """);

    ContentModel model = folder.model();

    assertThat(model.type("quotes").orElseThrow().singular())
        .isEqualTo(new LocalizedText("citat", "quotation"));
    assertThat(model.type("themes").orElseThrow().relationships()).containsKey("quotes");
    assertThat(new CatalogueFiles(folder.path(), model).read())
        .extracting(EntryDocument::id)
        .contains(new EntryId("quotes", "et-citat"));
  }

  @Test
  void aNewTypesOwnRulesHold() throws Exception {
    folder.write("types/quotes.json", QUOTES);
    JsonNode entry =
        JSON.readTree(
            """
            {"type": "quotes", "id": "x", "attributes": {"text": {"da": "Ja"}, "said": "i går"}}
            """);

    assertThat(folder.model().faults("x.json", entry))
        .containsExactly(
            new Fault(
                "x.json",
                "/attributes/said",
                new LocalizedText(
                    "Ret \"i går\", så den passer til 'date'.",
                    "Change \"i går\" so that it matches 'date'.")));
  }

  @Test
  void anEntryWithoutTypeIsToldTheTypesThereAre() throws Exception {
    assertThat(folder.model().faults("x.json", JSON.readTree("{}")))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.message().da())
                    .startsWith("Tilføj 'type'; skriv en af: catalogues, pages, themes"));
  }

  @Test
  void aPictureNeedsItsAlternativeText() throws Exception {
    JsonNode entry =
        JSON.readTree(
            """
            {"type": "portraits", "id": "x",
             "attributes": {"name": "N", "text": {"da": "T"}, "picture": {"url": "ftp://x"}},
             "relationships": {"initiative": {"type": "initiatives", "id": "lederportraetter"}}}
            """);

    assertThat(folder.model().faults("x.json", entry))
        .extracting(Fault::pointer, fault -> fault.message().in("en"))
        .containsExactlyInAnyOrder(
            tuple("/attributes/picture", "Add 'alt'."),
            tuple(
                "/attributes/picture/url",
                "Write the address of an uploaded picture, which begins with /media/, or one that"
                    + " begins with https://; it says \"ftp://x\"."));
  }

  @Test
  void aReservedNameIsRefused() throws Exception {
    folder.write("types/search.json", QUOTES.replace("\"quotes\"", "\"search\""));

    assertFault(
        tuple(
            "types/search.json",
            "/properties/type/const",
            "Vælg et andet navn end 'search'; det bruger tjenesten selv."));
  }

  @Test
  void aTypeIsNamedAsItsFile() throws Exception {
    folder.write("types/citater.json", QUOTES);

    assertFault(
        tuple(
            "types/citater.json",
            "/properties/type/const",
            "Skriv 'citater' her, eller omdøb filen til quotes.json."));
  }

  @Test
  void aRelationshipToAnUnknownTypeIsRefused() throws Exception {
    folder.write("types/quotes.json", QUOTES.replace("[\"themes\"]", "[\"theme\"]"));

    assertFault(
        tuple(
            "types/quotes.json",
            "/properties/relationships/properties/themes/x-targets/0",
            "Der er ingen indholdstype 'theme'; mente du 'themes'?"));
  }

  @Test
  void twoRelationshipsCannotHaveOneOtherEnd() throws Exception {
    folder.write(
        "types/quotes.json",
        QUOTES.replace("\"x-inverse\": \"quotes\"", "\"x-inverse\": \"title\""));

    assertFault(
        tuple(
            "types/quotes.json",
            "/properties/relationships/properties/themes/x-inverse",
            "Vælg et andet navn end 'title'; themes har allerede et felt med det navn."));

    folder.write(
        "types/quotes.json",
        QUOTES.replace("\"x-inverse\": \"quotes\"", "\"x-inverse\": \"principles\""));

    assertFault(
        tuple(
            "types/quotes.json",
            "/properties/relationships/properties/themes/x-inverse",
            "Vælg et andet navn end 'principles'; themes har allerede et felt med det navn."));
  }

  @Test
  void aTitleAttributeMustBeThereBePlainTextAndBeRequired() throws Exception {
    folder.change(THEMES, "", type -> type.put("x-titleAttribute", "titel"));
    folder.change(PAGES, "", type -> type.put("x-titleAttribute", "body"));
    folder.change(
        "types/initiatives.json",
        "/properties/attributes",
        attributes -> ((ArrayNode) attributes.path("required")).remove(0));

    assertFaults(
        tuple(
            "types/initiatives.json",
            "/properties/attributes/required",
            "Tilføj 'title'; uden den har en post intet navn."),
        tuple(
            PAGES, "/x-titleAttribute", "Vælg en attribut, der er ren tekst; 'body' er det ikke."),
        tuple(THEMES, "/x-titleAttribute", "Typen har ingen attribut 'titel'; mente du 'title'?"));
  }

  @Test
  void aMisspeltHintOrKeywordIsToldWithItsRightName() throws Exception {
    folder.change(
        THEMES,
        "/properties/attributes/properties/order",
        order -> {
          order.set("x-lable", order.remove("x-label"));
          order.set("minimun", order.remove("minimum"));
        });
    folder.change(THEMES, "", type -> type.set("x-plurals", type.remove("x-plural")));

    assertFaults(
        tuple(
            THEMES,
            "/properties/attributes/properties/order/x-lable",
            "Omdøb 'x-lable' til 'x-label'."),
        tuple(
            THEMES,
            "/properties/attributes/properties/order/minimun",
            "Omdøb 'minimun' til 'minimum'."),
        tuple(THEMES, "/x-plurals", "Omdøb 'x-plurals' til 'x-plural'."));
  }

  @Test
  void aHintWithAWrongValueIsTold() throws Exception {
    folder.change(
        THEMES,
        "/properties/attributes/properties",
        attributes -> {
          ((ObjectNode) attributes.path("title")).put("x-search", "titel");
          ((ObjectNode) attributes.path("tagline")).put("x-filterable", "ja");
        });

    assertFaults(
        tuple(
            THEMES,
            "/properties/attributes/properties/title/x-search",
            "Skriv en af værdierne title, keywords, body i stedet for \"titel\"; mente du 'title'?"),
        tuple(
            THEMES,
            "/properties/attributes/properties/tagline/x-filterable",
            "Skriv true eller false i stedet for \"ja\"."));
  }

  @Test
  void aHintThatDoesNotFitItsAttributeIsTold() throws Exception {
    folder.change(
        PAGES,
        "/properties/attributes/properties",
        attributes -> {
          ((ObjectNode) attributes.path("order")).put("x-search", "body");
          ((ObjectNode) attributes.path("body")).put("x-filterable", true);
        });

    assertFaults(
        tuple(
            PAGES,
            "/properties/attributes/properties/order/x-search",
            "Fjern 'x-search'; kun tekst kan søges."),
        tuple(
            PAGES,
            "/properties/attributes/properties/body/x-filterable",
            "Fjern 'x-filterable'; kun korte værdier kan filtreres og sorteres."));
  }

  @Test
  void anObjectThatIsLeftOpenIsRefused() throws Exception {
    folder.change(THEMES, "", type -> type.put("additionalProperties", true));

    assertFault(tuple(THEMES, "/additionalProperties", "Skriv false her i stedet for true."));
  }

  @Test
  void whatJsonApiKeepsForItselfIsNoName() throws Exception {
    folder.write(
        "types/quotes.json",
        QUOTES
            .replace("\"said\"", "\"links\"")
            .replace("\"x-inverse\": \"quotes\"", "\"x-inverse\": \"Citater fra\""));

    assertFaults(
        tuple(
            "types/quotes.json",
            "/properties/attributes/properties/links",
            "Vælg et andet navn end 'links'; det bruger JSON:API selv."),
        tuple(
            "types/quotes.json",
            "/properties/relationships/properties/themes/x-inverse",
            "Begynd navnet med et lille bogstav, og brug kun a–z, A–Z og cifre; 'Citater fra' kan"
                + " ikke bruges."));
  }

  @Test
  void anAttributeAndARelationshipCannotShareAName() throws Exception {
    folder.write("types/quotes.json", QUOTES.replace("\"said\"", "\"themes\""));

    assertFault(
        tuple(
            "types/quotes.json",
            "/properties/relationships/properties/themes",
            "Omdøb relationen 'themes'; typen har allerede en attribut med det navn."));
  }

  @Test
  void aReferenceToNowhereIsToldAndNeverFetched() throws Exception {
    folder.change(
        PAGES,
        "/properties/attributes/properties",
        attributes -> {
          ((ObjectNode) attributes.path("title")).put("$ref", "common.json#/$defs/localisedText");
          ((ObjectNode) attributes.path("body")).put("$ref", "https://example.org/text.json");
        });

    assertThat(folder.faults())
        .extracting(Fault::file, Fault::pointer)
        .contains(tuple(PAGES, "/properties/attributes/properties/body/$ref"));
    assertThat(folder.faults())
        .filteredOn(fault -> fault.pointer().endsWith("/title/$ref"))
        .extracting(fault -> fault.message().da())
        .containsExactly(
            "'common.json#/$defs/localisedText' findes ikke; mente du"
                + " 'common.json#/$defs/localizedText'?");
  }

  @Test
  void aPatternThatIsNoRegularExpressionIsTold() throws Exception {
    folder.change("types/common.json", "/$defs/id", id -> id.put("pattern", "[a-z"));

    assertFault(
        tuple(
            "types/common.json", "/$defs/id/pattern", "Ret \"[a-z\", så den passer til 'regex'."));
  }

  @Test
  void aRequiredMemberThatNobodyDescribedIsTold() throws Exception {
    folder.change(
        THEMES,
        "/properties/attributes",
        attributes -> ((ArrayNode) attributes.path("required")).add("ordre"));
    folder.change(THEMES, "", type -> ((ArrayNode) type.path("required")).remove(3));

    assertFaults(
        tuple(THEMES, "/required", "Tilføj 'relationships'."),
        tuple(
            THEMES,
            "/properties/attributes/required/2",
            "'ordre' er ikke beskrevet; mente du 'order'?"));
  }

  @Test
  void aSchemaThatIsNoJsonSchemaIsRefused() throws Exception {
    folder.change(
        THEMES, "/properties/attributes/properties/order", order -> order.put("minimum", "nul"));

    assertThat(folder.faults())
        .extracting(Fault::file, Fault::pointer)
        .containsExactly(tuple(THEMES, "/properties/attributes/properties/order/minimum"));
  }

  @Test
  void aFolderWithoutTypesIsToldSo(@TempDir Path empty) {
    assertThat(CatalogueCheck.faults(empty))
        .extracting(Fault::file, Fault::pointer)
        .containsExactly(tuple("types", ""));
  }

  private void assertFault(Tuple expected) {
    assertFaults(expected);
  }

  private void assertFaults(Tuple... expected) {
    assertThat(folder.faults())
        .extracting(Fault::file, Fault::pointer, fault -> fault.message().da())
        .containsExactlyInAnyOrder(expected);
  }
}
