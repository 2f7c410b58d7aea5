package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue as files: {@code catalogue/<type>/<id>.json} below a content-model folder, and the
 * example entries in {@code examples}, which are read only when somebody asks for them.
 *
 * <p>All or nothing: one fault and no entry is read. Each call reads the files again.
 */
public final class CatalogueFiles {
  private final Path folder;
  private final ContentModel model;

  public CatalogueFiles(Path folder, ContentModel model) {
    this.folder = folder;
    this.model = model;
  }

  /**
   * The catalogue's entries in catalogue order: types as people read them, then {@code order}, then
   * id.
   *
   * @throws InvalidContentException naming every fault
   */
  public List<EntryDocument> read() throws InvalidContentException {
    return read(List.of("catalogue"));
  }

  /**
   * The same with the examples among them.
   *
   * @throws InvalidContentException naming every fault
   */
  public List<EntryDocument> readWithExamples() throws InvalidContentException {
    return read(List.of("catalogue", "examples"));
  }

  private List<EntryDocument> read(List<String> roots) throws InvalidContentException {
    List<Fault> faults = new ArrayList<>();
    // Also of files that cannot be read: what points to them points to something.
    Set<EntryId> present = new HashSet<>();
    Map<EntryId, JsonFile> byId = new LinkedHashMap<>();
    for (String root : roots) {
      for (Path path : paths(root, faults)) {
        String[] parts = JsonFile.name(folder, path).split("/", -1);
        present.add(new EntryId(parts[1], idOf(parts[2])));
        JsonFile.read(folder, path, faults).ifPresent(file -> add(file, byId, faults));
      }
    }
    present.addAll(byId.keySet());
    byId.values().forEach(file -> linkFaults(file, present, faults));
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
    return byId.values().stream()
        .map(file -> EntryDocument.of(file.json()))
        .sorted(catalogueOrder())
        .toList();
  }

  /**
   * The files {@code <root>/<type>/<id>.json}; any other file is a fault, lest it be overlooked.
   */
  private List<Path> paths(String root, List<Fault> faults) {
    Path top = folder.resolve(root);
    if (!Files.isDirectory(top)) {
      faults.add(
          new Fault(
              root,
              "",
              new LocalizedText(
                  "Læg posterne i mappen " + top + "; den findes ikke.",
                  "Put the entries into the folder " + top + "; it does not exist.")));
      return List.of();
    }
    try (Stream<Path> found = Files.walk(top)) {
      List<Path> paths = new ArrayList<>();
      found
          .filter(path -> Files.isRegularFile(path))
          // What editors and file managers leave behind, such as .DS_Store.
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(path -> JsonFile.name(folder, path)))
          .forEach(
              path -> {
                String name = JsonFile.name(folder, path);
                if (name.split("/", -1).length == 3 && name.endsWith(".json")) {
                  paths.add(path);
                } else {
                  faults.add(
                      new Fault(
                          name,
                          "",
                          new LocalizedText(
                              "Flyt eller omdøb filen til " + root + "/<type>/<id>.json.",
                              "Move or rename the file to " + root + "/<type>/<id>.json.")));
                }
              });
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + top, e);
    }
  }

  private void add(JsonFile file, Map<EntryId, JsonFile> byId, List<Fault> faults) {
    JsonNode type = file.json().path("type");
    JsonNode id = file.json().path("id");
    String[] parts = file.name().split("/", -1);
    differenceFault(file, "type", type, parts[1], "mappen", "the folder", faults);
    differenceFault(file, "id", id, idOf(parts[2]), "filen", "the file", faults);
    // A misspelt type has been told; the rest of the entry is judged by what its folder says.
    boolean misspelt = type.isTextual() && model.type(type.textValue()).isEmpty();
    faults.addAll(
        model.faults(
            file.name(), misspelt ? file.json().deepCopy().put("type", parts[1]) : file.json()));
    EntryId name = new EntryId(type.asText(parts[1]), id.asText(idOf(parts[2])));
    JsonFile other = byId.putIfAbsent(name, file);
    if (other != null) {
      faults.add(
          new Fault(
              file.name(),
              "/id",
              new LocalizedText(
                  "Giv posten et andet id; " + other.name() + " hedder også " + name + ".",
                  "Give the entry another id; " + other.name() + " is " + name + " too.")));
    }
  }

  private static String idOf(String fileName) {
    return fileName.substring(0, fileName.length() - ".json".length());
  }

  private static void differenceFault(
      JsonFile file,
      String member,
      JsonNode value,
      String path,
      String placeDa,
      String placeEn,
      List<Fault> faults) {
    if (value.isTextual() && !value.textValue().equals(path)) {
      String written = value.textValue();
      faults.add(
          new Fault(
              file.name(),
              "/" + member,
              new LocalizedText(
                  "Skriv '" + path + "', eller omdøb " + placeDa + " til '" + written + "'.",
                  "Write '" + path + "', or rename " + placeEn + " to '" + written + "'.")));
    }
  }

  private void linkFaults(JsonFile file, Set<EntryId> present, List<Fault> faults) {
    file.json()
        .path("relationships")
        .properties()
        .forEach(
            member -> {
              String pointer = "/relationships/" + member.getKey();
              if (member.getValue().isArray()) {
                for (int i = 0; i < member.getValue().size(); i++) {
                  linkFault(file, pointer + "/" + i, member.getValue().get(i), present, faults);
                }
              } else {
                linkFault(file, pointer, member.getValue(), present, faults);
              }
            });
  }

  private void linkFault(
      JsonFile file, String pointer, JsonNode target, Set<EntryId> present, List<Fault> faults) {
    EntryId id = new EntryId(target.path("type").asText(), target.path("id").asText());
    // Without a type that exists there is nowhere to look, and the schema has said so.
    if (model.type(id.type()).isPresent() && !id.id().isEmpty() && !present.contains(id)) {
      List<String> known =
          present.stream()
              .filter(other -> other.type().equals(id.type()))
              .map(EntryId::id)
              .sorted()
              .toList();
      faults.add(
          new Fault(
              file.name(),
              pointer + "/id",
              Choice.among("Der er ingen post " + id, "There is no entry " + id, id.id(), known)));
    }
  }

  private Comparator<EntryDocument> catalogueOrder() {
    Map<String, Integer> types = new HashMap<>();
    model.types().forEach(type -> types.put(type.name(), types.size()));
    return Comparator.comparing((EntryDocument entry) -> types.getOrDefault(entry.id().type(), 0))
        .thenComparing(entry -> entry.attributes().path("order").asDouble(Double.MAX_VALUE))
        .thenComparing(entry -> entry.id().id());
  }
}
