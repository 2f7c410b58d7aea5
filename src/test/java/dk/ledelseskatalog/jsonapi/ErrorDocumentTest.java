package dk.ledelseskatalog.jsonapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorDocumentTest {

  @Test
  void anErrorIsToldInTheCallersLanguage() {
    List<ErrorObject> errors =
        List.of(ErrorObject.of(400, "x", ErrorObject.Source.parameter("sort"), "Dansk", "English"));

    assertThat(new String(ErrorDocument.toBytes(errors, "en"), UTF_8))
        .isEqualTo(
            "{\"jsonapi\":{\"version\":\"1.1\"},\"errors\":[{\"status\":\"400\",\"code\":\"x\","
                + "\"detail\":\"English\",\"source\":{\"parameter\":\"sort\"}}]}");
    assertThat(new String(ErrorDocument.toBytes(errors, "da"), UTF_8)).contains("Dansk");
  }

  @Test
  void severalErrorsShareTheirStatusOrTheMostGeneralOne() {
    assertThat(status(404, 404)).isEqualTo(404);
    assertThat(status(404, 409)).isEqualTo(400);
    assertThat(status(409, 503)).isEqualTo(500);
  }

  private static int status(int... statuses) {
    return ErrorDocument.status(
        IntStream.of(statuses).mapToObj(s -> ErrorObject.of(s, "x", "da", "en")).toList());
  }
}
