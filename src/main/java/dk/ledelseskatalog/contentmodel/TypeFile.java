package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.Attribute.Kind;
import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of {@code content-model/types} whose shape {@code type-file.json} has found right. Says
 * what is wrong with it in itself; what is wrong between types is {@link ContentModel}'s to say.
 */
final class TypeFile {
  /** Names the HTTP surface uses for itself, so that no content type can hide or be hidden. */
  private static final Set<String> RESERVED_TYPES =
      Set.of(
          "activities",
          "api-tokens",
          "audit-events",
          "changes",
          "comments",
          "common",
          "completions",
          "corrections",
          "courses",
          "editor",
          "enrolments",
          "entries",
          "erasures",
          "exclusions",
          "findings",
          "health",
          "index",
          "me",
          "media",
          "metrics",
          "openapi",
          "outbox",
          "outbox-messages",
          "outbox-resends",
          "packages",
          "persons",
          "previews",
          "profile",
          "quality-report",
          "reconciliations",
          "relationships",
          "releases",
          "retention-reports",
          "schedules",
          "search",
          "search-log",
          "searches",
          "sessions",
          "statements",
          "suggestions",
          "team-memberships",
          "teams",
          "transitions",
          "types",
          "versions",
          "webhook-messages",
          "webhooks");

  /** JSON:API keeps these for itself in or beside the attributes of a resource object. */
  private static final Set<String> RESERVED_MEMBERS =
      Set.of("attributes", "id", "included", "lid", "links", "meta", "relationships", "type");

  private static final Pattern TYPE_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern MEMBER_NAME = Pattern.compile("[a-z][a-zA-Z0-9]*");
  private static final String COMMON = "common.json#/$defs/";

  private static final Set<Kind> TITLES = EnumSet.of(Kind.STRING, Kind.LOCALIZED_TEXT);
  private static final Set<Kind> FILTERABLE =
      EnumSet.of(Kind.STRING, Kind.NUMBER, Kind.BOOLEAN, Kind.LOCALIZED_TEXT);
  private static final Set<Kind> SEARCHABLE =
      EnumSet.of(Kind.STRING, Kind.LOCALIZED_TEXT, Kind.LOCALIZED_MARKDOWN, Kind.LOCALIZED_TEXTS);

  private final String file;
  private final ObjectNode schema;
  private final String fileName;

  TypeFile(JsonFile json) {
    this.file = json.name();
    this.schema = json.json();
    this.fileName = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.json$", "");
  }

  String file() {
    return file;
  }

  String name() {
    return schema.at("/properties/type/const").asText();
  }

  int order() {
    return schema.path("x-order").asInt();
  }

  /** The type with the relationships it declares; the derived ones are not known here. */
  ContentType contentType() {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributeSchemas().properties().forEach(each -> attributes.put(each.getKey(), attribute(each)));
    Map<String, Relationship> relationships = new LinkedHashMap<>();
    relationshipSchemas()
        .properties()
        .forEach(
            each ->
                relationships.put(
                    each.getKey(),
                    new Relationship(
                        each.getKey(),
                        strings(each.getValue().path("x-targets")),
                        each.getValue().path("type").asText().equals("array"),
                        Optional.empty())));
    return new ContentType(
        name(),
        label(schema.path("x-singular")),
        label(schema.path("x-plural")),
        attributes,
        relationships,
        schema.path("x-titleAttribute").asText(),
        schema.path("x-completable").asBoolean(),
        schema.path("x-fourEyes").asBoolean(),
        Steering.named(schema.path("x-steers").asText()));
  }

