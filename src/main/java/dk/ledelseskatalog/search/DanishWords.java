package dk.ledelseskatalog.search;

import java.util.List;
import java.util.Set;
import org.tartarus.snowball.ext.DanishStemmer;

/** Danish words: Snowball stems and our own stop words. */
final class DanishWords implements WordAnalysis {
  /**
   * Asked of a query only; the index keeps every word. Lucene's list holds "mod", one of the three
   * core values, so this one is ours. Never here: mod, selv, under, over, op, ud, alle.
   */
  private static final Set<String> STOP_WORDS =
      Set.of(
          "af", "at", "da", "de", "dem", "den", "der", "deres", "det", "dig", "din", "dine", "dit",
          "du", "eller", "en", "er", "et", "for", "fra", "før", "ham", "han", "hans", "har", "hos",
          "hun", "hvad", "hvem", "hver", "hvilke", "hvilken", "hvilket", "hvis", "hvor", "hvordan",
          "hvorfor", "i", "ikke", "ind", "jeg", "jer", "jeres", "kan", "man", "med", "meget", "men",
          "mig", "min", "mine", "mit", "når", "og", "også", "om", "os", "på", "sig", "sin", "sine",
          "sit", "skal", "som", "til", "var", "vi", "vil", "vores", "være", "så", "noget", "nogle",
          "nogen", "blive", "bliver", "end", "have", "må", "få", "får", "evt", "fx", "bl", "a");

  @Override
  public WordViews analyse(String surface) {
    DanishStemmer stemmer = new DanishStemmer();
    stemmer.setCurrent(surface);
    stemmer.stem();
    List<String> stems = List.of(stemmer.getCurrent());
    return new WordViews(surface, stems, stems, List.of(), List.of());
  }

  @Override
  public boolean isStopWord(String surface) {
    return STOP_WORDS.contains(surface);
  }
}
