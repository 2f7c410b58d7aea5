package dk.ledelseskatalog.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive says it holds: how many of everything, and each part with its length and SHA-256.
 * It names neither the time nor the program, lest the same catalogue be two files.
 *
 * @param counts of entries, versions, comments, releases and media
 * @param parts in the order of the file, without the manifest itself
 */
public record Manifest(Map<String, Integer> counts, List<Part> parts) {
  /** The name of the part it is. */
  public static final String NAME = "manifest.json";

  private static final String FORMAT = "ledelseskatalog-archive";
  private static final int VERSION = 1;
  private static final int LONGEST = 16 * 1024 * 1024;

  public Manifest {
    counts = Map.copyOf(counts);
    parts = List.copyOf(parts);
  }

  /** A part, when it is whole. */
  public record Part(String name, long size, String sha256) {}

  /** Adds it as the last part. */
  public void writeTo(ZipWriter zip) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("formatVersion", VERSION);
    ObjectNode numbers = json.putObject("counts");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> numbers.put(count.getKey(), count.getValue()));
    ArrayNode list = json.putArray("parts");
    parts.forEach(
        part ->
            list.addObject()
                .put("name", part.name)
                .put("size", part.size)
                .put("sha256", part.sha256));
    byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
    var unused = zip.add(NAME, out -> out.write(bytes));
  }

  /**
   * Reads it, and holds every part against it.
   *
   * @throws ArchiveException if it is of another form, or a part is missing, too much or changed
   */
  public static Manifest check(ZipParts zip) throws IOException {
    Manifest manifest = read(zip);
    Map<String, Part> listed = new LinkedHashMap<>();
    manifest.parts.forEach(part -> listed.put(part.name, part));
    for (String name : zip.names()) {
      if (!name.equals(NAME) && !name.endsWith("/") && !listed.containsKey(name)) {
        throw new ArchiveException(
            name,
            "Den står ikke i manifest.json. Tag den ud, eller hent arkivet igen.",
            "It is not in manifest.json. Take it out, or fetch the archive again.");
      }
    }
    for (Part part : listed.values()) {
      if (!zip.has(part.name)) {
        throw new ArchiveException(
            part.name,
            "Den mangler i arkivet. Hent arkivet igen.",
            "It is missing in the archive. Fetch the archive again.");
      }
      if (zip.size(part.name) != part.size || !sha256(zip, part.name).equals(part.sha256)) {
        throw new ArchiveException(
            part.name,
            "Den er ændret, siden arkivet blev skrevet. Hent arkivet igen.",
            "It was changed since the archive was written. Fetch the archive again.");
      }
    }
    return manifest;
  }

  /** The digest of a part, by which its bytes are known. */
  public static String sha256(ZipParts zip, String part) throws IOException {
    MessageDigest digest = ZipWriter.sha256();
    try (InputStream in = new DigestInputStream(zip.read(part), digest)) {
      byte[] buffer = new byte[64 * 1024];
      while (in.read(buffer) >= 0) {
        // The stream digests what is read.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Manifest read(ZipParts zip) throws IOException {
    if (!zip.has(NAME)) {
      throw new ArchiveException(
          NAME,
          "Den mangler, så filen er ikke et arkiv fra en eksport.",
          "It is missing, so the file is not an archive of an export.");
    }
    ObjectNode json = Line.whole(zip, NAME, LONGEST).json();
    if (!json.path("format").asText().equals(FORMAT)) {
      throw new ArchiveException(
          NAME,
          "\"format\" er ikke \"" + FORMAT + "\"; filen er noget andet end en eksport herfra.",
          "\"format\" is not \""
              + FORMAT
              + "\"; the file is something else than an export of"
              + " this service.");
    }
    if (!json.path("formatVersion").isInt() || json.path("formatVersion").intValue() != VERSION) {
      throw new ArchiveException(
          NAME,
          "Arkivet er af en anden udgave end " + VERSION + ", som læses her. Opgrader tjenesten.",
          "The archive is of another form than "
              + VERSION
              + ", which is read here. Upgrade the"
              + " service.");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    json.path("counts")
        .properties()
        .forEach(count -> counts.put(count.getKey(), count.getValue().asInt(-1)));
    Map<String, Part> parts = new LinkedHashMap<>();
    for (JsonNode part : json.path("parts")) {
      String name = part.path("name").asText();
      parts.put(name, new Part(name, part.path("size").asLong(-1), part.path("sha256").asText()));
    }
    return new Manifest(counts, List.copyOf(parts.values()));
  }
}
