package dk.ledelseskatalog.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|JSON_API",
        "*/*|JSON_API",
        "application/*|JSON_API",
        "application/json|JSON_API",
        "application/vnd.api+json|JSON_API",
        "application/vnd.api+json;profile=\"https://example.dk/p\"|JSON_API",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|JSON_API",
        "text/csv|CSV",
        "TEXT/CSV; charset=UTF-8|CSV",
        "text/*|CSV",
        "application/x-ndjson|NDJSON",
        "text/csv;q=0.5, application/x-ndjson|NDJSON",
        "text/csv;q=0.5, application/vnd.api+json;q=0.4|CSV",
        "text/csv, */*;q=0.1|CSV",
        "text/csv;q=0, */*|JSON_API",
        "application/vnd.api+json;q=0, */*;q=0.5|NDJSON",
        "application/vnd.api+json;ext=\"https://jsonapi.org/ext/atomic\", text/csv;q=0.1|CSV",
        "text/csv, application/vnd.api+json|JSON_API",
      })
  void theMostWantedFormIsGiven(@Nullable String accept, RecordFormat format) {
    assertThat(RecordFormat.of(accept)).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/xml;q=0.9, image/*",
        "text/csv;q=0",
        "*/*;q=0",
        "text/csv;charset=iso-8859-1",
        "application/vnd.api+json;ext=x",
        "text",
        ";;;,,,"
      })
  void whatCannotBeGivenIsRefusedNamingWhatCan(String accept) {
    ErrorObject error =
        catchThrowableOfType(JsonApiException.class, () -> RecordFormat.of(accept)).errors().get(0);

    assertThat(error.status()).isEqualTo(406);
    assertThat(error.source().orElseThrow().value()).isEqualTo("Accept");
    assertThat(error.en()).contains("application/vnd.api+json", "application/x-ndjson", "text/csv");
  }
}
