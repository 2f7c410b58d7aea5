package dk.ledelseskatalog.jsonapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.spelling.Characters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one resource object a caller sends to create or update a resource (JSON:API 1.1, Creating,
 * Updating and Deleting Resources). Its shape is right; what its attributes mean, the receiver
 * checks.
 *
 * @param id the name the caller gives it; empty where the server is to choose one
 * @param lid the caller's local id, which may be used in the request only
 * @param attributes empty where the caller sent none
 * @param relationships the linkage of each; every member has one
 * @param meta empty where the caller sent none
 */
public record RequestDocument(
    String type,
    Optional<String> id,
    Optional<String> lid,
    ObjectNode attributes,
    Map<String, Linkage> relationships,
    ObjectNode meta) {
  /** Deepest nesting of objects and arrays that is read. */
  public static final int MAX_DEPTH = 64;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  public RequestDocument {
    relationships = Collections.unmodifiableMap(new LinkedHashMap<>(relationships));
  }

  /**
   * Reads a request to create a resource of a type. Never reads more than {@link
   * RequestBody#MAX_BYTES} + 1 bytes.
   *
   * @throws JsonApiException 413 for a body too large, 400 for JSON that is malformed, too deep or
   *     not a JSON:API document, 409 for another type, 403 for an id chosen by the caller
   */
  public static RequestDocument readCreate(InputStream body, String type) {
    RequestDocument document = readCreateNamed(body, type);
    if (document.id().isPresent()) {
      throw new JsonApiException(
          ErrorObject.of(
              403,
              "client-generated-id",
              ErrorObject.Source.pointer("/data/id"),
              "Serveren vælger id. Udelad \"id\".",
              "The server chooses the id. Leave \"id\" out."));
    }
    return document;
  }

  /** Like {@link #readCreate}, where the caller may choose the id. */
  public static RequestDocument readCreateNamed(InputStream body, String type) {
    JsonNode data = resource(body, type, "Her oprettes kun ", "Only ", " are created here.");
    JsonNode id = data.path("id");
    if (!id.isMissingNode() && !id.isTextual()) {
      throw invalid("/data/id", "\"id\" skal være en tekst.", "\"id\" must be a string.");
    }
    JsonNode lid = data.path("lid");
    if (!lid.isMissingNode() && !lid.isTextual()) {
      throw invalid("/data/lid", "\"lid\" skal være en tekst.", "\"lid\" must be a string.");
    }
    return new RequestDocument(
        type,
        Optional.ofNullable(id.textValue()),
        Optional.ofNullable(lid.textValue()),
        object(data, "attributes"),
        relationships(object(data, "relationships")),
        object(data, "meta"));
  }

  /**
   * Reads a request to change a resource. Members that are not sent are to stay as they are. Never
   * reads more than {@link RequestBody#MAX_BYTES} + 1 bytes.
   *
   * @param id of the resource the request is addressed to
   * @throws JsonApiException 413 for a body too large, 400 for JSON that is malformed, too deep or
   *     not a JSON:API document, 409 for another type or id
   */
  public static RequestDocument readUpdate(InputStream body, String type, String id) {
    JsonNode data = resource(body, type, "Her ændres kun ", "Only ", " are changed here.");
    JsonNode actual = data.path("id");
    if (!actual.isTextual()) {
      throw invalid(
          "/data/id",
          "\"id\" mangler eller er ikke en tekst. Send det id, der står i adressen.",
          "\"id\" is missing or not a string. Send the id that stands in the address.");
    }
    if (!actual.textValue().equals(id)) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              "wrong-id",
              ErrorObject.Source.pointer("/data/id"),
              "\"id\" er et andet end adressens. Send det samme begge steder.",
              "\"id\" is not the one in the address. Send the same in both places."));
    }
    return new RequestDocument(
        type,
        Optional.of(id),
        Optional.empty(),
        object(data, "attributes"),
        relationships(object(data, "relationships")),
        object(data, "meta"));
  }

  /** The linkage of a relationship, if the caller sent it. */
  public Optional<Linkage> relationship(String name) {
    return Optional.ofNullable(relationships.get(name));
  }

  /**
   * Refuses members the receiver does not know, so that a misspelt one is not silently lost.
   *
   * @throws JsonApiException 400 naming each of them and the nearest right name
   */
  public void requireOnly(Set<String> knownAttributes, Set<String> knownRelationships) {
    List<ErrorObject> errors = new ArrayList<>();
    attributes
        .fieldNames()
        .forEachRemaining(name -> unknown("attributes", name, knownAttributes, errors));
    relationships
        .keySet()
        .forEach(name -> unknown("relationships", name, knownRelationships, errors));
    if (!errors.isEmpty()) {
      throw new JsonApiException(errors);
    }
  }

  private static void unknown(
      String kind, String name, Set<String> known, List<ErrorObject> errors) {
    // Members that begin with @ are for the caller's own use and ignored (1.1, @-Members).
    if (!known.contains(name) && !name.startsWith("@")) {
      Suggestion suggestion = Suggestion.nearest(name, known);
      errors.add(
          ErrorObject.of(
              400,
              "unknown-member",
              ErrorObject.Source.pointer("/data/" + kind + "/" + pointerSegment(Echo.name(name))),
              "\"" + Echo.name(name) + "\" kendes ikke her." + suggestion.da(),
              "\"" + Echo.name(name) + "\" is not known here." + suggestion.en()));
    }
  }

  private static JsonNode resource(
      InputStream body, String type, String da, String en, String enEnd) {
    JsonNode document = read(body);
    requireWholeCharacters(document, "");
    JsonNode data = document.path("data");
    if (!data.isObject()) {
      throw invalid(
          "/data", "Send ét ressourceobjekt i \"data\".", "Send one resource object in \"data\".");
    }
    JsonNode actual = data.path("type");
    if (!actual.isTextual()) {
      throw invalid(
          "/data/type",
          "\"type\" mangler eller er ikke en tekst. Send \"" + type + "\".",
          "\"type\" is missing or not a string. Send \"" + type + "\".");
    }
    if (!actual.textValue().equals(type)) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              "wrong-type",
              ErrorObject.Source.pointer("/data/type"),
              da + type + ".",
              en + type + enEnd));
    }
    return data;
  }

  /** Any JSON, bounded. */
  static JsonNode read(InputStream body) {
    byte[] bytes = RequestBody.read(body);
    try {
      try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(bytes))) {
        JsonNode json = JSON.readTree(parser);
        if (json == null) {
          throw malformed();
        }
        return json;
      }
    } catch (StreamConstraintsException e) {
      throw new JsonApiException(
          ErrorObject.of(
              400,
              "json-too-deep",
              "JSON må højst være " + MAX_DEPTH + " niveauer dyb og uden kæmpestore værdier.",
              "JSON must be at most " + MAX_DEPTH + " levels deep and without giant values."));
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw malformed();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be read
    }
  }

  /** JSON can say NUL and half a surrogate pair; no database and no answer can. */
  private static void requireWholeCharacters(JsonNode json, String pointer) {
    if (json.isTextual() && !Characters.areWhole(json.textValue())) {
      throw halfCharacter(pointer);
    }
    for (int i = 0; json.isArray() && i < json.size(); i++) {
      requireWholeCharacters(json.get(i), pointer + '/' + i);
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!Characters.areWhole(member.getKey())) {
        throw halfCharacter(pointer);
      }
      requireWholeCharacters(
          member.getValue(), pointer + '/' + pointerSegment(Echo.name(member.getKey())));
    }
  }

  private static JsonApiException halfCharacter(String pointer) {
    return new JsonApiException(
        ErrorObject.of(
            400,
            "invalid-text",
            ErrorObject.Source.pointer(pointer),
            "Teksten har et NUL-tegn eller et halvt tegn, som ikke kan gemmes. Fjern det.",
            "The text has a NUL or half a character, which cannot be kept. Take it out."));
  }

  private static JsonApiException malformed() {
    return new JsonApiException(
        ErrorObject.of(
            400,
            "malformed-json",
            ErrorObject.Source.pointer(""),
            "Indholdet er ikke gyldig JSON i UTF-8, eller et navn står der to gange.",
            "The body is not valid JSON in UTF-8, or a name stands in it twice."));
  }

  private static ObjectNode object(JsonNode parent, String name) {
    JsonNode child = parent.path(name);
    if (child.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (child instanceof ObjectNode object) {
      return object;
    }
    throw invalid(
        "/data/" + name,
        "\"" + name + "\" skal være et objekt.",
        "\"" + name + "\" must be an object.");
  }

  private static Map<String, Linkage> relationships(ObjectNode json) {
    Map<String, Linkage> relationships = new LinkedHashMap<>();
    json.properties()
        .forEach(
            member -> {
              if (member.getKey().startsWith("@")) {
                return;
              }
              String pointer =
                  "/data/relationships/" + pointerSegment(Echo.name(member.getKey())) + "/data";
              if (!member.getValue().has("data")) {
                throw invalid(
                    pointer, "Relationen mangler \"data\".", "The relationship lacks \"data\".");
              }
              relationships.put(member.getKey(), linkage(member.getValue().get("data"), pointer));
            });
    return relationships;
  }

  private static Linkage linkage(JsonNode data, String pointer) {
    if (data.isNull()) {
      return new Linkage.None();
    }
    if (data.isArray()) {
      List<ResourceIdentifier> targets = new ArrayList<>();
      for (int i = 0; i < data.size(); i++) {
        targets.add(identifier(data.get(i), pointer + "/" + i));
      }
      return new Linkage.Many(targets);
    }
    return new Linkage.One(identifier(data, pointer));
  }

  private static ResourceIdentifier identifier(JsonNode json, String pointer) {
    JsonNode type = json.path("type");
    JsonNode id = json.path("id");
    if (!type.isTextual() || !id.isTextual()) {
      throw invalid(
          pointer,
          "Send et objekt med \"type\" og \"id\" som tekster.",
          "Send an object with \"type\" and \"id\" as strings.");
    }
    if (json.has("meta") && !json.get("meta").isObject()) {
      throw invalid(
          pointer + "/meta", "\"meta\" skal være et objekt.", "\"meta\" must be an object.");
    }
    return new ResourceIdentifier(
        type.textValue(),
        id.textValue(),
        json.get("meta") instanceof ObjectNode meta ? Optional.of(meta) : Optional.empty());
  }

  /** RFC 6901: {@code ~} and {@code /} inside a name are escaped. */
  private static String pointerSegment(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static JsonApiException invalid(String pointer, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(400, "invalid-document", ErrorObject.Source.pointer(pointer), da, en));
  }
}
