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

  private static final Set<String> LIGHT_WORDS =
      Set.of(
          "become",
          "better",
          "big",
          "come",
          "find",
          "get",
          "gets",
          "give",
          "gives",
          "giving",
          "go",
          "good",
          "great",
          "have",
          "important",
          "keep",
          "make",
          "makes",
          "making",
          "put",
          "take",
          "takes",
          "taking",
          "thing",
          "things",
          "use",
          "using",
          "want",
          "way",
          "ways");

  @Override
  public WordViews analyse(String surface) {
    List<String> stems = stems(surface);
    return new WordViews(surface, stems, stems, List.of());
  }

  @Override
  public List<String> stems(String surface) {
    EnglishStemmer stemmer = new EnglishStemmer();
    stemmer.setCurrent(surface);
    stemmer.stem();
    return List.of(stemmer.getCurrent());
  }

  @Override
  public boolean isStopWord(String surface) {
    return STOP_WORDS.contains(surface);
  }

  @Override
  public boolean isLight(String surface) {
    return LIGHT_WORDS.contains(surface);
  }

  /** There is no English word list here; what the index does not have may be corrected. */
  @Override
  public Standing standing(String surface) {
    return Standing.UNKNOWN;
  }

  @Override
  public List<String> phrasalRoots(String verb, String particle, boolean adjacent) {
    return List.of();
  }
}
