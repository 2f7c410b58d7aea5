package dk.ledelseskatalog.contentmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContentModelReferenceTest {
  private static final String BEGIN = "<!-- types: begin -->\n";
  private static final String END = "<!-- types: end -->\n";

  @Test
  void theReferenceTellsTheTypesAsTheyAre() throws Exception {
    String page = Files.readString(Path.of("docs/reference/content-model.md"));
    String told = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));

    String types =
        ContentModel.read(ContentModelFolder.ORIGINAL).types().stream()
            .map(ContentModelReferenceTest::section)
            .collect(Collectors.joining("\n"));

    // To bring the page up to date, paste what was expected between its two marks.
    assertThat(told).isEqualTo(types);
  }

  @Test
  void theReferenceShowsAnEntryOfTheCatalogue() throws Exception {
    String page = Files.readString(Path.of("docs/reference/content-model.md"));
    int begin = page.indexOf("```json\n") + "```json\n".length();
    String shown = page.substring(begin, page.indexOf("```", begin));
    JsonNode entry = new ObjectMapper().readTree(shown);

    Path file =
        ContentModelFolder.ORIGINAL.resolve(
            "catalogue/" + entry.path("type").asText() + "/" + entry.path("id").asText() + ".json");

    assertThat(entry).isEqualTo(new ObjectMapper().readTree(file.toFile()));
  }

  private static String section(ContentType type) {
    JsonNode schema = schema(type);
    StringBuilder section =
        new StringBuilder("### `" + type.name() + "` – " + type.singular().da() + "\n\n")
            .append(schema.path("description").asText())
            .append(type.completable() ? " Completable.\n\n" : "\n\n")
            .append(
                "| attribute | kind | required | search | filter, sort |\n|---|---|---|---|---|\n");
    type.attributes()
        .values()
        .forEach(
            each ->
                section.append(
                    row(
                        "`" + each.name() + "`" + (named(type, each) ? ", names the entry" : ""),
                        kind(each),
                        yes(required(schema, "attributes", each.name())),
                        each.searchRole() == SearchRole.NONE
                            ? ""
                            : each.searchRole().name().toLowerCase(Locale.ROOT),
                        yes(each.filterable()))));
    if (!type.relationships().isEmpty()) {
      section.append("\n| relationship | to | required | other end |\n|---|---|---|---|\n");
    }
    type.relationships()
        .values()
        .forEach(
            each ->
                section.append(
                    row(
                        "`" + each.name() + "`" + (each.derived() ? ", derived" : ""),
                        (each.toMany() ? "many " : "one ")
                            + each.targetTypes().stream()
                                .map(target -> "`" + target + "`")
                                .collect(Collectors.joining(", ")),
                        yes(required(schema, "relationships", each.name())),
                        otherEnd(schema, each))));
    return section.toString();
  }

  private static String otherEnd(JsonNode schema, Relationship relationship) {
    String inverse =
        relationship
            .inverse()
            .orElseGet(
                () ->
                    schema
                        .at("/properties/relationships/properties")
                        .path(relationship.name())
                        .path("x-inverse")
                        .asText());
    return inverse.isEmpty() ? "" : "`" + inverse + "`";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static boolean named(ContentType type, Attribute attribute) {
    return type.titleAttribute().equals(attribute.name());
  }

  private static String kind(Attribute attribute) {
    return attribute.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean required(JsonNode schema, String part, String name) {
    for (JsonNode each : schema.at("/properties/" + part + "/required")) {
      if (each.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String yes(boolean is) {
    return is ? "yes" : "";
  }

  private static JsonNode schema(ContentType type) {
    try {
      return new ObjectMapper()
          .readTree(ContentModelFolder.ORIGINAL.resolve("types/" + type.name() + ".json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