  /** What a declared relationship is called at its other end, if it is to be seen from there. */
  Optional<String> inverse(String relationship) {
    return Optional.ofNullable(relationshipSchemas().path(relationship).path("x-inverse"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** Everything that is wrong with this file in itself. */
  List<Fault> faults(JsonNode common) {
    List<Fault> faults = new ArrayList<>();
    nameFaults(faults);
    titleFaults(faults);
    memberFaults(faults, "/properties/attributes/properties", attributeSchemas());
    memberFaults(faults, "/properties/relationships/properties", relationshipSchemas());
    for (String name : members(relationshipSchemas())) {
      if (attributeSchemas().has(name)) {
        faults.add(
            fault(
                "/properties/relationships/properties/" + name,
                "Omdøb relationen '" + name + "'; typen har allerede en attribut med det navn.",
                "Rename the relationship '" + name + "'; an attribute has that name already."));
      }
    }
    hintFaults(faults);
    steeringFaults(faults);
    requiredFaults(faults);
    faults.addAll(referenceFaults(file, schema, common));
    return faults;
  }

  /** References that lead nowhere. */
  static List<Fault> referenceFaults(String file, JsonNode schema, JsonNode common) {
    List<Fault> faults = new ArrayList<>();
    referenceFaults(faults, file, "", schema, schema, common);
    return faults;
  }

  private static void referenceFaults(
      List<Fault> faults,
      String file,
      String pointer,
      JsonNode node,
      JsonNode document,
      JsonNode common) {
    node.properties()
        .forEach(
            member -> {
              String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
              String value = member.getValue().asText();
              if (member.getKey().equals("$ref") && member.getValue().isTextual()) {
                boolean local = value.startsWith("#/");
                boolean shared = value.startsWith(COMMON);
                JsonNode target =
                    local
                        ? document.at(value.substring(1))
                        : common.path("$defs").path(value.substring(shared ? COMMON.length() : 0));
                if (!(local || shared) || target.isMissingNode()) {
                  List<String> known =
                      members(common.path("$defs")).stream().map(COMMON::concat).toList();
                  faults.add(
                      new Fault(
                          file,
                          at,
                          Choice.among(
                              "'" + value + "' findes ikke",
                              "There is no '" + value + "'",
                              value,
                              known)));
                }
              } else {
                referenceFaults(faults, file, at, member.getValue(), document, common);
              }
            });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        referenceFaults(faults, file, pointer + "/" + i, node.get(i), document, common);
      }
    }
  }

  private void nameFaults(List<Fault> faults) {
    String at = "/properties/type/const";
    String name = name();
    if (!name.equals(fileName)) {
      faults.add(
          fault(
              at,
              "Skriv '" + fileName + "' her, eller omdøb filen til " + name + ".json.",
              "Write '" + fileName + "' here, or rename the file to " + name + ".json."));
    }
    if (RESERVED_TYPES.contains(name)) {
      faults.add(
          fault(
              at,
              "Vælg et andet navn end '" + name + "'; det bruger tjenesten selv.",
              "Choose another name than '" + name + "'; the service uses it itself."));
    } else if (!TYPE_NAME.matcher(name).matches()) {
      faults.add(
          fault(
              at,
              "Brug kun små bogstaver a–z, cifre og bindestreger i '" + name + "'.",
              "Use small letters a–z, digits and hyphens only in '" + name + "'."));
    }
  }

  private void titleFaults(List<Fault> faults) {
    String title = schema.path("x-titleAttribute").asText();
    JsonNode attribute = attributeSchemas().path(title);
    if (attribute.isMissingNode()) {
      faults.add(
          new Fault(
              file,
              "/x-titleAttribute",
              Choice.among(
                  "Typen har ingen attribut '" + title + "'",
                  "The type has no attribute '" + title + "'",
                  title,
                  members(attributeSchemas()))));
    } else if (!TITLES.contains(kind(attribute))) {
      faults.add(
          fault(
              "/x-titleAttribute",
              "Vælg en attribut, der er ren tekst; '" + title + "' er det ikke.",
              "Choose an attribute that is plain text; '" + title + "' is not."));
    } else if (!strings(schema.at("/properties/attributes/required")).contains(title)) {
      faults.add(
          fault(
              "/properties/attributes/required",
              "Tilføj '" + title + "'; uden den har en post intet navn.",
              "Add '" + title + "'; without it an entry has no name."));
    }
  }

  private void memberFaults(List<Fault> faults, String pointer, JsonNode schemas) {
    for (String name : members(schemas)) {
      memberFaults(faults, pointer + "/" + name, name);
      inverse(name)
          .ifPresent(inverse -> memberFaults(faults, pointer + "/" + name + "/x-inverse", inverse));
    }
  }

  private void memberFaults(List<Fault> faults, String at, String name) {
    if (RESERVED_MEMBERS.contains(name)) {
      faults.add(
          fault(
              at,
              "Vælg et andet navn end '" + name + "'; det bruger JSON:API selv.",
              "Choose another name than '" + name + "'; JSON:API uses it itself."));
    } else if (!MEMBER_NAME.matcher(name).matches()) {
      faults.add(
          fault(
              at,
              "Begynd navnet med et lille bogstav, og brug kun a–z, A–Z og cifre; '"
                  + name
                  + "' kan ikke bruges.",
              "Begin the name with a small letter, and use a–z, A–Z and digits only; '"
                  + name
                  + "' cannot be used."));
    }
  }

  private void hintFaults(List<Fault> faults) {
    attributeSchemas()
        .properties()
        .forEach(
            each -> {
              String at = "/properties/attributes/properties/" + each.getKey();
              Kind kind = kind(each.getValue());
              if (each.getValue().has("x-search") && !SEARCHABLE.contains(kind)) {
                faults.add(
                    fault(
                        at + "/x-search",
                        "Fjern 'x-search'; kun tekst kan søges.",
                        "Remove 'x-search'; only text can be searched."));
              }
              if (each.getValue().path("x-filterable").asBoolean() && !FILTERABLE.contains(kind)) {
                faults.add(
                    fault(
                        at + "/x-filterable",
                        "Fjern 'x-filterable'; kun korte værdier kan filtreres og sorteres.",
                        "Remove 'x-filterable'; only short values can be filtered and sorted."));
              }
            });
  }

  /** What search reads of the entries by name must be there under that name. */
  private void steeringFaults(List<Fault> faults) {
    Optional<Steering> steering = Steering.named(schema.path("x-steers").asText());
    if (steering.isEmpty()) {
      return;
    }
    String hint = steering.get().hint();
    Map<String, Kind> known = new LinkedHashMap<>(steering.get().required());
    known.putAll(steering.get().optional());
    known.forEach(
        (name, kind) -> {
          JsonNode attribute = attributeSchemas().path(name);
          boolean missing = attribute.isMissingNode();
          boolean needed = steering.get().required().containsKey(name);
          if (missing ? needed : kind(attribute) != kind) {
            String wanted = kind == Kind.NUMBER ? "number" : COMMON + "localizedTexts";
            faults.add(
                fault(
                    "/properties/attributes/properties",
                    "Giv typen attributten '"
                        + name
                        + "' ("
                        + wanted
                        + "); 'x-steers' er "
                        + hint
                        + ".",
                    "Give the type the attribute '"
                        + name
                        + "' ("
                        + wanted
                        + "); 'x-steers' is "
                        + hint
                        + "."));
          }
        });
    JsonNode entries = relationshipSchemas().path(Steering.ENTRIES);
    if (steering.get().pointsToEntries() && !entries.path("type").asText().equals("array")) {
      faults.add(
          fault(
              "/properties/relationships/properties",
              "Giv typen relationen 'entries' til flere indlæg; 'x-steers' er " + hint + ".",
              "Give the type the relationship 'entries' to several entries; 'x-steers' is "
                  + hint
                  + "."));
    }
  }

  private void requiredFaults(List<Fault> faults) {
    List<String> root = strings(schema.path("required"));
    List<String> needed = new ArrayList<>(List.of("type", "id", "attributes"));
    if (!schema.at("/properties/relationships/required").isEmpty()) {
      needed.add("relationships");
    }
    for (String name : needed) {
      if (!root.contains(name)) {
        faults.add(fault("/required", "Tilføj '" + name + "'.", "Add '" + name + "'."));
      }
    }
    unknownRequired(faults, "/required", root, schema.path("properties"));
    for (String part : List.of("attributes", "relationships")) {
      JsonNode members = schema.path("properties").path(part);
      unknownRequired(
          faults,
          "/properties/" + part + "/required",
          strings(members.path("required")),
          members.path("properties"));
    }
  }

  private void unknownRequired(
      List<Fault> faults, String pointer, List<String> required, JsonNode properties) {
    for (int i = 0; i < required.size(); i++) {
      String name = required.get(i);
      if (!properties.has(name)) {
        faults.add(
            new Fault(
                file,
                pointer + "/" + i,
                Choice.among(
                    "'" + name + "' er ikke beskrevet",
                    "'" + name + "' is not described",
                    name,
                    members(properties))));
      }
    }
  }

  private static Attribute attribute(Map.Entry<String, JsonNode> member) {
    JsonNode hints = member.getValue();
    String search = hints.path("x-search").asText("none").toUpperCase(Locale.ROOT);
    return new Attribute(
        member.getKey(),
        label(hints.path("x-label")),
        kind(hints),
        hints.path("x-filterable").asBoolean(),
        SearchRole.valueOf(search));
  }

  private static Kind kind(JsonNode attribute) {
    return switch (attribute.path("$ref").asText()) {
      case COMMON + "localizedText" -> Kind.LOCALIZED_TEXT;
      case COMMON + "localizedMarkdown" -> Kind.LOCALIZED_MARKDOWN;
      case COMMON + "localizedTexts" -> Kind.LOCALIZED_TEXTS;
      case COMMON + "picture" -> Kind.PICTURE;
      case COMMON + "id", COMMON + "text" -> Kind.STRING;
      default ->
          switch (attribute.path("type").asText()) {
            case "string" -> Kind.STRING;
            case "integer", "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            default -> Kind.JSON;
          };
    };
  }

  private static LocalizedText label(JsonNode node) {
    return new LocalizedText(node.path("da").asText(), node.path("en").asText());
  }

  private JsonNode attributeSchemas() {
    return schema.at("/properties/attributes/properties");
  }

  private JsonNode relationshipSchemas() {
    return schema.at("/properties/relationships/properties");
  }

  private static List<String> members(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(each -> strings.add(each.asText()));
    return strings;
  }

  private Fault fault(String pointer, String da, String en) {
    return new Fault(file, pointer, new LocalizedText(da, en));
  }
}
