package dk.ledelseskatalog.search;

import java.util.List;

/** A language that remembers what it found out of the words asked for last. Thread-safe. */
final class RememberedAnalysis implements WordAnalysis {
  private static final int MOST = 10_000;

  private final WordAnalysis language;
  private final Recent<String, WordViews> views = new Recent<>(MOST);
  private final Recent<String, Standing> standings = new Recent<>(MOST);
  private final Recent<String, Boolean> light = new Recent<>(MOST);

  RememberedAnalysis(WordAnalysis language) {
    this.language = language;
  }

  @Override
  public WordViews analyse(String surface) {
    return views.get(surface, language::analyse);
  }

  @Override
  public List<String> stems(String surface) {
    return language.stems(surface);
  }

  @Override
  public boolean isStopWord(String surface) {
    return language.isStopWord(surface);
  }

  @Override
  public boolean isLight(String surface) {
    return light.get(surface, language::isLight);
  }

  @Override
  public Standing standing(String surface) {
    return standings.get(surface, language::standing);
  }

  @Override
  public List<String> phrasalRoots(String verb, String particle, boolean adjacent) {
    return language.phrasalRoots(verb, particle, adjacent);
  }
}
