package dk.ledelseskatalog.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Profile PROFILE = new Profile(Examples.PUBLIC_URL);
  private static final String IRI = "https://ledelse.example.org/xapi/profile";

  @Test
  void thePublicUrlStandsEverywhere() {
    assertThat(new String(PROFILE.toJson(), StandardCharsets.UTF_8))
        .contains("\"id\": \"" + IRI + "\"")
        .doesNotContain("{publicUrl}");
  }

  @Test
  void everythingDefinedHasAnIdOfItsOwnAndTextsInBothLanguages() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String kind : List.of("concepts", "templates", "patterns")) {
      for (JsonNode each : document().path(kind)) {
        ids.add(each.path("id").asText());
        assertThat(each.path("inScheme")).isEqualTo(document().at("/versions/0/id"));
        for (String text : List.of("prefLabel", "definition")) {
          assertThat(each.path(text).path("da").asText()).isNotBlank();
          assertThat(each.path(text).path("en").asText()).isNotBlank();
        }
      }
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith(IRI + "/"));
  }

  @Test
  void everyActivityTypeIsAConcept() throws IOException {
    List<String> types = new ArrayList<>();
    for (JsonNode concept : document().path("concepts")) {
      if ("ActivityType".equals(concept.path("type").asText())) {
        types.add(concept.path("id").asText());
      }
    }
    Iris iris = new Iris(Examples.PUBLIC_URL);
    List<String> used = new ArrayList<>();
    for (ActivityType type : ActivityType.values()) {
      used.add(iris.activityType(type).toString());
    }
    assertThat(types).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void whatAPatternOrTemplateNamesExists() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String kind : List.of("concepts", "templates", "patterns")) {
      document().path(kind).forEach(each -> ids.add(each.path("id").asText()));
    }
    List<String> named = new ArrayList<>();
    for (JsonNode pattern : document().path("patterns")) {
      for (String kind : List.of("sequence", "alternates")) {
        pattern.path(kind).forEach(each -> named.add(each.asText()));
      }
      for (String kind : List.of("optional", "zeroOrMore", "oneOrMore")) {
        if (pattern.has(kind)) {
          named.add(pattern.path(kind).asText());
        }
      }
    }
    for (JsonNode template : document().path("templates")) {
      template.path("objectStatementRefTemplate").forEach(each -> named.add(each.asText()));
      template.path("contextParentActivityType").forEach(each -> named.add(each.asText()));
      template.path("contextGroupingActivityType").forEach(each -> named.add(each.asText()));
      for (JsonNode own : List.of(template.path("verb"), template.path("objectActivityType"))) {
        if (own.asText().startsWith(IRI)) {
          named.add(own.asText());
        }
      }
    }
    assertThat(named).isNotEmpty().isSubsetOf(ids);
  }

  @Test
  void theCurrentVersionIsFoundByItsNameAndNoOtherIs() {
    assertThat(PROFILE.toJson("1.0.0")).hasValue(PROFILE.toJson());
    assertThat(PROFILE.toJson("9.9.9")).isEmpty();
    assertThat(PROFILE.toJson("../profile")).isEmpty();
  }

  @Test
  void noStatementWithANameOrAnswerPasses() throws IOException {
    for (Map.Entry<String, Statement> example : Examples.all().entrySet()) {
      ObjectNode named = (ObjectNode) JSON.readTree(example.getValue().toJson());
      named.withObject("/actor").put("name", "Kim Lund");
      assertThatThrownBy(() -> PROFILE.check(JSON.writeValueAsBytes(named)))
          .as(example.getKey())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("$.actor.name must not be there");

      ObjectNode answered = (ObjectNode) JSON.readTree(example.getValue().toJson());
      answered.withObject("/result").put("response", "Jeg tænker, at …");
      assertThatThrownBy(() -> PROFILE.check(JSON.writeValueAsBytes(answered)))
          .as(example.getKey())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("$.result");
    }
  }

  @Test
  void anActivityLeadsToTheDefinitionItsStatementsCarry() throws IOException {
    JsonNode statement =
        JSON.readTree(
            Examples.factory().completed(Examples.completed(Examples.REFLECTION)).toJson());

    assertThat(JSON.readTree(PROFILE.definition(Examples.REFLECTION)))
        .isEqualTo(statement.path("object").path("definition"));
    assertThat(PROFILE.iri(Examples.REFLECTION))
        .hasToString(statement.path("object").path("id").asText());
  }

  private static JsonNode document() throws IOException {
    return JSON.readTree(PROFILE.toJson());
  }
}
