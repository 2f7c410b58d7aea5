package dk.ledelseskatalog.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that may be kept: what it says it is, and clean. It lies outside of what is kept until it
 * is added, and is gone when this is closed.
 *
 * @param path where it lies
 * @param sha256 of its bytes, in small hexadecimal digits
 * @param size in bytes
 * @param dimensions of a picture
 */
public record CheckedFile(
    Path path, String sha256, MediaFormat format, long size, Optional<Dimensions> dimensions)
    implements AutoCloseable {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
