package dk.ledelseskatalog.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "*/*",
        "application/vnd.api+json",
        "APPLICATION/VND.API+JSON",
        "application/vnd.api+json;q=0.5",
        "application/vnd.api+json; profile=\"https://example.org/a https://example.org/b\"",
        "application/vnd.api+json; charset=utf-8, application/vnd.api+json",
        "application/vnd.api+json; ext=\"https://example.org/ext\", application/vnd.api+json",
        "text/html, application/xhtml+xml, */*;q=0.8",
        "application/json",
        "text/html;x=\"application/vnd.api+json;a=b\"",
        ", ,"
      })
  void theseAcceptHeadersGetAnAnswer(@Nullable String accept) {
    assertThatCode(() -> MediaTypes.requireAcceptable(accept)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.api+json; charset=utf-8",
        "application/vnd.api+json; charset=utf-8, */*",
        "application/vnd.api+json; ext=\"https://example.org/ext\"",
        "application/vnd.api+json; ext=\"https://example.org/ext\", application/vnd.api+json; a=b",
        "application/vnd.api+json; profile=\"https://example.org/a\"; a=b",
        "application/vnd.api+json;q=0"
      })
  void theseAcceptHeadersAreRefusedWith406(String accept) {
    ErrorObject error = error(() -> MediaTypes.requireAcceptable(accept));
    assertThat(error.status()).isEqualTo(406);
    assertThat(error.source()).contains(ErrorObject.Source.header("Accept"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.api+json",
        "Application/Vnd.Api+Json",
        "application/vnd.api+json; profile=\"https://example.org/a\""
      })
  void theseContentTypesAreRead(String contentType) {
    assertThatCode(() -> MediaTypes.requireJsonApi(contentType)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "application/json",
        "application/vnd.api+json; charset=utf-8",
        "application/vnd.api+json; ext=\"https://example.org/ext\"",
        "application/vnd.api+json, application/vnd.api+json"
      })
  void theseContentTypesAreRefusedWith415(@Nullable String contentType) {
    ErrorObject error = error(() -> MediaTypes.requireJsonApi(contentType));
    assertThat(error.status()).isEqualTo(415);
    assertThat(error.source()).contains(ErrorObject.Source.header("Content-Type"));
  }

  @Test
  void theRefusalNamesTheParameterThatIsTooMuch() {
    assertThat(
            error(() -> MediaTypes.requireJsonApi("application/vnd.api+json; charset=utf-8")).en())
        .contains("charset");
  }

  private static ErrorObject error(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(JsonApiException.class, call).errors().get(0);
  }
}
