package dk.ledelseskatalog.jsonapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDocumentTest {

  @Test
  void aCompletionAsTheDesignWritesItIsRead() {
    RequestDocument document =
        read(
            """
            {"data": {"type": "completions", "lid": "c1", "attributes": {"durationSeconds": 600},
                      "relationships": {"activity": {"data": {"type": "reflections", "id": "r"}}}}}
            """);

    assertThat(document.lid()).contains("c1");
    assertThat(document.attributes().get("durationSeconds").intValue()).isEqualTo(600);
    assertThat(document.relationship("activity"))
        .contains(new Linkage.One(new ResourceIdentifier("reflections", "r")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                       | 400 | malformed-json    |",
        "{                                                        | 400 | malformed-json    |",
        "{} {}                                                    | 400 | malformed-json    |",
        "{\"data\":{\"type\":\"a\",\"type\":\"completions\"}}     | 400 | malformed-json    |",
        "[]                                                       | 400 | invalid-document  | /data",
        "{\"data\":[]}                                            | 400 | invalid-document  | /data",
        "{\"data\":{}}                                            | 400 | invalid-document  | /data/type",
        "{\"data\":{\"type\":1}}                                  | 400 | invalid-document  | /data/type",
        "{\"data\":{\"type\":\"themes\"}}                         | 409 | wrong-type        | /data/type",
        "{\"data\":{\"type\":\"completions\",\"id\":\"1\"}}       | 403 | client-generated-id | /data/id",
        "{\"data\":{\"type\":\"completions\",\"lid\":1}}          | 400 | invalid-document  | /data/lid",
        "{\"data\":{\"type\":\"completions\",\"attributes\":[]}}  | 400 | invalid-document  | /data/attributes",
        "{\"data\":{\"type\":\"completions\",\"relationships\":{\"a/b\":{}}}} | 400 | invalid-document | /data/relationships/a~1b/data",
        "{\"data\":{\"type\":\"completions\",\"relationships\":{\"a\":{\"data\":[{}]}}}} | 400 | invalid-document | /data/relationships/a/data/0"
      })
  void theseBodiesAreRefused(String body, int status, String code, @Nullable String pointer) {
    ErrorObject error = error(body.getBytes(UTF_8));
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.code()).isEqualTo(code);
    if (pointer != null) {
      assertThat(error.source()).contains(ErrorObject.Source.pointer(pointer));
    }
  }

  @Test
  void depthOf64IsReadAndOneMoreIsNot() {
    assertThat(read(nested(60)).attributes().has("x")).isTrue();
    assertThat(error(nested(62).getBytes(UTF_8)).code()).isEqualTo("json-too-deep");
    assertThat(error("[".repeat(100_000).getBytes(UTF_8)).code()).isEqualTo("json-too-deep");
  }

  @Test
  void aBodyOverOneMegabyteIsRefusedAndNotReadToItsEnd() throws Exception {
    byte[] endless = new byte[50 * 1_048_576];
    InputStream body = new ByteArrayInputStream(endless);

    JsonApiException thrown =
        catchThrowableOfType(
            JsonApiException.class, () -> RequestDocument.readCreate(body, "completions"));

    assertThat(thrown.errors().get(0).status()).isEqualTo(413);
    assertThat(body.available()).isPositive();
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 =
        "{\"data\":{\"type\":\"completions\",\"attributes\":{\"x\":\"ø\"}}}".getBytes(ISO_8859_1);
    assertThat(error(latin1).code()).isEqualTo("malformed-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x': {'da': ['ja', 'a\\u0000b']}}|/data/attributes/x/da/1",
        "{'x': '\\ud800'}|/data/attributes/x",
        "{'x': '\\udc00\\ud800'}|/data/attributes/x",
        "{'\\udfff': 1}|/data/attributes",
      })
  void halfACharacterAndNulAreRefused(String attributes, String pointer) {
    String body =
        "{\"data\": {\"type\": \"completions\", \"attributes\": "
            + attributes.replace('\'', '"')
            + "}}";

    ErrorObject refusal = error(body.getBytes(UTF_8));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.code()).isEqualTo("invalid-text");
    assertThat(refusal.source().orElseThrow().value()).isEqualTo(pointer);
  }

  @Test
  void aWholeCharacterOfTwoHalvesIsRead() {
    String face = "\\ud83d\\ude00";

    RequestDocument document =
        read("{\"data\": {\"type\": \"completions\", \"attributes\": {\"x\": \"" + face + "\"}}}");

    assertThat(document.attributes().path("x").textValue()).isEqualTo("\ud83d\ude00");
  }

  @Test
  void aMisspeltAttributeIsNamedWithTheNearestRightOne() {
    RequestDocument document =
        read(
            """
            {"data": {"type": "completions", "attributes": {"durationSecond": 1, "@mine": 2}}}
            """);

    JsonApiException thrown =
        catchThrowableOfType(
            JsonApiException.class,
            () -> document.requireOnly(Set.of("durationSeconds"), Set.of("activity")));

    assertThat(thrown.errors()).hasSize(1);
    assertThat(thrown.errors().get(0).source())
        .contains(ErrorObject.Source.pointer("/data/attributes/durationSecond"));
    assertThat(thrown.errors().get(0).en()).contains("durationSeconds");
  }

  private static String nested(int depth) {
    return "{\"data\":{\"type\":\"completions\",\"attributes\":{\"x\":"
        + "[".repeat(depth)
        + "]".repeat(depth)
        + "}}}";
  }

  private static RequestDocument read(String body) {
    return RequestDocument.readCreate(
        new ByteArrayInputStream(body.getBytes(UTF_8)), "completions");
  }

  private static ErrorObject error(byte[] body) {
    return catchThrowableOfType(
            JsonApiException.class,
            () -> RequestDocument.readCreate(new ByteArrayInputStream(body), "completions"))
        .errors()
        .get(0);
  }
}
