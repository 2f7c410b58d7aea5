package dk.ledelseskatalog.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoIssuerTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));

  private final Path folder;

  DemoIssuerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "leder,leader",
    "leder-2,leader",
    "leder-999,leader",
    "redaktoer,editor",
    "facilitator,facilitator",
    "administrator,administrator",
    "platform,platform"
  })
  void theInventedPeopleHaveTheirRoles(String name, String role) throws Exception {
    DemoIssuer issuer = DemoIssuer.open(folder, clock);

    assertThat(issuer.validator().validate(issuer.issue(name).orElseThrow()))
        .isEqualTo(
            new TokenValidator.Outcome.Accepted(
                new Person(DemoIssuer.ISSUER, name, Set.of(role)),
                Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Leder", "leder-1", "leder-0", "leder-02", "leder-1000", "leder-2 "})
  void nobodyElseGetsAToken(String name) throws Exception {
    assertThat(DemoIssuer.open(folder, clock).issue(name)).isEmpty();
  }

  @Test
  void aTokenOutlivesARestartAndEndsAfterAnHour() throws Exception {
    String token = DemoIssuer.open(folder, clock).issue("leder").orElseThrow();
    TokenValidator afterRestart = DemoIssuer.open(folder, clock).validator();

    assertThat(afterRestart.validate(token)).isInstanceOf(TokenValidator.Outcome.Accepted.class);
    clock.advance(Duration.ofHours(1));
    assertThat(afterRestart.validate(token))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.EXPIRED));
  }

  @Test
  void tokensOfAnotherFolderAreNotBelieved() throws Exception {
    String token = DemoIssuer.open(folder.resolve("a"), clock).issue("leder").orElseThrow();

    assertThat(DemoIssuer.open(folder.resolve("b"), clock).validator().validate(token))
        .isEqualTo(new TokenValidator.Outcome.Refused(Refusal.UNKNOWN_KEY));
  }

  @Test
  void onlyTheOwnerCanReadTheKeyAndNothingElseIsLeftBehind() throws Exception {
    DemoIssuer.open(folder, clock);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(keyFile());
    }
  }

  @Test
  void nodesThatStartTogetherGetOneKey() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    Set<String> keys = Collections.synchronizedSet(new HashSet<>());
    try {
      Callable<Boolean> node =
          () -> {
            String token = DemoIssuer.open(folder, clock).issue("leder").orElseThrow();
            return keys.add(token.substring(0, token.indexOf('.')));
          };
      for (Future<Boolean> started : nodes.invokeAll(Collections.nCopies(8, node))) {
        started.get();
      }
    } finally {
      nodes.shutdownNow();
    }

    assertThat(keys).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"kty\":\"EC\"}", "not JSON"})
  void aDamagedKeyFileStopsTheStartAndSaysWhatToDo(String content) throws Exception {
    Files.writeString(keyFile(), content);

    assertThatThrownBy(() -> DemoIssuer.open(folder, clock))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(DemoIssuer.KEY_FILE)
        .hasMessageContaining("delete it");
  }

  @Test
  void theAnswerIsAnOAuthTokenAnswer() throws Exception {
    DemoIssuer issuer = DemoIssuer.open(folder, clock);

    JsonNode answer =
        new ObjectMapper().readTree(new DemoTokenResource(Optional.of(issuer)).token("platform"));

    assertThat(answer.properties()).hasSize(3);
    assertThat(answer.path("token_type").textValue()).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").intValue()).isEqualTo(3600);
    assertThat(issuer.validator().validate(answer.path("access_token").textValue()))
        .isInstanceOf(TokenValidator.Outcome.Accepted.class);
  }

  @Test
  void anUnknownPersonIsTheCallersMistake() throws Exception {
    DemoTokenResource resource = new DemoTokenResource(Optional.of(DemoIssuer.open(folder, clock)));

    for (String person : new String[] {"kim", "", null}) {
      JsonApiException thrown =
          catchThrowableOfType(JsonApiException.class, () -> resource.token(person));
      assertThat(thrown.errors().get(0).status()).isEqualTo(400);
      assertThat(thrown.errors().get(0).source().orElseThrow().value()).isEqualTo("person");
    }
  }

  @Test
  void withARealIssuerThereIsNothingHere() {
    JsonApiException thrown =
        catchThrowableOfType(
            JsonApiException.class, () -> new DemoTokenResource(Optional.empty()).token("leder"));

    assertThat(thrown.errors().get(0).status()).isEqualTo(404);
  }

  private Path keyFile() {
    return folder.resolve(DemoIssuer.KEY_FILE);
  }
}
