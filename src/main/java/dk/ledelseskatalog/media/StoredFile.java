package dk.ledelseskatalog.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/**
 * Bytes that are kept. They never change.
 *
 * @param sha256 of the bytes, in small hexadecimal digits
 * @param size in bytes
 */
public record StoredFile(String sha256, MediaFormat format, long size, MediaBytes bytes) {
  /**
   * @throws NoSuchFileException if somebody took them away
   */
  public InputStream open() throws IOException {
    return bytes.open(sha256);
  }

  boolean isThere() {
    try {
      open().close();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
