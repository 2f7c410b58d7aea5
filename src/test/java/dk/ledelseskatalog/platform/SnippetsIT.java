package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dk.ledelseskatalog.lrs.LrsProcess;
import dk.ledelseskatalog.webhooks.TestReceiver;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers copy from the pages, run as it stands there: only the ports are others. */
class SnippetsIT {
  private static final Pattern BLOCK =
      Pattern.compile("^ *```\\w*\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern STATEMENT_ID =
      Pattern.compile("\"statement\":\\{\"id\":\"([0-9a-f-]{36})\"");

  private static final Pattern ASKS =
      Pattern.compile("(?<![-.\\w])(curl|api|npm|npx|node|jar|import_edition) ");

  @TempDir static Path folder;
  private static LrsProcess lrs;
  private static RunningService service;
  private static int receiverPort;

  @BeforeAll
  static void start() throws Exception {
    lrs = LrsProcess.start();
    try (ServerSocket free = new ServerSocket(0)) {
      receiverPort = free.getLocalPort();
    }
    service =
        RunningService.start(
            Map.of(
                "LEDELSESKATALOG_DATA_DIR",
                folder.toString(),
                "LEDELSESKATALOG_EXAMPLES",
                "true",
                "LEDELSESKATALOG_LRS_ENDPOINT",
                lrs.endpoint().toString(),
                "LEDELSESKATALOG_LRS_USERNAME",
                "username",
                "LEDELSESKATALOG_LRS_PASSWORD",
                "password",
                "LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS",
                "localhost"));
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

  @Test
  void aMasterclassIsHeldFromPlanToCompletion() throws Exception {
    String output = run(Path.of("docs/how-to/hold-a-masterclass.md"));

    assertThat(output)
        .contains(
            "BEGIN:VCALENDAR",
            "\"capacity\":25",
            "\"completion\":\"recorded\"",
            "\"status\":\"held\"");
  }

  @Test
  void thePlatformFollowsCompletionsFromAnExport() throws Exception {
    assertThat(run(Path.of("docs/how-to/follow-completions.md"))).contains("\"next\":");
  }

  @Test
  void whoIsOnDutyStopsDeliveryAndLetsItGoOn() throws Exception {
    assertThat(run(Path.of("docs/how-to/when-statements-do-not-arrive.md")))
        .contains("\"paused\":true", "\"paused\":false", "\"type\":\"reconciliations\"");
  }

  @Test
  void aFrontEndDeveloperReadsWithAClientAndWithTypes() throws Exception {
    assertThat(run(Path.of("docs/how-to/read-with-a-json-api-client.md")))
        .contains("Tillid", "openapi-typescript");
  }

  @Test
  void aCopyIsKeptUpToDate() throws Exception {
    assertThat(run(Path.of("docs/how-to/follow-changes.md")))
        .contains("\"included\":[", "\"more\":true", "page%5Bafter%5D=");
  }

  @Test
  void aNewEditionBecomesDrafts() throws Exception {
    assertThat(run(Path.of("docs/how-to/import-a-new-edition.md")))
        .contains(
            "Prøve, intet er gemt: 0 nye, 1 ændrede,",
            "Gemt som kladder: 0 nye, 1 ændrede,",
            "\"reason\":\"Anden udgave\"",
            "{\"change\":\"added\",\"text\":\" og ansvar\"}");
  }

  @Test
  void aReceiverIsToldAndKnowsWhoTellsIt() throws Exception {
    Files.writeString(folder.resolve("receiver.mjs"), TestReceiver.codeOfTheGuide());

    String output = run(TestReceiver.GUIDE);

    assertThat(output).contains("\"outcome\":\"DELIVERED\"", "\"messages\":0");
    assertThat(output).doesNotContain("\"outcome\":\"FAILED\"");
  }

  @Test
  void anErasureRequestIsAnswered() throws Exception {
    for (String person : List.of("leder", "leder-2")) {
      shell(
          """
          TOKEN=$(curl -s -X POST '%1$s/demo/token?person=%2$s' \\
            | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
          curl -s %1$s/api/completions -H "Authorization: Bearer $TOKEN" \\
            -H 'Content-Type: application/vnd.api+json' \\
            -d '{"data": {"type": "completions", "relationships": {"activity": {"data":
                 {"type": "reflections", "id": "paa-fast-grund"}}}}}'
          """
              .formatted(service.uri(""), person));
    }

    assertThat(run(Path.of("docs/how-to/answer-an-access-or-erasure-request.md")))
        .contains("\"type\":\"erasures\"", "\"reason\":\"left\"", "\"reason\":\"own-request\"");
  }

  @Test
  void anotherSystemIsLetInAndSomebodyShutOut() throws Exception {
    assertThat(run(Path.of("docs/how-to/let-another-system-in.md")))
        .contains(
            "id,person,activityType",
            "\"status\":\"active\"",
            "\"code\":\"api-token-revoked\"",
            "\"code\":\"shut-out\"",
            "\"effect\":\"sign-in-anew\"",
            "\"action\":\"person.let-in\"");
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
    return shell(
        BLOCK
            .matcher(Files.readString(page))
            .results()
            .map(block -> block.group(1))
            .filter(block -> ASKS.matcher(block).find())
            // A message of the reader's own, which is parked.
            .filter(block -> !block.contains("outbox-messages/7"))
            .collect(Collectors.joining("\n"))
            .replaceAll(
                "npm install .*",
                "ln -sfn " + Path.of("src/test/js/node_modules").toAbsolutePath() + " node_modules")
            .replace("localhost:8080", "localhost:" + service.port())
            .replace("node receiver.mjs", "PORT=" + receiverPort + " node receiver.mjs")
            .replace("localhost:9000", "localhost:" + receiverPort)
            .replace("http://127.0.0.1:8181/xAPI/", lrs.endpoint().toString())
            .replace("http://127.0.0.1:8181/xAPI", lrs.endpoint().toString().replaceAll("/$", "")));
  }

  /** What the lines print. A refusal ends them, where a reader would see it. */
  private static String shell(String lines) throws IOException, InterruptedException {
    String honest = "set -eu\ncurl() { command curl --fail-with-body \"$@\"; }\n";
    Path output = Files.createTempFile(folder, "snippets", ".txt");
    Process shell =
        new ProcessBuilder("bash", "-c", honest + lines)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
