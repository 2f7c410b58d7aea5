package dk.ledelseskatalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRequestTest {
  private static final String UUID_TEXT = "6f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11";

  @Test
  void theExampleOfTheDesignIsRead() {
    assertThat(read(body("{'durationSeconds':600}")))
        .isEqualTo(
            new CompletionRequest(
                new EntryId("reflections", "r"),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(10)),
                Optional.empty()));
  }

  @Test
  void everyAttributeIsRead() {
    String all =
        "{'completedAt':'2026-11-23T10:00:00+01:00','durationSeconds':0,'registration':'"
            + UUID_TEXT.toUpperCase(java.util.Locale.ROOT)
            + "'}";

    assertThat(read(body(all)))
        .isEqualTo(
            new CompletionRequest(
                new EntryId("reflections", "r"),
                Optional.of(Instant.parse("2026-11-23T09:00:00Z")),
                Optional.of(Duration.ZERO),
                Optional.of(UUID.fromString(UUID_TEXT))));
  }

  @Test
  void nullsAreAsGoodAsNothing() {
    assertThat(read(body("{'completedAt':null,'durationSeconds':null,'registration':null}")))
        .isEqualTo(
            new CompletionRequest(
                new EntryId("reflections", "r"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'completedAt':'yesterday'}                    | 422 | /data/attributes/completedAt",
        "{'completedAt':'2026-11-23'}                   | 422 | /data/attributes/completedAt",
        "{'completedAt':'2026-11-23T10:00:00'}          | 422 | /data/attributes/completedAt",
        "{'completedAt':'2026-02-30T10:00:00Z'}         | 422 | /data/attributes/completedAt",
        "{'completedAt':'1999-12-31T23:59:59Z'}         | 422 | /data/attributes/completedAt",
        "{'completedAt':'-999999999-01-01T00:00:00Z'}   | 422 | /data/attributes/completedAt",
        "{'completedAt':1764000000}                     | 422 | /data/attributes/completedAt",
        "{'completedAt':['2026-11-23T10:00:00Z']}       | 422 | /data/attributes/completedAt",
        "{'completedAt':''}                             | 422 | /data/attributes/completedAt",
        "{'durationSeconds':-1}                         | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':1.5}                        | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':'600'}                      | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':2678401}                    | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':99999999999999999999999999} | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':1e400}                      | 422 | /data/attributes/durationSeconds",
        "{'durationSeconds':true}                       | 422 | /data/attributes/durationSeconds",
        "{'registration':'1-1-1-1-1'}                   | 422 | /data/attributes/registration",
        "{'registration':''}                            | 422 | /data/attributes/registration",
        "{'registration':7}                             | 422 | /data/attributes/registration",
        "{'registration':'00000000-0000-0000-0000-000000000000'} | 422 | /data/attributes/registration",
        "{'registration':'6f1f1d3c-6a4e-4b1e-0a53-0d2f7a3b5c11'} | 422 | /data/attributes/registration",
        "{'registration':'6f1f1d3c-6a4e-4b1e-9a53-0d2f7a3b5c11 '} | 422 | /data/attributes/registration",
        "{'note':'Jeg har lært, at …'}                  | 400 | /data/attributes/note",
        "{'answer':'x'}                                 | 400 | /data/attributes/answer",
        "{'response':{'text':'x'}}                      | 400 | /data/attributes/response",
        "{'person':'somebody'}                          | 400 | /data/attributes/person",
        "{'release':1}                                  | 400 | /data/attributes/release",
        "{'statement':'x'}                              | 400 | /data/attributes/statement"
      })
  void theseAttributesAreRefused(String attributes, int status, String pointer) {
    ErrorObject error = error(body(attributes));

    assertThat(error.status()).isEqualTo(status);
    assertThat(error.source().orElseThrow().value()).isEqualTo(pointer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                       | 400 | activity-missing",
        "{'activity':{'data':null}}                               | 400 | activity-missing",
        "{'activity':{'data':[]}}                                 | 400 | activity-missing",
        "{'activity':{'data':[{'type':'reflections','id':'r'}]}}  | 400 | activity-missing",
        "{'activity':{'data':{'type':'reflections'}}}             | 400 | invalid-document",
        "{'activity':{}}                                          | 400 | invalid-document",
        "{'activity':{'data':{'type':'r','id':'r'}},'person':{'data':null}} | 400 | unknown-member"
      })
  void theseRelationshipsAreRefused(String relationships, int status, String code) {
    ErrorObject error =
        error("{'data':{'type':'completions','relationships':" + relationships + "}}");

    assertThat(error.status()).isEqualTo(status);
    assertThat(error.code()).isEqualTo(code);
  }

  @Test
  void anIdOfTheCallersIsRefused() {
    ErrorObject error =
        error("{'data':{'type':'completions','id':'" + UUID_TEXT + "','relationships':{}}}");

    assertThat(error.status()).isEqualTo(403);
    assertThat(error.source().orElseThrow().value()).isEqualTo("/data/id");
  }

  private static String body(String attributes) {
    return "{'data':{'type':'completions','attributes':"
        + attributes
        + ",'relationships':{'activity':{'data':{'type':'reflections','id':'r'}}}}}";
  }

  private static CompletionRequest read(String body) {
    return CompletionRequest.read(
        new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static ErrorObject error(String body) {
    return catchThrowableOfType(JsonApiException.class, () -> read(body)).errors().get(0);
  }
}
