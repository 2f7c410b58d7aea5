package dk.ledelseskatalog.masterclass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calendar files, read by a parser that is not ours. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CalendarTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
  private static final String TITLE =
      "Modige samtaler; om at sige det, der er svært, og at høre det\\det andre siger 🙂 æøå";
  private static final String PLACE = "Rådhuset, lokale 3; 1. sal, Frederiksværk";

  @Test
  void aReaderFindsWhatTheSessionIs() throws Exception {
    JsonNode read = read(file(session(SessionStatus.PLANNED, Optional.of(PLACE)), true));

    assertThat(read.path("version").asText()).isEqualTo("2.0");
    assertThat(read.path("events").asInt()).isEqualTo(1);
    assertThat(read.path("uid").asText())
        .isEqualTo("modige-samtaler-2026-11-24@ledelse.example.dk");
    assertThat(read.path("sequence").asInt()).isEqualTo(1);
    assertThat(read.path("start").asText()).isEqualTo("2026-11-24T08:00:00.000Z");
    assertThat(read.path("end").asText()).isEqualTo("2026-11-24T11:00:00.000Z");
    assertThat(read.path("stamp").asText()).isEqualTo("2026-11-23T09:00:00.000Z");
    assertThat(read.path("summary").asText()).isEqualTo(TITLE);
    assertThat(read.path("location").asText()).isEqualTo(PLACE);
    assertThat(read.path("url").asText()).isEqualTo("https://moede.example.dk/1?a=b,c;d");
    assertThat(read.path("description").asText())
        .isEqualTo("Facilitator: Anne, Åse\nhttps://moede.example.dk/1?a=b,c;d");
    assertThat(read.path("status").asText()).isEqualTo("CONFIRMED");
  }

  @Test
  void aLaterVersionReplacesTheEarlierAndTellsThatItIsCancelled() throws Exception {
    Session session = session(SessionStatus.PLANNED, Optional.empty());
    JsonNode before = read(file(session, true));
    SessionDetails details = session.details();
    session.change(
        new SessionDetails(
            details.startsAt(),
            details.endsAt(),
            details.timeZone(),
            details.place(),
            details.link(),
            details.capacity(),
            details.facilitators(),
            details.signUpOpensAt(),
            details.signUpClosesAt(),
            SessionStatus.CANCELLED),
        NOW.plusSeconds(60));

    JsonNode after = read(file(session, true));

    assertThat(after.path("uid")).isEqualTo(before.path("uid"));
    assertThat(after.path("sequence").asInt()).isGreaterThan(before.path("sequence").asInt());
    assertThat(after.path("status").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void theLinkIsForThoseWhoAreSignedIn() {
    Session session = session(SessionStatus.PLANNED, Optional.empty());

    assertThat(file(session, false)).doesNotContain("moede.example.dk");
    assertThat(file(session, true)).contains("LOCATION:https://moede.example.dk");
  }

  @Test
  void noLineIsLongerThanSeventyFiveOctetsAndEachEndsAsItMust() {
    String file = file(session(SessionStatus.PLANNED, Optional.of(PLACE.repeat(5))), true);

    assertThat(file).endsWith("\r\n").doesNotContain("\r\r").doesNotContain("\n\n");
    for (String line : List.of(file.split("\r\n"))) {
      assertThat(line).doesNotContain("\n").doesNotContain("\r").doesNotContain("\uFFFD");
      assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
    }
  }

  private static Session session(SessionStatus status, Optional<String> place) {
    return new Session(
        "modige-samtaler-2026-11-24",
        "modige-samtaler",
        new SessionDetails(
            Instant.parse("2026-11-24T08:00:00Z"),
            Instant.parse("2026-11-24T11:00:00Z"),
            SessionDetails.USUAL_ZONE,
            place,
            Optional.of(URI.create("https://moede.example.dk/1?a=b,c;d")),
            20,
            List.of("Anne", "Åse"),
            Optional.empty(),
            Optional.empty(),
            status),
        NOW);
  }

  private static String file(Session session, boolean signedIn) {
    return new String(
        Calendar.of(session, TITLE, URI.create("https://ledelse.example.dk"), signedIn),
        StandardCharsets.UTF_8);
  }

  private static JsonNode read(String file) throws Exception {
    Process reader =
        new ProcessBuilder("node", "src/test/lrs/calendar.mjs").redirectErrorStream(true).start();
    try (var input = reader.getOutputStream()) {
      input.write(file.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor())
        .as("run `npm ci` in src/test/lrs first if modules are missing:%n%s", output)
        .isZero();
    return new ObjectMapper().readTree(output);
  }
}
