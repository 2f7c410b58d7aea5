package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every content type, checked against each other. Immutable. */
public final class ContentModel {
  private static final String TYPE_FILE = "type-file.json";
  private static final String COMMON_FILE = "common-file.json";
  private static final String COMMON = "types/common.json";

  private final Map<String, ContentType> types;
  private final Schemas schemas;

  private ContentModel(Map<String, ContentType> types, Schemas schemas) {
    this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    this.schemas = schemas;
  }

  /**
   * Reads {@code types/*.json} below a content-model folder.
   *
   * @throws InvalidContentException naming every fault
   */
  public static ContentModel read(Path folder) throws InvalidContentException {
    List<Fault> faults = new ArrayList<>();
    Map<String, JsonFile> files = jsonFiles(folder, faults);
    shapeFaults(files, faults);
    refuse(faults);

    JsonNode common = common(files);
    List<TypeFile> typeFiles =
        files.values().stream()
            .filter(file -> !file.name().equals(COMMON))
            .map(TypeFile::new)
            .sorted(Comparator.comparingInt(TypeFile::order).thenComparing(TypeFile::name))
            .toList();
    faults.addAll(TypeFile.referenceFaults(COMMON, common, common));
    typeFiles.forEach(file -> faults.addAll(file.faults(common)));
    refuse(faults);

    Map<String, ContentType> types = new LinkedHashMap<>();
    typeFiles.forEach(file -> types.put(file.name(), file.contentType()));
    typeFiles.forEach(file -> derive(file, types, faults));
    refuse(faults);

    Map<String, JsonNode> documents = new LinkedHashMap<>();
    files.forEach((name, file) -> documents.put(name, file.json()));
    Schemas schemas = new Schemas(documents);
    typeFiles.forEach(file -> schemas.compile(file.file()));
    return new ContentModel(types, schemas);
  }

  /** All types in the order in which people read the catalogue. */
  public Collection<ContentType> types() {
    return types.values();
  }

  public Optional<ContentType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The JSON Schema of an attribute as entry files carry it, complete in itself. */
  public ObjectNode schema(ContentType type, Attribute attribute) {
    return schemas.complete(
        "types/" + type.name() + ".json", "/properties/attributes/properties/" + attribute.name());
  }

