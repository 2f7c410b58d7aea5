package dk.ledelseskatalog.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Statements against {@code xapi/golden}. To accept a change, run with {@code -Dgolden.write=true}
 * and read the difference: past statements keep the bytes they were sent with.
 */
class GoldenStatementsTest {
  private static final Path GOLDEN = Path.of("xapi", "golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyKindOfStatementHasTheBytesOfItsGoldenFile() throws IOException {
    for (Map.Entry<String, Statement> example : Examples.all().entrySet()) {
      Path file = GOLDEN.resolve(example.getKey() + ".json");
      byte[] bytes = example.getValue().toJson();
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(file, pretty(bytes));
      }
      JsonNode golden = JSON.readTree(Files.readAllBytes(file));
      // Reading and writing keeps the order of members, so this compares every byte.
      assertThat(new String(bytes, StandardCharsets.UTF_8))
          .as(file.toString())
          .isEqualTo(JSON.writeValueAsString(golden));
    }
  }

  @Test
  void everyTemplateOfTheProfileHasAGoldenStatement() throws IOException {
    JsonNode profile = JSON.readTree(new Profile(Examples.PUBLIC_URL).toJson());
    List<String> templates = new ArrayList<>();
    for (JsonNode template : profile.path("templates")) {
      String id = template.path("id").asText();
      templates.add(id.substring(id.lastIndexOf('/') + 1));
    }
    assertThat(new TreeSet<>(Examples.all().keySet())).isEqualTo(new TreeSet<>(templates));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aStrictValidatorAndAnotherClientTakeEveryGoldenStatement() throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "src/test/lrs/check.mjs"));
    try (Stream<Path> files = Files.list(GOLDEN)) {
      command.addAll(files.map(Path::toString).sorted().collect(Collectors.toList()));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("run `npm ci` in src/test/lrs first if modules are missing:%n%s", output)
        .isZero();
  }

  private static String pretty(byte[] bytes) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(bytes)) + "\n";
  }
}
