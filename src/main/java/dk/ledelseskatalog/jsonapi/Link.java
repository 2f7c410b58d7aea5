package dk.ledelseskatalog.jsonapi;

import java.util.Optional;

/**
 * One link; written as a string where the address is all there is to say.
 *
 * @param href absolute
 * @param title what people call the target
 */
public record Link(String href, Optional<String> title) {
  public static Link to(String href) {
    return new Link(href, Optional.empty());
  }

  public static Link to(String href, String title) {
    return new Link(href, Optional.of(title));
  }
}