  /**
   * What is wrong with an entry in itself: everything its schema says, and relationships to a type
   * they may not point to. Whether the entries it points to exist is not asked here.
   *
   * @param file what to call the entry in the faults
   * @param entry {@code {"type", "id", "attributes", "relationships"}}
   * @return every fault; empty if the entry is valid
   */
  public List<Fault> faults(String file, JsonNode entry) {
    if (!entry.path("type").isTextual()) {
      return List.of(
          new Fault(file, "", Choice.among("Tilføj 'type'", "Add 'type'", "", types.keySet())));
    }
    String name = entry.path("type").textValue();
    ContentType type = types.get(name);
    if (type == null) {
      return List.of(new Fault(file, "/type", unknownType(name)));
    }
    List<Fault> faults = new ArrayList<>(schemas.faults("types/" + name + ".json", file, entry));
    type.relationships().values().stream()
        .filter(relationship -> !relationship.derived())
        .forEach(
            relationship -> {
              String pointer = "/relationships/" + relationship.name();
              JsonNode value = entry.path("relationships").path(relationship.name());
              if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                  targetFault(file, pointer + "/" + i, relationship, value.get(i), faults);
                }
              } else {
                targetFault(file, pointer, relationship, value, faults);
              }
            });
    return faults;
  }

  private void targetFault(
      String file, String pointer, Relationship relationship, JsonNode target, List<Fault> faults) {
    if (target.path("type").isTextual()) {
      String name = target.path("type").textValue();
      if (!relationship.targetTypes().contains(name)) {
        faults.add(
            new Fault(
                file,
                pointer + "/type",
                Choice.among(
                    "'" + relationship.name() + "' kan ikke pege på '" + name + "'",
                    "'" + relationship.name() + "' cannot point to '" + name + "'",
                    name,
                    relationship.targetTypes())));
      }
    }
  }

  private LocalizedText unknownType(String name) {
    return Choice.among(
        "Der er ingen indholdstype '" + name + "'",
        "There is no content type '" + name + "'",
        name,
        types.keySet());
  }

  private static Map<String, JsonFile> jsonFiles(Path folder, List<Fault> faults) {
    Map<String, JsonFile> files = new LinkedHashMap<>();
    Path types = folder.resolve("types");
    if (!Files.isDirectory(types)) {
      faults.add(
          new Fault(
              "types",
              "",
              new LocalizedText(
                  "Læg indholdstyperne i mappen " + types + "; den findes ikke.",
                  "Put the content types into the folder " + types + "; it does not exist.")));
      return files;
    }
    try (Stream<Path> paths = Files.list(types)) {
      paths
          .filter(path -> path.getFileName().toString().endsWith(".json"))
          .sorted()
          .forEach(
              path ->
                  JsonFile.read(folder, path, faults)
                      .ifPresent(file -> files.put(file.name(), file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + types, e);
    }
    return files;
  }

  /** Whether each file is a JSON Schema, and one of the shape this package reads. */
  private static void shapeFaults(Map<String, JsonFile> files, List<Fault> faults) {
    Schemas shapes =
        new Schemas(Map.of(TYPE_FILE, typeFileSchema(), COMMON_FILE, commonFileSchema()));
    for (JsonFile file : files.values()) {
      List<Fault> meta = shapes.metaFaults(file.name(), file.json());
      faults.addAll(
          meta.isEmpty()
              ? shapes.faults(
                  file.name().equals(COMMON) ? COMMON_FILE : TYPE_FILE, file.name(), file.json())
              : meta);
    }
  }

  private static JsonNode common(Map<String, JsonFile> files) {
    JsonFile common = files.get(COMMON);
    return common == null ? JsonNodeFactory.instance.objectNode() : common.json();
  }

  /** Gives the targets of a type's relationships their other ends. */
  private static void derive(TypeFile file, Map<String, ContentType> types, List<Fault> faults) {
    ContentType source = types.get(file.name());
    if (source == null) {
      return;
    }
    for (Relationship relationship : List.copyOf(source.relationships().values())) {
      String pointer = "/properties/relationships/properties/" + relationship.name();
      if (relationship.derived()) {
        continue;
      }
      for (int i = 0; i < relationship.targetTypes().size(); i++) {
        String targetName = relationship.targetTypes().get(i);
        ContentType target = types.get(targetName);
        if (target == null) {
          faults.add(
              new Fault(
                  file.file(),
                  pointer + "/x-targets/" + i,
                  Choice.among(
                      "Der er ingen indholdstype '" + targetName + "'",
                      "There is no content type '" + targetName + "'",
                      targetName,
                      types.keySet())));
          continue;
        }
        Optional<String> inverse = file.inverse(relationship.name());
        if (inverse.isEmpty()) {
          continue;
        }
        if (target.attributes().containsKey(inverse.get())
            || target.relationships().containsKey(inverse.get())) {
          faults.add(
              new Fault(
                  file.file(),
                  pointer + "/x-inverse",
                  new LocalizedText(
                      "Vælg et andet navn end '"
                          + inverse.get()
                          + "'; "
                          + targetName
                          + " har allerede et felt med det navn.",
                      "Choose another name than '"
                          + inverse.get()
                          + "'; "
                          + targetName
                          + " has a field of that name already.")));
          continue;
        }
        Map<String, Relationship> relationships = new LinkedHashMap<>(target.relationships());
        relationships.put(
            inverse.get(),
            new Relationship(
                inverse.get(), List.of(source.name()), true, Optional.of(relationship.name())));
        types.put(
            targetName,
            new ContentType(
                target.name(),
                target.singular(),
                target.plural(),
                target.attributes(),
                relationships,
                target.titleAttribute(),
                target.completable(),
                target.fourEyes(),
                target.steers()));
      }
    }
  }

  private static JsonNode typeFileSchema() {
    try (InputStream resource = ContentModel.class.getResourceAsStream(TYPE_FILE)) {
      if (resource == null) {
        throw new IllegalStateException("The class path lacks " + TYPE_FILE);
      }
      return new ObjectMapper().readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode commonFileSchema() {
    return JsonNodeFactory.instance.objectNode().put("$ref", TYPE_FILE + "#/$defs/common");
  }

  private static void refuse(List<Fault> faults) throws InvalidContentException {
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
  }
}
