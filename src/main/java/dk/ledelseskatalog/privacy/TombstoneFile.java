package dk.ledelseskatalog.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The tombstones outside the database: a file of JSON lines that only grows. A backup of the
 * database that is restored does not know whom it brings back; this file does.
 *
 * <p>A line is on the disk when {@link #append} returns. A line that a crash cut is left where it
 * is and not read; its erasure is written again from the database. Thread-safe; several nodes may
 * share one file, since a line is written at once and at the end.
 */
public final class TombstoneFile {
  private static final Logger LOG = System.getLogger(TombstoneFile.class.getName());

  private final Path file;

  private TombstoneFile(Path file) {
    this.file = file;
  }

  /**
   * Opens the file, or makes it with its folder.
   *
   * @throws IOException if it cannot be read and written
   */
  public static TombstoneFile open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    if (Files.notExists(file)) {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // The file's name must survive a crash as well as what is in it.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
          names.force(true);
        }
      } else {
        Files.createFile(file);
      }
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file) || !Files.isWritable(file)) {
      throw new IOException("it is not a file that may be read and written");
    }
    return new TombstoneFile(file);
  }

  /** Every tombstone, in the order of writing; one may be there twice. */
  synchronized List<Tombstone> read() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      List<Tombstone> tombstones = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        var tombstone = Tombstone.fromLine(lines.get(i));
        if (tombstone.isPresent()) {
          tombstones.add(tombstone.get());
        } else if (!lines.get(i).isBlank()) {
          LOG.log(Level.WARNING, "Line {0} of {1} is no tombstone and is passed over", i + 1, file);
        }
      }
      return tombstones;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes tombstones; when this returns they are on the disk. */
  synchronized void append(List<Tombstone> tombstones) {
    if (tombstones.isEmpty()) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      StringBuilder lines = new StringBuilder(endsInALine() ? "" : "\n");
      tombstones.forEach(tombstone -> lines.append(tombstone.toLine()).append('\n'));
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean endsInALine() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        return true;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }
  }
}
