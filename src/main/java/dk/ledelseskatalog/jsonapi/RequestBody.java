package dk.ledelseskatalog.jsonapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The bytes of a request, bounded before anything is made of them. */
public final class RequestBody {
  /** Longest body that is read, in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  /** How long it may take to come; whoever sends slowly holds a thread. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RequestBody() {}

  /**
   * Reads all of a body, but never more than {@link #MAX_BYTES} + 1 bytes, nor for much longer than
   * a minute.
   *
   * @throws JsonApiException 413 for a body too large, 400 for one that breaks off or takes too
   *     long
   */
  public static byte[] read(InputStream body) {
    return read(body, PATIENCE);
  }

  static byte[] read(InputStream body, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] some = new byte[8 * 1024];
    try {
      for (int read = body.read(some); read >= 0; read = body.read(some, 0, next(bytes, some))) {
        bytes.write(some, 0, read);
        if (bytes.size() > MAX_BYTES) {
          throw new JsonApiException(
              ErrorObject.of(
                  413,
                  "body-too-large",
                  "Forespørgslens indhold er større end 1 MB. Send mindre.",
                  "The body is larger than 1 MB. Send less."));
        }
        if (System.nanoTime() - end > 0) {
          throw notRead();
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw notRead();
    }
  }

  private static int next(ByteArrayOutputStream bytes, byte[] some) {
    return Math.min(some.length, MAX_BYTES + 1 - bytes.size());
  }

  private static JsonApiException notRead() {
    return new JsonApiException(
        ErrorObject.of(
            400,
            "body-not-read",
            "Forespørgslens indhold kunne ikke læses til ende. Send det igen.",
            "The body could not be read to its end. Send it again."));
  }
}
