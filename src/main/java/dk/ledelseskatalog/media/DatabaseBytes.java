package dk.ledelseskatalog.media;

import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Keeps bytes in the database, in parts: nobody holds a whole file in memory to read or write it.
 */
public final class DatabaseBytes implements MediaBytes {
  private static final int PART = 256 * 1024;

  private final Transactions transactions;

  public DatabaseBytes(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void put(EntityManager manager, String sha256, Path file) throws IOException {
    if (!part(manager, sha256, 0).isEmpty()) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(PART);
      for (int place = 0; bytes.length > 0; place++) {
        manager
            .createNativeQuery("insert into media_part (sha256, place, bytes) values (?1, ?2, ?3)")
            .setParameter(1, sha256)
            .setParameter(2, place)
            .setParameter(3, bytes)
            .executeUpdate();
        bytes = in.readNBytes(PART);
      }
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return new Parts(sha256);
  }

  @Override
  public void remove(EntityManager manager, String sha256) {
    manager
        .createNativeQuery("delete from media_part where sha256 = ?1")
        .setParameter(1, sha256)
        .executeUpdate();
  }

  /** There is nothing: bytes and what is said of them are committed together. */
  @Override
  public void clearAway(UnaryOperator<Set<String>> said) {}

  @Override
  public Path incoming() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static List<?> part(EntityManager manager, String sha256, int place) {
    return manager
        .createNativeQuery("select bytes from media_part where sha256 = ?1 and place = ?2")
        .setParameter(1, sha256)
        .setParameter(2, place)
        .getResultList();
  }

  /** Reads one part after another, each in a transaction of its own: none of them ever changes. */
  private final class Parts extends InputStream {
    private final String sha256;
    private byte[] part;
    private int place;
    private int read;

    Parts(String sha256) throws IOException {
      this.sha256 = sha256;
      this.part = load(0);
      if (part.length == 0) {
        throw new NoSuchFileException(sha256);
      }
    }

    private byte[] load(int number) {
      List<?> found = transactions.inTransaction(manager -> part(manager, sha256, number));
      return found.isEmpty() ? new byte[0] : (byte[]) found.get(0);
    }

    /** Whether there is something in the part at hand. */
    private boolean more() {
      if (read == part.length && part.length == PART) {
        part = load(++place);
        read = 0;
      }
      return read < part.length;
    }

    @Override
    public int read() {
      return more() ? part[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, part.length - read);
      System.arraycopy(part, read, to, offset, count);
      read += count;
      return count;
    }
  }
}
