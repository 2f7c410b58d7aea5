package dk.ledelseskatalog.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a zip part by part. Nothing in it depends on anything but names and contents: parts are
 * stored as they are, since another zlib compresses otherwise, and all carry the same time. Not
 * thread-safe.
 */
public final class ZipWriter implements AutoCloseable {
  /** The first of January 2000, as MS-DOS had it. */
  private static final short DATE = (20 << 9) + (1 << 5) + 1;

  private static final int BUFFER = 64 * 1024;

  private final FileChannel file;
  private final List<Written> written = new ArrayList<>();

  private ZipWriter(FileChannel file) {
    this.file = file;
  }

  /** Writes to a file, over whatever it held. */
  public static ZipWriter to(Path file) throws IOException {
    return new ZipWriter(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /** What a part says. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Written(String name, long offset, int crc, long size) {}

  /**
   * Adds a part.
   *
   * @throws ArchiveException if the zip becomes larger than its readers take
   */
  public Manifest.Part add(String name, Content content) throws IOException {
    long offset = file.position();
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    file.write(localHeader(nameBytes, 0, 0));
    long begin = file.position();
    CRC32 crc = new CRC32();
    MessageDigest digest = sha256();
    // Not closed: that would close the file.
    OutputStream out =
        new CheckedOutputStream(
            new DigestOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), digest),
            crc);
    content.writeTo(out);
    out.flush();
    long end = file.position();
    if (end > ZipParts.MOST_BYTES || written.size() >= ZipParts.MOST_PARTS) {
      throw ZipParts.tooLarge();
    }
    Written part = new Written(name, offset, (int) crc.getValue(), end - begin);
    file.position(offset);
    file.write(localHeader(nameBytes, part.crc, part.size));
    file.position(end);
    written.add(part);
    return new Manifest.Part(name, part.size, HexFormat.of().formatHex(digest.digest()));
  }

  /** Ends the zip; without it there is none. */
  public void finish() throws IOException {
    long begin = file.position();
    for (Written part : written) {
      file.write(centralHeader(part));
    }
    file.write(end(begin, file.position() - begin));
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static ByteBuffer localHeader(byte[] name, int crc, long size) {
    ByteBuffer header = buffer(ZipParts.LOCAL_HEADER + name.length);
    header.putInt(ZipParts.LOCAL_SIGNATURE);
    common(header, crc, size, name.length);
    return header.put(name).flip();
  }

  private static ByteBuffer centralHeader(Written part) {
    byte[] name = part.name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = buffer(ZipParts.CENTRAL_HEADER + name.length);
    header.putInt(ZipParts.CENTRAL_SIGNATURE).putShort(ZipParts.VERSION);
    common(header, part.crc, part.size, name.length);
    // No comment, on the first disk, no attributes.
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    return header.putInt((int) part.offset).put(name).flip();
  }

  /** What both headers have: needed version, flags, method, time, date, sums, lengths. */
  private static void common(ByteBuffer header, int crc, long size, int nameLength) {
    header
        .putShort(ZipParts.VERSION)
        .putShort(ZipParts.UTF_8)
        .putShort((short) ZipParts.STORED)
        .putShort((short) 0)
        .putShort(DATE)
        .putInt(crc)
        .putInt((int) size)
        .putInt((int) size)
        .putShort((short) nameLength)
        .putShort((short) 0);
  }

  private ByteBuffer end(long begin, long size) {
    return buffer(ZipParts.END_RECORD)
        .putInt(ZipParts.END_SIGNATURE)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) written.size())
        .putShort((short) written.size())
        .putInt((int) size)
        .putInt((int) begin)
        .putShort((short) 0)
        .flip();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
