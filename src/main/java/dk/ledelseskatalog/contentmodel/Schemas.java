package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A closed set of JSON Schemas that may refer to each other and to the 2020-12 meta-schema, and to
 * nothing else: no schema is ever fetched over the network. Thread-safe.
 */
final class Schemas {
  private static final String BASE = "https://content-model.invalid/";
  private static final String CLASSPATH = "classpath:";
  private static final int MAX_REFERENCES = 16;

  private final Map<String, JsonNode> documents;
  private final JsonSchemaFactory factory;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .formatAssertionsEnabled(true)
          .build();

  /**
   * @param documents the schemas by file name, such as {@code types/themes.json}
   */
  Schemas(Map<String, ? extends JsonNode> documents) {
    this.documents = Map.copyOf(documents);
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            // Hints are ours to read; without this the library logs a warning for each.
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();
    this.factory =
        JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
            .metaSchema(dialect)
            .schemaLoaders(loaders -> loaders.add(iri -> () -> open(iri)))
            .build();
  }

  /** Compiles a schema now, so that a reference to nowhere shows at once. */
  void compile(String file) {
    schema(file).initializeValidators();
  }

  /** What the schema in {@code schemaFile} says against a document; empty if it is valid. */
  List<Fault> faults(String schemaFile, String file, JsonNode document) {
    return faults(schema(schemaFile), file, document);
  }

  /** What the meta-schema of JSON Schema 2020-12 says against a schema. */
  List<Fault> metaFaults(String file, JsonNode schema) {
    return faults(
        compiled.computeIfAbsent(
            SchemaId.V202012, iri -> factory.getSchema(SchemaLocation.of(iri), config)),
        file,
        schema);
  }

  /**
   * A part of a schema with whatever it refers to in its place, and without hints.
   *
   * @param pointer to a part that is an object
   */
  ObjectNode complete(String file, String pointer) {
    JsonNode document = document(file);
    return (ObjectNode) complete(document.at(pointer), file, MAX_REFERENCES);
  }

  /** A schema that refers to itself ends in one that says nothing. */
  private JsonNode complete(JsonNode schema, String file, int left) {
    if (schema.isArray()) {
      ArrayNode parts = JsonNodeFactory.instance.arrayNode();
      schema.forEach(part -> parts.add(complete(part, file, left)));
      return parts;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    if (schema.path("$ref").isTextual() && left > 0) {
      List<String> reference = List.of(schema.get("$ref").textValue().split("#", 2));
      String other = reference.get(0).isEmpty() ? file : "types/" + reference.get(0);
      whole.setAll((ObjectNode) complete(document(other).at(reference.get(1)), other, left - 1));
    }
    schema
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().startsWith("x-") && !member.getKey().equals("$ref")) {
                whole.set(member.getKey(), complete(member.getValue(), file, left));
              }
            });
    return whole;
  }

  private JsonNode document(String file) {
    JsonNode document = documents.get(file);
    if (document == null) {
      throw new IllegalArgumentException("No schema " + file + " in the content model");
    }
    return document;
  }

  private JsonSchema schema(String file) {
    return compiled.computeIfAbsent(
        file, name -> factory.getSchema(SchemaLocation.of(BASE + name), config));
  }

  private List<Fault> faults(JsonSchema schema, String file, JsonNode document) {
    List<Violation> violations =
        schema.validate(document).stream()
            .map(message -> violation(message, document))
            .distinct()
            .toList();
    Map<String, Set<String>> misspelt = new HashMap<>();
    for (Violation violation : violations) {
      violation
          .meant()
          .ifPresent(
              meant ->
                  misspelt.computeIfAbsent(violation.location(), at -> new HashSet<>()).add(meant));
    }
    Map<String, Fault> faults = new LinkedHashMap<>();
    for (Violation violation : violations) {
      // "Rename 'titel' to 'title'" says it all; "add 'title'" beside it would mislead.
      if (!violation.missingOneOf(misspelt.getOrDefault(violation.location(), Set.of()))) {
        Fault fault = new Fault(file, violation.pointer(), violation.sentence());
        faults.putIfAbsent(fault.pointer() + fault.message(), fault);
      }
    }
    return new ArrayList<>(faults.values());
  }

  private Violation violation(ValidationMessage message, JsonNode document) {
    String location = message.getInstanceLocation().toString();
    String keywordAt = message.getSchemaLocation().getFragment().toString();
    AbsoluteIri iri = message.getSchemaLocation().getAbsoluteIri();
    JsonNode schema = iri == null ? null : documents.get(name(iri.toString()));
    JsonNode keywords =
        schema == null
            // A keyword of the meta-schema, which is not ours to look around in.
            ? JsonNodeFactory.instance.objectNode().set(message.getType(), message.getSchemaNode())
            : schema.at(JsonPointer.compile(keywordAt).head());
    return new Violation(
        message.getType(),
        location,
        Optional.ofNullable(message.getProperty()),
        document.at(location),
        keywords,
        message.getMessage());
  }

  private static String name(String iri) {
    return iri.startsWith(BASE) ? iri.substring(BASE.length()) : iri;
  }

  private InputStream open(AbsoluteIri iri) throws FileNotFoundException {
    String address = iri.toString();
    JsonNode document = documents.get(name(address));
    if (document != null) {
      return new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8));
    }
    // The library maps the addresses of the meta-schemas to resources of its own.
    InputStream resource =
        address.startsWith(CLASSPATH)
            ? JsonSchema.class
                .getClassLoader()
                .getResourceAsStream(address.substring(CLASSPATH.length()))
            : null;
    if (resource == null) {
      throw new FileNotFoundException("No schema " + address + " in the content model");
    }
    return resource;
  }
}
