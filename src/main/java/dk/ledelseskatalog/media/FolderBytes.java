package dk.ledelseskatalog.media;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps bytes in a folder, as {@code ab/ab12…}. A file is whole and on the disk before its name is
 * there, and its name before anything says so in the database. Several nodes may share the folder.
 */
public final class FolderBytes implements MediaBytes {
  /** After which nobody is at work on a file any more. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path incoming;
  private final Clock clock;

  private FolderBytes(Path folder, Clock clock) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
    this.clock = clock;
  }

  /**
   * Opens the folder, or makes it.
   *
   * @throws IOException if it cannot be written to
   */
  public static FolderBytes open(Path folder, Clock clock) throws IOException {
    FolderBytes bytes = new FolderBytes(folder.toAbsolutePath().normalize(), clock);
    Files.createDirectories(bytes.incoming);
    if (!Files.isWritable(bytes.incoming)) {
      throw new IOException("it may not be written to");
    }
    // What was being looked through when a node died.
    for (Path file : bytes.abandoned(bytes.incoming)) {
      Files.deleteIfExists(file);
    }
    return bytes;
  }

  private List<Path> abandoned(Path within) throws IOException {
    List<Path> abandoned = new ArrayList<>();
    try (Stream<Path> all = Files.list(within)) {
      for (Path file : all.toList()) {
        if (isAbandoned(file)) {
          abandoned.add(file);
        }
      }
    }
    return abandoned;
  }

  private boolean isAbandoned(Path file) throws IOException {
    try {
      Instant since = clock.instant().minus(ABANDONED);
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException e) {
      return false; // another node was faster
    }
  }

  @Override
  public void clearAway(UnaryOperator<Set<String>> said) {
    try (Stream<Path> drawers = Files.list(folder)) {
      for (Path drawer : drawers.toList()) {
        if (!drawer.equals(incoming) && Files.isDirectory(drawer)) {
          Set<String> names = new TreeSet<>();
          abandoned(drawer).forEach(file -> names.add(file.getFileName().toString()));
          names.removeIf(name -> !NAME.matcher(name).matches());
          names.removeAll(said.apply(names));
          for (String name : names) {
            clearAway(name);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes it out of its place before it looks once more. Whoever puts the same bytes meanwhile has
   * found them there, and so made them young, or finds nothing and writes them again.
   */
  private void clearAway(String sha256) throws IOException {
    Path aside = incoming.resolve("gone-" + sha256);
    Files.move(place(sha256), aside, StandardCopyOption.ATOMIC_MOVE);
    if (isAbandoned(aside)) {
      Files.deleteIfExists(aside);
    } else {
      Files.move(aside, place(sha256), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void put(EntityManager manager, String sha256, Path file) throws IOException {
    Path place = place(sha256);
    if (isThere(place)) {
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

  /** Whether it is; then it is young again, and nobody clears it away. */
  private boolean isThere(Path place) throws IOException {
    try {
      Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
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
