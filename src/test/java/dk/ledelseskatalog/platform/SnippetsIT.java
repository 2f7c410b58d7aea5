package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.lrs.LrsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer copies from the first pages, run as it stands there: only the ports are others.
 */
class SnippetsIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```\\w*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern STATEMENT_ID =
      Pattern.compile("\"statement\":\\{\"id\":\"([0-9a-f-]{36})\"");

  private static LrsProcess lrs;
  private static RunningService service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    lrs = LrsProcess.start();
    service =
        RunningService.start(
            Map.of(
                "LEDELSESKATALOG_DATA_DIR",
                folder.toString(),
                "LEDELSESKATALOG_LRS_ENDPOINT",
                lrs.endpoint().toString(),
                "LEDELSESKATALOG_LRS_USERNAME",
                "username",
                "LEDELSESKATALOG_LRS_PASSWORD",
                "password"));
  }

  @AfterAll
  static void stop() {
    service.close();
    lrs.close();
  }

  @Test
  void theReadmesFirstPageLeadsFromAThemeToAStatementInTheStore() throws Exception {
    String output = run(Path.of("README.md"));

    assertThat(output).contains("\"id\":\"tillid\"", "\"type\":\"principles\"", "\"highlights\"");
    awaitInStore(statementId(output));
    assertThat(run(Path.of("README.md"))).contains(statementId(output));
  }

  @Test
  void theFirstHourWorksLineByLine() throws Exception {
    String output = run(Path.of("docs/tutorial/first-hour.md"));

    assertThat(output).contains("HTTP/1.1 304", "HTTP/1.1 201", "\"meta\"");
    awaitInStore(statementId(output));
  }

  private static String statementId(String output) {
    Matcher id = STATEMENT_ID.matcher(output);
    assertThat(id.find()).as(output).isTrue();
    return id.group(1);
  }

  private static void awaitInStore(String statementId) throws Exception {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!lrs.statementIds().contains(statementId)) {
      assertThat(Instant.now()).as("still not in the store").isBefore(deadline);
      Thread.sleep(100);
    }
  }

  /** Runs every block that asks the service something, in one shell, as a reader would. */
  private static String run(Path page) throws IOException, InterruptedException {
    String blocks =
        BLOCK
            .matcher(Files.readString(page))
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("curl "))
            .collect(Collectors.joining("\n"))
            .replace("localhost:8080", "localhost:" + service.port())
            .replace("http://127.0.0.1:8181/xAPI/", lrs.endpoint().toString())
            .replace("http://127.0.0.1:8181/xAPI", lrs.endpoint().toString().replaceAll("/$", ""));
    // A refusal ends the script, where a reader would see it.
    String script = "set -eu\ncurl() { command curl --fail-with-body \"$@\"; }\n" + blocks;
    Path output = Files.createTempFile("snippets", ".txt");
    try {
      Process shell =
          new ProcessBuilder("bash", "-c", script)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
