package dk.ledelseskatalog.search;

import java.util.List;
import java.util.Set;
import org.tartarus.snowball.ext.EnglishStemmer;

/** English words: Snowball stems. */
final class EnglishWords implements WordAnalysis {
  private static final Set<String> STOP_WORDS =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for",
          "from", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "no", "not", "of",
          "on", "or", "our", "should", "so", "that", "the", "their", "them", "then", "there",
          "these", "they", "this", "to", "was", "we", "what", "when", "where", "which", "who",
          "why", "will", "with", "you", "your");

  @Override
  public WordViews analyse(String surface) {
    EnglishStemmer stemmer = new EnglishStemmer();
    stemmer.setCurrent(surface);
    stemmer.stem();
    List<String> stems = List.of(stemmer.getCurrent());
    return new WordViews(surface, stems, stems, List.of());
  }

  @Override
  public boolean isStopWord(String surface) {
    return STOP_WORDS.contains(surface);
  }

  /** There is no English word list here; what the index does not have may be corrected. */
  @Override
  public boolean isValid(String surface) {
    return false;
  }

  @Override
  public List<String> phrasalRoots(String verb, String particle, boolean adjacent) {
    return List.of();
  }
}
