package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRequestTest {
  private static final String LEAST =
      """
      "startsAt": "2027-03-09T09:00:00+01:00", "endsAt": "2027-03-09T12:00:00+01:00",\
       "capacity": 20\
      """;

  @Test
  void theLeastThatMustBeSaidIsEnough() {
    SessionDetails details = SessionRequest.read(body(request(LEAST))).details();

    assertThat(details.startsAt()).isEqualTo(Instant.parse("2027-03-09T08:00:00Z"));
    assertThat(details.timeZone()).isEqualTo(SessionDetails.USUAL_ZONE);
    assertThat(details.capacity()).isEqualTo(20);
    assertThat(details.facilitators()).isEmpty();
    assertThat(details.place()).isEmpty();
    assertThat(details.status()).isEqualTo(SessionStatus.PLANNED);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceEachWithItsPointer() {
    List<ErrorObject> errors =
        errors(
            """
            {"data": {"type": "sessions", "attributes": {"startsAt": "i morgen",
             "timeZone": "+01:00", "place": "a\\nb", "link": "http://x.dk", "capacity": 0,
             "facilitators": "Anne", "signUpOpensAt": 7, "status": "held"}}}\
            """);

    assertThat(errors)
        .extracting(error -> error.source().orElseThrow().value())
        .containsExactlyInAnyOrder(
            "/data/attributes/startsAt",
            "/data/attributes/endsAt",
            "/data/attributes/capacity",
            "/data/attributes/timeZone",
            "/data/attributes/place",
            "/data/attributes/link",
            "/data/attributes/facilitators",
            "/data/attributes/signUpOpensAt",
            "/data/attributes/status",
            "/data/relationships/masterclass");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endsAt|\"2027-03-09T09:00:00+01:00\"",
        "endsAt|\"2027-05-09T09:00:00+01:00\"",
        "startsAt|\"1999-12-31T00:00:00Z\"",
        "startsAt|\"2027-03-09T09:00:00\"",
        "startsAt|null",
        "startsAt|1741510800",
        "capacity|10001",
        "capacity|1.5",
        "capacity|\"20\"",
        "capacity|99999999999999999999",
        "timeZone|\"Europe/Atlantis\"",
        "timeZone|\"UTC+1\"",
        "place|\"\"",
        "place|\"a\\u0001b\"",
        "place|7",
        "link|\"https://bruger:kode@x.dk/\"",
        "link|\"javascript:alert(1)\"",
        "link|\"https:///x\"",
        "facilitators|[\"\"]",
        "facilitators|[7]",
        "facilitators|{}",
        "signUpClosesAt|\"2027-03-09T12:00:01+01:00\"",
        "signUpOpensAt|\"2027-03-09T09:00:00+01:00\"",
        "status|\"cancelled\"",
        "status|\"Planned\"",
      })
  void whatCannotBeIsRefused(String attribute, String value) {
    String attributes =
        LEAST.contains("\"" + attribute + "\"")
            ? LEAST.replaceFirst(
                "\"" + attribute + "\": (\"[^\"]*\"|[0-9]+)",
                Matcher.quoteReplacement("\"" + attribute + "\": " + value))
            : LEAST + ", \"" + attribute + "\": " + value;

    List<ErrorObject> errors = errors(request(attributes));

    assertThat(errors)
        .anySatisfy(
            error -> {
              assertThat(error.status()).isEqualTo(422);
              assertThat(error.source().orElseThrow().value())
                  .isEqualTo("/data/attributes/" + attribute);
            });
  }

  @Test
  void signUpMayStayOpenUntilTheEnd() {
    SessionDetails details =
        SessionRequest.read(
                body(request(LEAST + ", \"signUpClosesAt\": \"2027-03-09T12:00:00+01:00\"")))
            .details();

    assertThat(details.signUpClosesAt()).contains(details.endsAt());
  }

  private static String request(String attributes) {
    return """
    {"data": {"type": "sessions", "attributes": {%s},
     "relationships": {"masterclass": {"data": {"type": "masterclasses", "id": "x"}}}}}\
    """
        .formatted(attributes);
  }

  private static List<ErrorObject> errors(String body) {
    return catchThrowableOfType(JsonApiException.class, () -> SessionRequest.read(body(body)))
        .errors();
  }
}
