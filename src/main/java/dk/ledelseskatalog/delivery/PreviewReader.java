package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Set;
import java.util.function.Function;

/** Answers reads of a preview, each one anew: nothing of it is kept, here or on the way. */
final class PreviewReader implements ReleaseReader {
  /** So little that nothing fits. */
  private static final long NOTHING = 0;

  private final PreviewSource source;
  private final Representations representations;
  private final String token;

  PreviewReader(PreviewSource source, Representations representations, String token) {
    this.source = source;
    this.representations = representations;
    this.token = token;
  }

  @Override
  public Answer answer(
      ReadRequest request,
      String path,
      Function<ReleaseView, Set<String>> parameters,
      Renderer renderer) {
    MediaTypes.requireAcceptable(request.accept());
    Addresses addresses = representations.addresses().preview(token);
    ReleaseView view =
        new ReleaseView(
            source.snapshot(token).orElseThrow(PreviewReader::unknown),
            new RepresentationCache(NOTHING),
            addresses);
    Representation representation =
        view.represent(
            request,
            path,
            addresses,
            CachePolicy.never(view.snapshot().release()),
            parameters.apply(view),
            renderer);
    return Answer.of(representation, byTagOnly(request));
  }

  /** A draft may change within the second that dates tell apart, and back in time. */
  private static ReadRequest byTagOnly(ReadRequest request) {
    return new ReadRequest(
        request.query(),
        request.accept(),
        request.acceptLanguage(),
        request.acceptEncoding(),
        request.ifNoneMatch(),
        null,
        null);
  }

  private static JsonApiException unknown() {
    return new JsonApiException(
        ErrorObject.of(
            404,
            "unknown-preview",
            "Forhåndsvisningen er udløbet eller findes ikke; bed en redaktør om en ny adresse.",
            "The preview has expired or does not exist; ask an editor for a new address."));
  }
}
