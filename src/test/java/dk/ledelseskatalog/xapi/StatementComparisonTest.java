package dk.ledelseskatalog.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatementComparisonTest {
  private static final String SENT =
      "{\"id\": \"x\", \"verb\": {\"id\": \"v\"}, \"timestamp\": \"2026-11-23T09:30:00.250Z\"}";

  @Test
  void whatAStoreAddsAndTheOrderOfMembersDoNotMatter() throws IOException {
    assertThat(
            same(
                "{\"timestamp\": \"2026-11-23T10:30:00.25+01:00\", \"stored\": \"2026\","
                    + " \"authority\": {}, \"version\": \"1.0.0\", \"verb\": {\"id\": \"v\"},"
                    + " \"id\": \"x\"}"))
        .isTrue();
  }

  @Test
  void anotherMeaningOrInstantDoes() throws IOException {
    assertThat(same(SENT.replace("\"v\"", "\"w\""))).isFalse();
    assertThat(same(SENT.replace(".250", ".251"))).isFalse();
    assertThat(same(SENT.replace("\"id\": \"x\",", "\"id\": \"x\", \"result\": {},"))).isFalse();
    assertThat(same("{\"id\": \"x\", \"verb\": {\"id\": \"v\"}}")).isFalse();
    assertThat(same("[]")).isFalse();
  }

  private static boolean same(String stored) throws IOException {
    return StatementComparison.same(
        SENT.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8));
  }
}
