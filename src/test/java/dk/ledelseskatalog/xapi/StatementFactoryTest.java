package dk.ledelseskatalog.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementFactoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theSameEventAlwaysHasTheSameId() {
    Statement once = Examples.factory().completed(Examples.completed(Examples.REFLECTION));
    Statement later =
        Examples.factory()
            .completed(completedAt(Examples.NOW.minusSeconds(60), Duration.ofSeconds(1)));

    assertThat(once.id()).isEqualTo(later.id());
    assertThat(once.id().version()).isEqualTo(5);
    assertThat(once.id().variant()).isEqualTo(2);
  }

  @Test
  void anotherPersonRegistrationActivityOrEventHasAnotherId() {
    UUID other = UUID.fromString("00000000-0000-4000-8000-000000000001");
    assertThat(
            Stream.of(
                StatementId.of(
                    Examples.PERSON, Examples.PUBLIC_URL, Examples.REGISTRATION, "completed", 1),
                StatementId.of(other, Examples.PUBLIC_URL, Examples.REGISTRATION, "completed", 1),
                StatementId.of(Examples.PERSON, Examples.PUBLIC_URL, other, "completed", 1),
                StatementId.of(
                    Examples.PERSON,
                    Examples.PUBLIC_URL.resolve("/x"),
                    Examples.REGISTRATION,
                    "completed",
                    1),
                StatementId.of(
                    Examples.PERSON, Examples.PUBLIC_URL, Examples.REGISTRATION, "attended", 1),
                StatementId.of(
                    Examples.PERSON, Examples.PUBLIC_URL, Examples.REGISTRATION, "completed", 2)))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsSaidTheFirstTimeHasTheIdItAlwaysHad() {
    assertThat(Examples.factory().completed(Examples.completed(Examples.REFLECTION)).id())
        .hasToString("d48232d6-c7d9-5402-a492-a285ad97cfd8");
  }

  @Test
  void nothingIsSaidForTheZerothTime() {
    assertThatThrownBy(
            () ->
                StatementId.of(
                    Examples.PERSON, Examples.PUBLIC_URL, Examples.REGISTRATION, "completed", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFutureIsRefused() {
    assertThatThrownBy(
            () ->
                Examples.factory()
                    .completed(completedAt(Examples.NOW.plusMillis(1), Duration.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timestampsHaveMillisecondsOnTheFullSecondToo() throws IOException {
    assertThat(
            json(completedAt(Instant.parse("2026-11-23T08:00:00Z"), Duration.ZERO))
                .path("timestamp")
                .asText())
        .isEqualTo("2026-11-23T08:00:00.000Z");
    assertThat(
            json(completedAt(Instant.parse("2026-11-23T08:00:00.123987Z"), Duration.ZERO))
                .path("timestamp")
                .asText())
        .isEqualTo("2026-11-23T08:00:00.123Z");
  }

  @Test
  void durationsAreCutToHundredths() throws IOException {
    assertThat(
            json(completedAt(Examples.NOW, Duration.ofMillis(90_129)))
                .path("result")
                .path("duration")
                .asText())
        .isEqualTo("PT1M30.12S");
  }

  @Test
  void aStatementAgainstItsTemplateIsABugThatNamesTheRule() {
    Activity noTheme = Examples.SESSION;
    Completed wrong =
        new Completed(
            Examples.PERSON,
            Examples.REGISTRATION,
            Optional.empty(),
            Examples.NOW,
            Optional.empty(),
            Examples.REFLECTION,
            Optional.of(noTheme),
            Examples.CATALOGUE,
            1,
            1);

    assertThatThrownBy(() -> Examples.factory().completed(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/templates/completed-reflection")
        .hasMessageContaining("$.context.contextActivities.parent[*].definition.type");
  }

  @Test
  void aStatementNoTemplateIsForIsABug() {
    assertThatThrownBy(() -> Examples.factory().completed(Examples.completed(Examples.SESSION)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("No template")
        .hasMessageContaining("verbs/completed");
  }

  @Test
  void aTeamHasAnAccountAndNeitherNameNorMembers() throws IOException {
    JsonNode team =
        json(Examples.completed(Examples.DIALOGUE, Optional.of(Examples.TEAM))).at("/context/team");

    assertThat(team)
        .isEqualTo(
            JSON.readTree(
                """
                {"objectType": "Group",
                 "account": {"homePage": "https://www.halsnaes.dk",
                             "name": "0d9a4f6e-2f5b-4c1d-8a77-6b3e9c1f4a52"}}\
                """));
  }

  @Test
  void aDialogueNeedsNoTeamAndNothingElseHasOne() throws IOException {
    assertThat(json(Examples.completed(Examples.DIALOGUE)).path("context").has("team")).isFalse();
    assertThatThrownBy(
            () -> json(Examples.completed(Examples.REFLECTION, Optional.of(Examples.TEAM))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("$.context.team must not be there");
  }

  @Test
  void everyParticipantHasTheirOwnRegistrationAndAlwaysTheSame() {
    UUID other = UUID.fromString("00000000-0000-4000-8000-000000000001");
    UUID registration = ParticipantRegistration.of(Examples.REGISTRATION, Examples.PERSON);

    assertThat(registration.version()).isEqualTo(5);
    assertThat(registration)
        .hasToString("a0e92e70-67ea-58ad-a45e-3a018b97d088")
        .isNotEqualTo(ParticipantRegistration.of(Examples.REGISTRATION, other))
        .isNotEqualTo(ParticipantRegistration.of(other, Examples.PERSON));
  }

  private static Completed completedAt(Instant at, Duration duration) {
    return new Completed(
        Examples.PERSON,
        Examples.REGISTRATION,
        Optional.empty(),
        at,
        Optional.of(duration),
        Examples.REFLECTION,
        Optional.of(Examples.TILLID),
        Examples.CATALOGUE,
        1,
        1);
  }

  private static JsonNode json(Completed facts) throws IOException {
    return JSON.readTree(Examples.factory().completed(facts).toJson());
  }
}
