package dk.ledelseskatalog.jsonapi;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** A query string is read or refused, and what was read can be written and read again. */
final class QueryParametersFuzzTest {
  private static final List<String> NAMES = List.of("filter[q]", "page[size]", "include");

  @FuzzTest
  void aQueryIsReadOrRefused(FuzzedDataProvider data) {
    try {
      QueryParameters query = QueryParameters.parse(data.consumeRemainingAsString(), NAMES);
      String address = query.appendTo("/api/search");
      int begin = address.indexOf('?');
      String again = begin < 0 ? "" : address.substring(begin + 1);
      if (!QueryParameters.parse(again, NAMES).appendTo("/api/search").equals(address)) {
        throw new AssertionError("Read otherwise the second time: " + address);
      }
    } catch (JsonApiException refused) {
      // The caller is told what is wrong, which is an answer too.
      return;
    }
  }
}
