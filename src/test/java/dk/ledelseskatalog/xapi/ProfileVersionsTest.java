package dk.ledelseskatalog.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statements name the version of the profile they keep, for ever; so no version ever changes. */
class ProfileVersionsTest {
  private static final Path FOLDER = Path.of("xapi");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aVersionNeverChangesItIsFollowedByTheNext() throws Exception {
    Map<String, String> recorded = recorded();
    String current = name(Files.readAllBytes(FOLDER.resolve("profile.jsonld")));
    assertThat(recorded)
        .as("the current version has no line in xapi/checksums.txt")
        .containsKey(current);
    for (Map.Entry<String, String> version : recorded.entrySet()) {
      Path file =
          version.getKey().equals(current)
              ? FOLDER.resolve("profile.jsonld")
              : FOLDER.resolve("versions").resolve(version.getKey() + ".jsonld");
      assertThat(sha256(file))
          .as(
              "%s is no longer version %s: raise the version as CONTRIBUTING says",
              file, version.getKey())
          .isEqualTo(version.getValue());
      assertThat(name(Files.readAllBytes(file))).isEqualTo(version.getKey());
    }
  }

  @Test
  void aKeptVersionIsServedAsItWasWithThePublicAddressInIt() throws IOException {
    Profile profile = new Profile(Examples.PUBLIC_URL);

    JsonNode kept = JSON.readTree(profile.toJson("0.9.0").orElseThrow());

    assertThat(kept.at("/versions/0/id").textValue())
        .isEqualTo("https://ledelse.example.org/xapi/profile/versions/0.9.0");
    assertThat(kept.at("/concepts/0/id").textValue())
        .isEqualTo("https://ledelse.example.org/xapi/profile/verbs/withdrew");
    assertThat(profile.defines("verbs/withdrew")).isFalse();
    assertThat(profile.category().id().toString()).doesNotContain("0.9.0");
  }

  private static Map<String, String> recorded() throws IOException {
    Map<String, String> checksums = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("checksums.txt"))) {
      checksums.put(line.substring(64).strip(), line.substring(0, 64));
    }
    return checksums;
  }

  private static String name(byte[] profile) throws IOException {
    return JSON.readTree(profile).at("/versions/0/id").textValue().replaceFirst(".*/", "");
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
