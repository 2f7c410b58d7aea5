package dk.ledelseskatalog.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with a secret that the service made for itself, readable by its owner only. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * Writes the file unless there is one. It is whole or not there, also after a crash; of two nodes
   * that start together on one folder the first one's stays.
   */
  public static void writeIfAbsent(Path file, String secret) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<Set<PosixFilePermission>> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path folder = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    Path written =
        posix
            ? Files.createTempFile(folder, name, ".new", ownerOnly)
            : Files.createTempFile(folder, name, ".new");
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      // A link, because it fails where a move would replace.
      if (posix) {
        Files.createLink(file, written);
      } else {
        Files.move(written, file);
      }
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
