package dk.ledelseskatalog.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.archive.Manifest;
import dk.ledelseskatalog.archive.ZipParts;
import dk.ledelseskatalog.archive.ZipWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An archive taken apart, to be put together otherwise than an export would. Its manifest is right
 * about whatever the parts have become, unless that is what is otherwise.
 */
final class OpenedArchive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, byte[]> afterTheManifest = new LinkedHashMap<>();
  private UnaryOperator<String> manifest = UnaryOperator.identity();
  private boolean hasManifest = true;

  static OpenedArchive of(Path file) throws IOException {
    OpenedArchive archive = new OpenedArchive();
    try (ZipParts zip = ZipParts.open(file)) {
      for (String name : zip.names()) {
        archive.parts.put(name, zip.read(name).readAllBytes());
      }
    }
    ObjectNode manifest = (ObjectNode) JSON.readTree(archive.parts.remove(Manifest.NAME));
    manifest
        .path("counts")
        .properties()
        .forEach(count -> archive.counts.put(count.getKey(), count.getValue().asInt()));
    return archive;
  }

  List<String> names() {
    return List.copyOf(parts.keySet());
  }

  byte[] bytes(String part) {
    return present(part);
  }

  String text(String part) {
    return new String(present(part), UTF_8);
  }

  private byte[] present(String part) {
    byte[] bytes = parts.get(part);
    if (bytes == null) {
      throw new IllegalArgumentException("No " + part + " in " + parts.keySet());
    }
    return bytes;
  }

  OpenedArchive put(String part, byte[] bytes) {
    parts.put(part, bytes);
    return this;
  }

  OpenedArchive put(String part, String text) {
    return put(part, text.getBytes(UTF_8));
  }

  OpenedArchive without(String part) {
    present(part);
    parts.remove(part);
    return this;
  }

  /** The same, and the manifest has the part still. */
  OpenedArchive lose(String part) {
    afterTheManifest.put(part, new byte[0]);
    return this;
  }

  /** Another part than the manifest has. */
  OpenedArchive swap(String part, byte[] bytes) {
    afterTheManifest.put(part, bytes);
    return this;
  }

  OpenedArchive replace(String part, String what, String by) {
    String before = text(part);
    if (!before.contains(what)) {
      throw new IllegalArgumentException(part + " has no " + what + ":\n" + before);
    }
    return put(part, before.replace(what, by));
  }

  /** Changes one line of a part, the first being 1. */
  OpenedArchive line(String part, int number, Consumer<ObjectNode> change) {
    List<String> lines = new ArrayList<>(text(part).lines().toList());
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(lines.get(number - 1));
      change.accept(json);
      lines.set(number - 1, json.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return put(part, String.join("\n", lines) + "\n");
  }

  OpenedArchive count(String what, int more) {
    counts.merge(what, more, Integer::sum);
    return this;
  }

  OpenedArchive manifest(UnaryOperator<String> change) {
    manifest = change;
    return this;
  }

  OpenedArchive withoutManifest() {
    hasManifest = false;
    return this;
  }

  Path pack(Path file) throws IOException {
    write(file, parts, "");
    if (hasManifest) {
      String right;
      try (ZipParts zip = ZipParts.open(file)) {
        right = new String(zip.read(Manifest.NAME).readAllBytes(), UTF_8);
      }
      Map<String, byte[]> last = new LinkedHashMap<>(parts);
      afterTheManifest.forEach(
          (name, bytes) -> {
            if (bytes.length == 0) {
              last.remove(name);
            } else {
              last.put(name, bytes);
            }
          });
      write(file, last, manifest.apply(right));
    }
    return file;
  }

  private void write(Path file, Map<String, byte[]> content, String said) throws IOException {
    try (ZipWriter zip = ZipWriter.to(file)) {
      List<Manifest.Part> written = new ArrayList<>();
      for (Map.Entry<String, byte[]> part : content.entrySet()) {
        written.add(zip.add(part.getKey(), out -> out.write(part.getValue())));
      }
      if (!said.isEmpty()) {
        var unused = zip.add(Manifest.NAME, out -> out.write(said.getBytes(UTF_8)));
      } else if (hasManifest) {
        new Manifest(counts, written).writeTo(zip);
      }
      zip.finish();
    }
  }
}
