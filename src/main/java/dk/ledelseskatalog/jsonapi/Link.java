package dk.ledelseskatalog.jsonapi;

import java.util.Optional;

/**
 * One link; written as a string where the address is all there is to say.
 *
 * @param href absolute
 * @param title what people call the target
 * @param hreflang the language the target is in
 */
public record Link(String href, Optional<String> title, Optional<String> hreflang) {
  public static Link to(String href) {
    return new Link(href, Optional.empty(), Optional.empty());
  }

  public static Link to(String href, String title) {
    return new Link(href, Optional.of(title), Optional.empty());
  }

  public static Link inLanguage(String href, String language) {
    return new Link(href, Optional.empty(), Optional.of(language));
  }

  /** Whether the address is all there is to say. */
  boolean isPlain() {
    return title.isEmpty() && hreflang.isEmpty();
  }
}
