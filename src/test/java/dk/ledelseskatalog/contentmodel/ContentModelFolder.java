package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of the project's content model that a test may spoil. */
final class ContentModelFolder {
  static final Path ORIGINAL = Path.of("content-model");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  ContentModelFolder(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> paths = Files.walk(ORIGINAL)) {
      for (Path path : paths.filter(each -> Files.isRegularFile(each)).toList()) {
        Path copy = folder.resolve(ORIGINAL.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
  }

  Path path() {
    return folder;
  }

  ContentModelFolder write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Changes the JSON of a file; {@code pointer} names the object that {@code change} is given. */
  ContentModelFolder change(String file, String pointer, Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(folder.resolve(file)));
    change.accept((ObjectNode) json.at(pointer));
    return write(file, json.toPrettyString());
  }

  ContentModelFolder delete(String file) throws IOException {
    Files.delete(folder.resolve(file));
    return this;
  }

  ContentModel model() throws InvalidContentException {
    return ContentModel.read(folder);
  }

  List<Fault> faults() {
    return List.copyOf(CatalogueCheck.faults(folder));
  }
}
