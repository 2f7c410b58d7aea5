package dk.ledelseskatalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what the specification demands names tests that exist. */
class JsonApiConformityTest {
  private static final Path TABLE = Path.of("docs/reference/json-api-conformity.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern METHOD = Pattern.compile("^ {2}void (\\w+)\\(", Pattern.MULTILINE);

  @Test
  void everyTestTheTableNamesExists() throws Exception {
    Set<String> named =
        NAMED
            .matcher(Files.readString(TABLE))
            .results()
            .map(MatchResult::group)
            .map(name -> name.replace("`", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(named);
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        missing.removeAll(tests(file));
      }
    }
    assertThat(named).hasSizeGreaterThan(25);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRowOfTheTableNamesATest() throws Exception {
    assertThat(Files.readAllLines(TABLE))
        .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| section"))
        .hasSizeGreaterThan(50)
        .allMatch(line -> NAMED.matcher(line).find());
  }

  private static Set<String> tests(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".java", "");
    return METHOD
        .matcher(Files.readString(file))
        .results()
        .map(method -> name + "." + method.group(1))
        .collect(Collectors.toSet());
  }
}
