package dk.ledelseskatalog.searchlog;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** What is remembered of a search never holds what tells of somebody, however it is written. */
final class CountableQueryFuzzTest {
  @FuzzTest
  void nothingTooLongAndNoAddressIsCounted(FuzzedDataProvider data) {
    CountableQuery.of("da", data.consumeRemainingAsString())
        .ifPresent(
            query -> {
              if (query.text().contains("@") || query.text().length() > 80) {
                throw new AssertionError(query.text());
              }
            });
  }
}
