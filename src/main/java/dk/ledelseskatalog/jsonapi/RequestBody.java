package dk.ledelseskatalog.jsonapi;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a request, bounded before anything is made of them. */
public final class RequestBody {
  /** Longest body that is read, in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  private RequestBody() {}

  /**
   * Reads all of a body, but never more than {@link #MAX_BYTES} + 1 bytes.
   *
   * @throws JsonApiException 413 for a body too large, 400 for one that breaks off
   */
  public static byte[] read(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new JsonApiException(
            ErrorObject.of(
                413,
                "body-too-large",
                "Forespørgslens indhold er større end 1 MB. Send mindre.",
                "The body is larger than 1 MB. Send less."));
      }
      return bytes;
    } catch (IOException e) {
      throw new JsonApiException(
          ErrorObject.of(
              400,
              "body-not-read",
              "Forespørgslens indhold kunne ikke læses til ende. Send det igen.",
              "The body could not be read to its end. Send it again."));
    }
  }
}
