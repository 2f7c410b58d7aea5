package dk.ledelseskatalog.media;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps bytes in a folder, as {@code ab/ab12…}. A file is whole and on the disk before its name is
 * there, and its name before anything says so in the database. Several nodes may share the folder.
 */
public final class FolderBytes implements MediaBytes {
  /** After which nobody is at work on a file any more. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final Path incoming;

  private FolderBytes(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
  }

  /**
   * Opens the folder, or makes it.
   *
   * @throws IOException if it cannot be written to
   */
  public static FolderBytes open(Path folder, Clock clock) throws IOException {
    FolderBytes bytes = new FolderBytes(folder.toAbsolutePath().normalize());
    Files.createDirectories(bytes.incoming);
    if (!Files.isWritable(bytes.incoming)) {
      throw new IOException("it may not be written to");
    }
    bytes.clearAway(clock.instant().minus(ABANDONED));
    return bytes;
  }

  /** What was being looked through when a node died. */
  private void clearAway(Instant since) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(incoming)) {
      files = all.toList();
    }
    for (Path file : files) {
      if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void put(EntityManager manager, String sha256, Path file) throws IOException {
    Path place = place(sha256);
    if (Files.exists(place)) {
      return;
    }
    Path ours = Files.createTempFile(incoming, "put", "");
    try {
      Files.copy(file, ours, StandardCopyOption.REPLACE_EXISTING);
      force(ours, StandardOpenOption.WRITE);
      Path drawer = drawer(sha256);
      Files.createDirectories(drawer);
      Files.move(ours, place, StandardCopyOption.ATOMIC_MOVE);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        force(drawer, StandardOpenOption.READ);
        force(folder, StandardOpenOption.READ);
      }
    } finally {
      Files.deleteIfExists(ours);
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return Files.newInputStream(place(sha256));
  }

  @Override
  public void remove(EntityManager manager, String sha256) {
    try {
      Files.deleteIfExists(place(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path incoming() {
    return incoming;
  }

  private Path place(String sha256) {
    return drawer(sha256).resolve(sha256);
  }

  private Path drawer(String sha256) {
    return folder.resolve(sha256.substring(0, 2));
  }
}
