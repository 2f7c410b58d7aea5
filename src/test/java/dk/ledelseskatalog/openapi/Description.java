package dk.ledelseskatalog.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI description that answers are held against, closed: a member it does not name is a
 * fault, though the description lets clients expect more.
 */
final class Description {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
          .metaSchema(
              JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                  // "components" is not for validation; without this it is logged as unknown.
                  .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                  .build())
          .build();
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final JsonSchema JSON_API = jsonApi();

  private final ObjectNode document;
  private final ObjectNode components;
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  Description(byte[] json) throws IOException {
    this.document = (ObjectNode) JSON.readTree(json);
    close(document.path("paths"));
    close(document.path("components"));
    this.components = (ObjectNode) document.path("components");
  }

  /** What is wrong with an answer; empty if it is as described. */
  List<String> faults(
      String method, String path, @Nullable String query, int status, String type, byte[] body)
      throws IOException {
    Optional<JsonNode> operation =
        template(path)
            .map(
                item -> item.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT)));
    if (operation.isEmpty() || operation.get().isMissingNode()) {
      return status == 404 || status == 405 || status == 401
          ? jsonApiFaults(type, body)
          : List.of(method + " is not described, and gives " + status);
    }
    JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      return List.of("the status " + status + " is not described");
    }
    List<String> faults = new ArrayList<>(jsonApiFaults(type, body));
    if (status < 300) {
      faults.addAll(undescribed(operation.get(), query));
    }
    if (body.length == 0 || method.equals("HEAD")) {
      return faults;
    }
    JsonNode content = content(response, type);
    if (content.isMissingNode()) {
      faults.add("the media type " + type + " is not described for " + status);
    } else if (type.contains("json") && !type.contains("ndjson")) {
      JsonNode json = JSON.readTree(body);
      faults.addAll(faults(content.path("schema"), json));
      codes(response, status, json)
          .forEach(code -> faults.add("the code " + code + " is not described for " + status));
    }
    return faults;
  }

  /** What our JSON Schema of JSON:API 1.1 says against an answer. */
  static List<String> jsonApiFaults(String type, byte[] body) throws IOException {
    if (body.length == 0 || !type.startsWith("application/vnd.api+json")) {
      return List.of();
    }
    return JSON_API.validate(JSON.readTree(body)).stream()
        .map(message -> "JSON:API 1.1: " + message.getMessage())
        .toList();
  }

  private List<String> faults(JsonNode schema, JsonNode json) {
    return compiled
        .computeIfAbsent(
            schema,
            key -> {
              ObjectNode whole = key.deepCopy();
              whole.set("components", components);
              return SCHEMAS.getSchema(whole, CONFIG);
            })
        .validate(json)
        .stream()
        .map(message -> message.getMessage())
        .toList();
  }

  private static Set<String> codes(JsonNode response, int status, JsonNode json) {
    Set<String> unknown = new HashSet<>();
    for (JsonNode error : json.path("errors")) {
      if (error.path("status").asText().equals(Integer.toString(status))) {
        unknown.add(error.path("code").asText());
      }
    }
    response.path("x-error-codes").forEach(code -> unknown.remove(code.asText()));
    return unknown;
  }

  private List<String> undescribed(JsonNode operation, @Nullable String query) {
    Set<String> unknown = new HashSet<>();
    for (String pair : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
      if (!pair.isEmpty()) {
        unknown.add(pair.replaceAll("=.*", ""));
      }
    }
    unknown.removeAll(parameters(operation));
    return unknown.stream().map(name -> "the parameter " + name + " is not described").toList();
  }

  /** The names of the query parameters of an operation. */
  Set<String> parameters(JsonNode operation) {
    Set<String> names = new HashSet<>();
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter = resolved(each);
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  JsonNode paths() {
    return document.path("paths");
  }

  private Optional<JsonNode> template(String path) {
    return paths().properties().stream()
        .filter(each -> path.matches(pattern(each.getKey())))
        .max(Comparator.comparingInt(each -> each.getKey().replaceAll("\\{[^}]*}", "").length()))
        .map(Map.Entry::getValue);
  }

  private static String pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    for (String part : List.of(template.split("(?=\\{)|(?<=})", -1))) {
      pattern.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return pattern.toString();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static JsonNode content(JsonNode response, String type) {
    String base = type.replaceAll(";.*", "").strip();
    for (Map.Entry<String, JsonNode> each : response.path("content").properties()) {
      if (each.getKey().replaceAll(";.*", "").strip().equals(base)) {
        return each.getValue();
      }
    }
    return JSON.missingNode();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Description::close);
  }

  private static JsonSchema jsonApi() {
    try (InputStream schema = Description.class.getResourceAsStream("/json-api-1.1.schema.json")) {
      return SCHEMAS.getSchema(Objects.requireNonNull(schema), CONFIG);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
