package dk.ledelseskatalog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What JSON:API 1.1 says every document must be, checked on answers the tests see. */
final class JsonApiRules {
  private JsonApiRules() {}

  static void check(JsonNode document) {
    // Document Structure, Top Level.
    onlyMembers(document, Set.of("data", "errors", "meta", "jsonapi", "links", "included"));
    assertThat(document.has("data") || document.has("errors") || document.has("meta")).isTrue();
    assertThat(document.has("data") && document.has("errors")).isFalse();
    if (document.has("included")) {
      assertThat(document.has("data")).isTrue();
    }
    assertThat(document.at("/jsonapi/version").textValue()).isEqualTo("1.1");
    links(document.path("links"));
    if (!document.has("errors")) {
      assertThat(document.at("/links/describedby").asText()).endsWith("/openapi");
    }
    Map<String, JsonNode> resources = new HashMap<>();
    List<JsonNode> primary = list(document.path("data"));
    for (JsonNode node : primary) {
      resourceOrIdentifier(node);
      assertThat(resources.put(key(node), node)).as("twice: " + key(node)).isNull();
    }
    Set<String> included = new HashSet<>();
    for (JsonNode node : document.path("included")) {
      resourceOrIdentifier(node);
      // Compound Documents: not more than one resource object for each type and id.
      JsonNode before = resources.put(key(node), node);
      assertThat(before == null || !before.has("attributes")).as("twice: " + key(node)).isTrue();
      included.add(key(node));
    }
    fullLinkage(primary, resources, included);
  }

  /** For documents without sparse fieldsets, which are allowed to break the chain. */
  private static void fullLinkage(
      List<JsonNode> primary, Map<String, JsonNode> resources, Set<String> included) {
    Set<String> reached = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>();
    for (JsonNode node : primary) {
      open.add(resources.getOrDefault(key(node), node));
      reached.add(key(node));
    }
    while (!open.isEmpty()) {
      for (JsonNode relationship : open.remove().path("relationships")) {
        for (JsonNode target : list(relationship.path("data"))) {
          JsonNode resource = resources.get(key(target));
          if (reached.add(key(target)) && resource != null) {
            open.add(resource);
          }
        }
      }
    }
    assertThat(reached).containsAll(included);
  }

  private static void resourceOrIdentifier(JsonNode node) {
    onlyMembers(node, Set.of("type", "id", "attributes", "relationships", "links", "meta"));
    assertThat(node.path("type").isTextual()).isTrue();
    assertThat(node.path("id").isTextual()).isTrue();
    Set<String> fields = new HashSet<>();
    node.path("attributes").fieldNames().forEachRemaining(fields::add);
    // Fields: attributes and relationships share a namespace, which type and id are not in.
    node.path("relationships")
        .fieldNames()
        .forEachRemaining(name -> assertThat(fields.add(name)).as(name).isTrue());
    assertThat(fields).doesNotContain("type", "id");
    for (JsonNode relationship : node.path("relationships")) {
      onlyMembers(relationship, Set.of("links", "data", "meta"));
      assertThat(relationship.isEmpty()).isFalse();
      links(relationship.path("links"));
      for (JsonNode target : list(relationship.path("data"))) {
        onlyMembers(target, Set.of("type", "id", "lid", "meta"));
        assertThat(target.path("type").isTextual() && target.path("id").isTextual()).isTrue();
      }
    }
    links(node.path("links"));
  }

  private static void links(JsonNode links) {
    for (JsonNode link : links) {
      String href = link.isObject() ? link.path("href").textValue() : link.textValue();
      assertThat(java.net.URI.create(String.valueOf(href)).isAbsolute()).isTrue();
    }
  }

  private static List<JsonNode> list(JsonNode data) {
    List<JsonNode> list = new ArrayList<>();
    if (data.isArray()) {
      data.forEach(list::add);
    } else if (data.isObject()) {
      list.add(data);
    }
    return list;
  }

  private static String key(JsonNode node) {
    return node.path("type").asText() + "/" + node.path("id").asText();
  }

  private static void onlyMembers(JsonNode node, Set<String> allowed) {
    node.fieldNames().forEachRemaining(name -> assertThat(allowed).contains(name));
  }
}
