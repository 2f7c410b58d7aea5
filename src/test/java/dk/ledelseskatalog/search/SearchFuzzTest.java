package dk.ledelseskatalog.search;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From what is typed to the hits: no text may end in anything but an answer. */
final class SearchFuzzTest {
  private static final SearchIndex INDEX =
      new Entries()
          .theme("tillid", "Tillid", "i relationerne")
          .inspiration("samtale", "tillid", "En medarbejdersamtale bakker op om tilliden.")
          .translated("mod", "Mod til at prøve", "Courage to try")
          .synonyms(List.of("ros", "change management"), List.of("anerkendelse"))
          .pin("da", "årets tema", "samtale")
          .index();

  @FuzzTest
  void whateverIsTypedIsAnswered(FuzzedDataProvider data) {
    String language = data.consumeBoolean() ? "da" : "en";
    boolean verbatim = data.consumeBoolean();
    String typed = data.consumeRemainingAsString();
    INDEX.search(new SearchQuery(typed, language, Map.of(), Optional.empty(), 0, 20, verbatim));
    INDEX.suggest(typed, language, List.of("tillid og mod"), 8);
  }
}
