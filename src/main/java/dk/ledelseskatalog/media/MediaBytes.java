package dk.ledelseskatalog.media;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where bytes are kept, under their SHA-256. Whoever puts them says elsewhere that they are there,
 * in the same transaction; bytes of which nothing is said are there in vain and do no harm.
 * Thread-safe.
 */
public interface MediaBytes {

  /** Keeps a file's bytes, unless they are kept; when the transaction commits they are for good. */
  void put(EntityManager manager, String sha256, Path file) throws IOException;

  /**
   * Opens what is kept.
   *
   * @throws NoSuchFileException if it is not, or no longer
   */
  InputStream open(String sha256) throws IOException;

  /** Forgets what is kept. */
  void remove(EntityManager manager, String sha256);

  /**
   * Forgets what was put long ago and of which nothing was ever said, as when a node dies between.
   *
   * @param said which of some names something is said of
   */
  void clearAway(UnaryOperator<Set<String>> said);

  /** A folder for files that are looked through, on the disk of those that are kept if any is. */
  Path incoming() throws IOException;
}
