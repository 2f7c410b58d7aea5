package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.jsonapi.Document;
import java.util.Set;
import java.util.function.Function;

/** Answers reads of one release, the current one or an old one. */
interface ReleaseReader {

  /** Makes the document that answers a request. */
  @FunctionalInterface
  interface Renderer {
    Document render(Reading reading);
  }

  /**
   * Answers from memory, else renders and remembers.
   *
   * @param path below the release's address, such as {@code /themes/tillid}; decides, with the
   *     query and the language, everything the renderer does
   * @param parameters that may be asked for on this path
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException for a request that cannot be answered
   */
  Answer answer(
      ReadRequest request,
      String path,
      Function<ReleaseView, Set<String>> parameters,
      Renderer renderer);
}
