package dk.ledelseskatalog.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The parts of a zip somebody sent. Opening it checks all of its bookkeeping: its headers fill the
 * file without a gap and agree with each other, no two parts have one name or share bytes, names
 * are plain and relative, nothing is a link, encrypted, or expands beyond measure. What is read of
 * a part is checked against its length and sum as it is read. Not thread-safe.
 *
 * <p>Not {@link java.util.zip.ZipFile}: it takes any number of parts into memory before it can be
 * asked, and says nothing of what lies between or under them (APPNOTE.TXT 6.3.10, 4.3).
 */
public final class ZipParts implements AutoCloseable {
  /** Most parts; a zip of the old form counts no further than 65,535. */
  public static final int MOST_PARTS = 65_000;

  /** Most bytes, as a file and when expanded. */
  public static final long MOST_BYTES = 0xFFFF_FFFFL - 0x200_0000L;

  static final int LOCAL_HEADER = 30;
  static final int CENTRAL_HEADER = 46;
  static final int END_RECORD = 22;
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int CENTRAL_SIGNATURE = 0x02014b50;
  static final int END_SIGNATURE = 0x06054b50;
  static final short VERSION = 20;
  static final short UTF_8 = 0x0800;
  static final int STORED = 0;

  private static final int DEFLATED = 8;
  private static final int ENCRYPTED_OR_PATCHED = 0x1 | 0x20 | 0x40 | 0x2000;
  private static final int SIZES_FOLLOW = 0x8;
  private static final int LONGEST_DIRECTORY = 24 * 1024 * 1024;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int LONGEST_NAME = 300;

  /** Text of many like versions shrinks to a hundredth, zeros to a thousandth. */
  private static final int HIGHEST_RATIO = 250;

  private static final int ALWAYS_ALLOWED = 1024 * 1024;
  private static final int UNIX = 3;
  private static final int FILE = 0x8000;
  private static final int FOLDER = 0x4000;

  /** No step begins with a dot, so none is {@code ..} and none is hidden. */
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*([A-Za-z0-9_-][A-Za-z0-9._-]*)?");

  private final FileChannel file;
  private final Map<String, Entry> entries;

