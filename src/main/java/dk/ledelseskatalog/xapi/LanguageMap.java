package dk.ledelseskatalog.xapi;

import java.util.Optional;

/** One text in Danish and, where somebody wrote it, in English. */
public record LanguageMap(String da, Optional<String> en) {
  public LanguageMap {
    if (da.isBlank()) {
      throw new IllegalArgumentException("A language map without a Danish text");
    }
  }

  public static LanguageMap of(String da) {
    return new LanguageMap(da, Optional.empty());
  }

  public static LanguageMap of(String da, String en) {
    return new LanguageMap(da, Optional.of(en));
  }
}
