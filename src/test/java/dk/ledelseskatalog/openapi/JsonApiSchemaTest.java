package dk.ledelseskatalog.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our JSON Schema of JSON:API 1.1 refuses what the specification forbids. */
class JsonApiSchemaTest {
  private static final String VERSION = "\"jsonapi\":{\"version\":\"1.1\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"data\":null",
        "\"data\":[]",
        "\"data\":{\"type\":\"a\",\"id\":\"1\"}",
        "\"data\":[{\"type\":\"a\",\"id\":\"1\",\"attributes\":{\"b\":null}}],\"included\":[]",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"relationships\":{\"b\":{\"data\":null}}}",
        "\"meta\":{\"a\":1},\"links\":{\"self\":{\"href\":\"/a\"}}",
        "\"errors\":[{\"status\":\"404\",\"code\":\"not-found\",\"detail\":\"No.\"}]"
      })
  void theseDocumentsAreLawful(String members) throws Exception {
    assertThat(Description.jsonApiFaults("application/vnd.api+json", document(members))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"links\":{\"self\":\"/a\"}",
        "\"data\":null,\"errors\":[{\"status\":\"404\",\"code\":\"a\",\"detail\":\"b\"}]",
        "\"meta\":{\"a\":1},\"included\":[]",
        "\"data\":null,\"extra\":1",
        "\"data\":{\"id\":\"1\",\"attributes\":{\"a\":1}}",
        "\"data\":{\"type\":\"a\",\"id\":1,\"attributes\":{\"a\":1}}",
        "\"data\":{\"type\":\"a b!\",\"id\":\"1\",\"attributes\":{\"a\":1}}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"attributes\":[]}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"attributes\":{\"type\":1}}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"attributes\":{\"-a\":1}}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"relationships\":{\"b\":{}}}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"relationships\":{\"b\":{\"links\":{\"x\":\"/\"}}}}",
        "\"data\":{\"type\":\"a\",\"id\":\"1\",\"relationships\":{\"b\":{\"data\":\"1\"}}}",
        "\"data\":[{\"type\":\"a\",\"id\":\"1\"},{\"type\":\"a\"}]",
        "\"data\":null,\"meta\":[]",
        "\"data\":null,\"links\":{\"self\":{\"title\":\"a\"}}",
        "\"data\":null,\"links\":{\"other\":\"/a\"}",
        "\"errors\":{}",
        "\"errors\":[{\"status\":404,\"code\":\"a\",\"detail\":\"b\"}]",
        "\"errors\":[{\"status\":\"404\",\"code\":\"a\",\"detail\":\"b\",\"source\":\"c\"}]"
      })
  void theseDocumentsAreRefused(String members) throws Exception {
    assertThat(Description.jsonApiFaults("application/vnd.api+json", document(members)))
        .isNotEmpty();
  }

  /** None is ever applied here, so every answer with one is wrong. */
  @Test
  void anExtensionOrProfileThatWasNotAppliedIsNotNamed() throws Exception {
    for (String member : new String[] {"ext", "profile"}) {
      String named =
          "{\"jsonapi\":{\"version\":\"1.1\",\"" + member + "\":[\"https://a.b\"]},\"data\":null}";
      assertThat(
              Description.jsonApiFaults(
                  "application/vnd.api+json", named.getBytes(StandardCharsets.UTF_8)))
          .isNotEmpty();
    }
  }

  private static byte[] document(String members) {
    return ("{" + VERSION + "," + members + "}").getBytes(StandardCharsets.UTF_8);
  }
}