  private ZipParts(FileChannel file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /** One part as the bookkeeping has it; {@code data} is where its bytes begin. */
  private record Entry(
      String name, int flags, int method, int crc, long packed, long size, long local, long data) {
    Entry at(long begin) {
      return new Entry(name, flags, method, crc, packed, size, local, begin);
    }

    boolean isFolder() {
      return name.endsWith("/");
    }
  }

  /**
   * Opens a file, if its bookkeeping is in order.
   *
   * @throws ArchiveException if it is not
   */
  public static ZipParts open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ZipParts(file, entries(file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The names of all parts, in the order of the directory. */
  public Collection<String> names() {
    return entries.keySet();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** How many bytes a part has when it is read. */
  public long size(String name) {
    return entry(name).size;
  }

  /** Reads a part; the last read fails if its length or its sum is not what the directory says. */
  public InputStream read(String name) {
    Entry entry = entry(name);
    InputStream raw = new BufferedInputStream(new Slice(file, entry.data, entry.packed));
    return new Checked(entry.method == DEFLATED ? new Inflated(raw) : raw, entry);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private Entry entry(String name) {
    return Optional.ofNullable(entries.get(name))
        .orElseThrow(() -> new IllegalArgumentException("No part " + name));
  }

  static ArchiveException tooLarge() {
    return new ArchiveException(
        "",
        "En arkivfil kan højst have " + MOST_PARTS + " dele og fylde 4 GB.",
        "An archive can have at most " + MOST_PARTS + " parts and 4 GB.");
  }

  private static Map<String, Entry> entries(FileChannel file) throws IOException {
    if (file.size() > MOST_BYTES + LONGEST_DIRECTORY) {
      throw tooLarge();
    }
    long endAt = endRecord(file);
    ByteBuffer end = read(file, endAt, END_RECORD);
    int count = end.getShort(10) & 0xFFFF;
    long size = end.getInt(12) & 0xFFFF_FFFFL;
    long begin = end.getInt(16) & 0xFFFF_FFFFL;
    if (count > MOST_PARTS || begin == 0xFFFF_FFFFL || size > LONGEST_DIRECTORY) {
      throw tooLarge();
    }
    if (end.getShort(4) != 0
        || end.getShort(6) != 0
        || (end.getShort(8) & 0xFFFF) != count
        || begin + size != endAt) {
      throw new ArchiveException(
          "",
          "Filen er ikke én hel zip-fil: der er noget foran, bagved eller imellem. Pak den igen.",
          "The file is not one whole zip: there is something before, behind or in between. Pack"
              + " it again.");
    }
    Map<String, Entry> found = directory(read(file, begin, (int) size), count);
    return placed(file, found, begin);
  }

  /** Where the record is that ends with the file. */
  private static long endRecord(FileChannel file) throws IOException {
    int length = (int) Math.min(file.size(), END_RECORD + (long) LONGEST_COMMENT);
    long from = file.size() - length;
    ByteBuffer tail = read(file, from, length);
    for (int at = length - END_RECORD; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && at + END_RECORD + (tail.getShort(at + 20) & 0xFFFF) == length) {
        return from + at;
      }
    }
    throw new ArchiveException(
        "",
        "Filen er ikke en zip-fil, eller den er ikke kommet hel frem. Hent den igen.",
        "The file is not a zip, or did not arrive whole. Fetch it again.");
  }

  private static Map<String, Entry> directory(ByteBuffer directory, int count)
      throws ArchiveException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long expanded = 0;
    for (int i = 0; i < count; i++) {
      int at = directory.position();
      if (directory.remaining() < CENTRAL_HEADER || directory.getInt(at) != CENTRAL_SIGNATURE) {
        throw contradictory("");
      }
      int nameLength = directory.getShort(at + 28) & 0xFFFF;
      int next =
          CENTRAL_HEADER
              + nameLength
              + (directory.getShort(at + 30) & 0xFFFF)
              + (directory.getShort(at + 32) & 0xFFFF);
      if (directory.remaining() < next) {
        throw contradictory("");
      }
      byte[] name = new byte[nameLength];
      directory.get(at + CENTRAL_HEADER, name);
      Entry entry =
          new Entry(
              name(name),
              directory.getShort(at + 8) & 0xFFFF,
              directory.getShort(at + 10) & 0xFFFF,
              directory.getInt(at + 16),
              directory.getInt(at + 20) & 0xFFFF_FFFFL,
              directory.getInt(at + 24) & 0xFFFF_FFFFL,
              directory.getInt(at + 42) & 0xFFFF_FFFFL,
              0);
      boolean unix = (directory.getShort(at + 4) & 0xFFFF) >> 8 == UNIX;
      require(entry, unix ? (directory.getInt(at + 38) >>> 16) & 0xF000 : 0);
      expanded += entry.size;
      if (expanded > MOST_BYTES) {
        throw bomb(entry.name);
      }
      if (entries.put(entry.name, entry) != null) {
        throw new ArchiveException(
            entry.name,
            "Der er to dele med dette navn. Pak filen igen.",
            "Two parts have this name. Pack the file again.");
      }
      directory.position(at + next);
    }
    if (directory.hasRemaining()) {
      throw contradictory("");
    }
    return entries;
  }

  private static String name(byte[] bytes) throws ArchiveException {
    String name = new String(bytes, StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_NAME || name.isEmpty() || !NAME.matcher(name).matches()) {
      throw new ArchiveException(
          name,
          "Navnet kan ikke bruges: det skal være en sti nedad af bogstaverne a–z, cifre, bindestreg,"
              + " understreg og punktum, og intet led må begynde med punktum.",
          "The name cannot be used: it must be a path downwards of the letters a–z, digits, hyphen,"
              + " underscore and full stop, and no step may begin with a full stop.");
    }
    return name;
  }

  private static void require(Entry entry, int kind) throws ArchiveException {
    if (kind != 0 && kind != (entry.isFolder() ? FOLDER : FILE)) {
      throw new ArchiveException(
          entry.name,
          "Den er en genvej eller andet, der ikke er en fil. Læg selve filen i.",
          "It is a link, or something else that is no file. Put the file itself in.");
    }
    if ((entry.flags & ENCRYPTED_OR_PATCHED) != 0
        || (entry.method != STORED && entry.method != DEFLATED)) {
      throw new ArchiveException(
          entry.name,
          "Den er krypteret eller pakket på en måde, der ikke læses her. Pak den uden.",
          "It is encrypted, or packed in a way that is not read here. Pack it without.");
    }
    if ((entry.method == STORED && entry.packed != entry.size)
        || (entry.isFolder() && entry.size != 0)) {
      throw contradictory(entry.name);
    }
    if (entry.size > ALWAYS_ALLOWED && entry.size / HIGHEST_RATIO > entry.packed) {
      throw bomb(entry.name);
    }
  }

  private static ArchiveException bomb(String part) {
    return new ArchiveException(
        part,
        "Den bliver urimeligt stor, når den pakkes ud. Pak den igen, uden det, der ikke hører til.",
        "It becomes unreasonably large when unpacked. Pack it again, without what does not belong.");
  }

  private static ArchiveException contradictory(String part) {
    return new ArchiveException(
        part,
        "Zip-filens oplysninger modsiger hinanden. Pak den igen.",
        "What the zip says of itself is contradictory. Pack it again.");
  }

  /** The same with where their bytes are, if they lie one behind another and fill the file. */
  private static Map<String, Entry> placed(
      FileChannel file, Map<String, Entry> entries, long directoryAt) throws IOException {
    List<Entry> inOrder =
        entries.values().stream().sorted(Comparator.comparingLong(Entry::local)).toList();
    long expected = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      Entry entry = inOrder.get(i);
      byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
      if (entry.local != expected || entry.local + LOCAL_HEADER + name.length > directoryAt) {
        throw contradictory(entry.name);
      }
      ByteBuffer header = read(file, entry.local, LOCAL_HEADER + name.length);
      if (header.getInt(0) != LOCAL_SIGNATURE
          || (header.getShort(8) & 0xFFFF) != entry.method
          || (header.getShort(26) & 0xFFFF) != name.length
          || !header.slice(LOCAL_HEADER, name.length).equals(ByteBuffer.wrap(name))) {
        throw contradictory(entry.name);
      }
      long data = entry.local + LOCAL_HEADER + name.length + (header.getShort(28) & 0xFFFF);
      expected = i + 1 < inOrder.size() ? inOrder.get(i + 1).local : directoryAt;
      long behind = expected - (data + entry.packed);
      boolean sums = (entry.flags & SIZES_FOLLOW) != 0 && (behind == 12 || behind == 16);
      if (behind != 0 && !sums) {
        throw contradictory(entry.name);
      }
      entries.put(entry.name, entry.at(data));
    }
    if (inOrder.isEmpty() && directoryAt != 0) {
      throw contradictory("");
    }
    return entries;
  }

  private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw contradictory("");
      }
    }
    return buffer.flip();
  }

  /** Some bytes of the file. */
  private static final class Slice extends InputStream {
    private final FileChannel file;
    private long at;
    private long left;

    Slice(FileChannel file, long at, long length) {
      this.file = file;
      this.at = at;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      int read = file.read(ByteBuffer.wrap(to, offset, (int) Math.min(length, left)), at);
      if (read > 0) {
        at += read;
        left -= read;
      }
      return read;
    }
  }

  private static final class Inflated extends InflaterInputStream {
    Inflated(InputStream raw) {
      super(raw, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }

  /** Passes on what a part should have, and not a byte more. */
  private static final class Checked extends FilterInputStream {
    private final Entry entry;
    private final CRC32 crc = new CRC32();
    private long left;

    Checked(InputStream in, Entry entry) {
      super(in);
      this.entry = entry;
      this.left = entry.size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        int read = in.read(to, offset, (int) Math.min(length, Math.max(left, 1)));
        if (read > 0 && read <= left) {
          crc.update(to, offset, read);
          left -= read;
          return read;
        }
        if (read < 0 && left == 0 && (int) crc.getValue() == entry.crc) {
          return -1;
        }
      } catch (ZipException | EOFException e) {
        throw damaged(e);
      }
      throw damaged(new EOFException());
    }

    @Override
    public long skip(long bytes) {
      return 0; // what is skipped could not be checked
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private ArchiveException damaged(IOException cause) {
      ArchiveException damaged =
          new ArchiveException(
              entry.name,
              "Den er beskadiget: længde eller kontrolsum passer ikke. Hent filen igen.",
              "It is damaged: its length or its checksum is wrong. Fetch the file again.");
      damaged.initCause(cause);
      return damaged;
    }
  }
}
