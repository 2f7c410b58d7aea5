package dk.ledelseskatalog.jsonapi;

import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which states of a resource a change was written against (RFC 9110, 13.1.1), so that nobody
 * overwrites what they have not seen.
 *
 * @param tags strong entity tags as they came; empty for any state
 */
public record IfMatch(Optional<Set<String>> tags) {
  /** The header. */
  public static final Source SOURCE = Source.header("If-Match");

  public IfMatch {
    tags = tags.map(Set::copyOf);
  }

  /**
   * Reads the {@code If-Match} header.
   *
   * @throws JsonApiException 428 if there is none (RFC 6585)
   */
  public static IfMatch read(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new JsonApiException(
          ErrorObject.of(
              428,
              "if-match-missing",
              SOURCE,
              "Send headeren If-Match med det ETag, som læsningen gav, så ingen ændring går tabt.",
              "Send the header If-Match with the ETag that reading gave, so that no change is"
                  + " lost."));
    }
    if (header.strip().equals("*")) {
      return new IfMatch(Optional.empty());
    }
    // Our tags hold no comma, so a tag that does is not ours and may be cut in two.
    return new IfMatch(
        Optional.of(
            Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toSet())));
  }

  /** Whether the change may be made to the state that has this tag. */
  public boolean accepts(String tag) {
    return tags.isEmpty() || tags.get().contains(tag);
  }
}
