package dk.ledelseskatalog.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private static final URI SITE = URI.create("https://katalog.example.dk");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ObjectNode document = JSON.createObjectNode();

  @BeforeAll
  static void describe() throws Exception {
    document = OpenApi.document(ContentModel.read(Path.of("content-model")), SITE);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void everyPathVariableIsDescribedAndEveryOperationHasItsOwnName() {
    Set<String> names = new HashSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation ->
                            assertThat(names.add(operation.path("operationId").asText()))
                                .as(path.getKey())
                                .isTrue()));
    assertThat(names).hasSizeGreaterThan(100);
  }

  @Test
  void aNewTypeFileAppearsByItself(@TempDir Path folder) throws Exception {
    copy(Path.of("content-model/types"), folder.resolve("types"));
    Files.writeString(
        folder.resolve("types/podcasts.json"),
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "podcasts",
         "description": "To listen to.", "x-singular": {"da": "podcast", "en": "podcast"},
         "x-plural": {"da": "podcasts", "en": "podcasts"}, "x-order": 95,
         "x-titleAttribute": "title", "type": "object",
         "properties": {"type": {"const": "podcasts"}, "id": {"$ref": "common.json#/$defs/id"},
          "attributes": {"type": "object", "properties": {
            "title": {"$ref": "common.json#/$defs/localizedText", "x-filterable": true,
              "x-label": {"da": "Titel", "en": "Title"}},
            "minutes": {"type": "integer", "maximum": 90,
              "x-label": {"da": "Minutter", "en": "Minutes"}}},
            "required": ["title"], "additionalProperties": false},
          "relationships": {"type": "object", "properties": {
            "theme": {"$ref": "common.json#/$defs/identifier", "x-targets": ["themes"],
              "x-inverse": "podcasts"}}, "additionalProperties": false}},
         "required": ["type", "id", "attributes"], "additionalProperties": false}
        """);

    ObjectNode described = OpenApi.document(ContentModel.read(folder), SITE);

    assertThat(described.path("paths").has("/api/podcasts/{id}/relationships/theme")).isTrue();
    assertThat(described.path("paths").has("/api/themes/{id}/podcasts")).isTrue();
    assertThat(
            described.at(
                "/components/schemas/Podcasts/properties/attributes/properties/minutes/maximum"))
        .hasToString("90");
    // A draft may be too long, and lack its title.
    JsonNode draft = described.at("/components/schemas/PodcastsDraftAttributes");
    assertThat(draft.at("/properties/minutes/anyOf/0")).hasToString("{\"type\":\"integer\"}");
    assertThat(draft.at("/properties/title/anyOf/0/properties/da/type").asText())
        .isEqualTo("string");
    assertThat(draft.findValues("required")).isEmpty();
    assertThat(described.at("/paths/~1api~1podcasts/get/parameters").toString())
        .contains("filter-title", "sort");
  }

  /** What `npm ci --prefix src/test/js` installed; `./verify` does so first. */
  @Test
  void lintersAcceptItAndTypesAreMadeOfIt() throws Exception {
    Path file = Path.of("target/openapi.json");
    Files.createDirectories(file.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    Files.writeString(Path.of("target/openapi.yaml"), Yaml.of(document));
    Path output = Files.createTempFile("openapi", ".log");

    Process check =
        new ProcessBuilder("node", "src/test/js/openapi.mjs", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(check.waitFor(4, TimeUnit.MINUTES)).as("in time").isTrue();
    assertThat(check.exitValue()).as(Files.readString(output)).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(from)) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(file.getFileName().toString()));
    }
  }
}
