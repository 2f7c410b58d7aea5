package dk.ledelseskatalog.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That whatever changes something says so in the audit log, or says here why it need not. */
class AuditedRoutesTest {
  private static final Path SOURCES = Path.of("src/main/java/dk/ledelseskatalog");

  /** The actions that each changing route leaves in the log. */
  private static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          Map.entry("POST /api/api-tokens", List.of("api-token.created")),
          Map.entry("DELETE /api/api-tokens/{id}", List.of("api-token.revoked")),
          Map.entry("POST /api/exclusions", List.of("person.shut-out", "person.to-sign-in-anew")),
          Map.entry("DELETE /api/exclusions/{id}", List.of("person.let-in")),
          Map.entry("POST /api/completions", List.of("completion.recorded")),
          Map.entry("POST /api/corrections", List.of("completion.voided", "completion.recorded")),
          Map.entry("POST /api/teams", List.of("team.created")),
          Map.entry("POST /api/teams/{id}/join-code", List.of("team.join-code-renewed")),
          Map.entry("DELETE /api/teams/{id}", List.of("team.deleted")),
          Map.entry("POST /api/team-memberships", List.of("team.joined")),
          Map.entry("DELETE /api/team-memberships/{id}", List.of("team.left")),
          Map.entry("POST /api/sessions", List.of("session.planned")),
          Map.entry("PATCH /api/sessions/{id}", List.of("session.changed", "session.cancelled")),
          Map.entry(
              "POST /api/sessions/{id}/attendance",
              List.of("attendance.recorded", "attendance.corrected")),
          Map.entry("POST /api/enrolments", List.of("enrolment.signed-up")),
          Map.entry(
              "PATCH /api/enrolments/{id}",
              List.of("enrolment.signed-off", "attendance.recorded", "attendance.corrected")),
          Map.entry("DELETE /api/enrolments/{id}", List.of("enrolment.signed-off")),
          Map.entry("PATCH /api/outbox", List.of("outbox.paused", "outbox.resumed")),
          Map.entry(
              "PATCH /api/outbox-messages/{id}",
              List.of("statement.released", "statement.discarded")),
          Map.entry("POST /api/outbox-resends", List.of("outbox.resent")),
          Map.entry("POST /api/reconciliations", List.of("outbox.reconciled")),
          Map.entry("POST /api/webhooks", List.of("webhook.made")),
          Map.entry("PATCH /api/webhooks/{id}", List.of("webhook.changed")),
          Map.entry("DELETE /api/webhooks/{id}", List.of("webhook.removed")),
          Map.entry("POST /api/webhooks/{id}/secrets", List.of("webhook.secret-rotated")),
          Map.entry("POST /api/webhooks/{id}/tests", List.of("webhook.tested")),
          Map.entry("POST /api/webhooks/{id}/replays", List.of("webhook.replayed")),
          Map.entry("PATCH /api/webhook-messages/{id}", List.of("webhook-message.replayed")),
          Map.entry("POST /api/erasures", List.of("erasure.requested", "erasure.carried-out")),
          Map.entry("DELETE /api/me", List.of("erasure.requested", "erasure.carried-out")),
          Map.entry("POST /api/editor/{type}", List.of("entry.created")),
          Map.entry("PATCH /api/editor/{type}/{id}", List.of("entry.saved")),
          Map.entry("DELETE /api/editor/{type}/{id}", List.of("entry.archived")),
          Map.entry("POST /api/editor/{type}/{id}/versions", List.of("entry.restored")),
          // "entry." and the state it came to.
          Map.entry("POST /api/editor/{type}/{id}/transitions", List.of("entry.")),
          Map.entry("POST /api/editor/{type}/{id}/comments", List.of("entry.commented")),
          Map.entry("POST /api/editor/media", List.of("media.uploaded")),
          Map.entry("PATCH /api/editor/media/{sha256}", List.of("media.described")),
          Map.entry("DELETE /api/editor/media/{sha256}", List.of("media.removed")),
          Map.entry("POST /api/editor/previews", List.of("preview.made")),
          Map.entry("POST /api/editor/releases", List.of("release.published")),
          Map.entry("POST /api/editor/schedules", List.of("release.scheduled")),
          Map.entry("DELETE /api/editor/schedules/{id}", List.of("release.called-off")),
          Map.entry(
              "POST /api/editor/imports",
              List.of("catalogue.imported", "catalogue.imported-as-drafts")));

  /** Routes that change nothing that is kept. */
  private static final Map<String, String> NOTHING_TO_SAY =
      Map.of(
          "POST /demo/token", "signs a token, and keeps nothing of it",
          "POST /sign-out", "ends a session of one's own",
          "POST /sign-out/back-channel", "ends sessions that the issuer ended");

  @Test
  void everyRouteThatChangesSomethingIsAudited() {
    assertThat(changing())
        .as("name here the action that the route leaves in the audit log")
        .allMatch(route -> ACTIONS.containsKey(route) || NOTHING_TO_SAY.containsKey(route));
  }

  @Test
  void everyActionIsWritten() throws Exception {
    String sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("openapi"))
              .map(AuditedRoutesTest::read)
              .collect(Collectors.joining());
    }

    assertThat(
            changing().stream()
                .flatMap(route -> ACTIONS.getOrDefault(route, List.of()).stream())
                .map(action -> '"' + action))
        .isNotEmpty()
        .allSatisfy(action -> assertThat(sources).contains(action));
  }

  private static Set<String> changing() {
    return DeployedRoute.all().stream()
        .filter(route -> !Set.of("GET", "HEAD").contains(route.method()))
        .map(route -> route.method() + " " + route.template())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
