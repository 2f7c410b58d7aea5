package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One file below the content-model folder.
 *
 * @param name relative to the folder, with {@code /} between its parts
 */
record JsonFile(String name, ObjectNode json) {
  /** Reads a file, or adds to {@code faults} why it is not a JSON object. */
  static Optional<JsonFile> read(Path folder, Path file, List<Fault> faults) {
    String name = name(folder, file);
    try {
      JsonNode json = StrictJson.read(Files.readAllBytes(file));
      if (json instanceof ObjectNode object) {
        return Optional.of(new JsonFile(name, object));
      }
      faults.add(
          new Fault(
              name,
              "",
              new LocalizedText(
                  "Filen skal indeholde ét JSON-objekt: begynd med { og slut med }.",
                  "The file must hold one JSON object: begin with { and end with }.")));
    } catch (JsonProcessingException e) {
      faults.add(new Fault(name, "", notJson(e)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    return Optional.empty();
  }

  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static LocalizedText notJson(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null ? "?" : String.valueOf(at.getLineNr());
    String column = at == null ? "?" : String.valueOf(at.getColumnNr());
    String reason = e.getOriginalMessage();
    return new LocalizedText(
        "Ret linje " + line + ", tegn " + column + "; her er filen ikke gyldig JSON: " + reason,
        "Correct line " + line + ", column " + column + "; the file is not JSON there: " + reason);
  }
}
