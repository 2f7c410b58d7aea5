package dk.ledelseskatalog.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG file taken apart (W3C PNG, section 5), and put together again of the chunks that are needed
 * to see it. Text, times, Exif and what programs keep for themselves are left out.
 *
 * @param clean the file put together again
 * @param bytesPerPixel when decoded, at most
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Png(byte[] clean, Dimensions dimensions, int bytesPerPixel) {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final int HEADER = 13;
  private static final int LONGEST_PROFILE = 1_048_576;
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", "IEND");
  private static final Set<String> SEEN = Set.of("tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT");
  private static final Set<String> ANIMATION = Set.of("acTL", "fcTL", "fdAT");

  /**
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException if it is none, or not one that is taken in
   */
  static Png read(byte[] file) {
    ByteReader in = new ByteReader(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.writeBytes(in.take(SIGNATURE.length()));
    Optional<Png> header = Optional.empty();
    boolean data = false;
    for (String type = ""; !type.equals("IEND"); ) {
      long length = in.u32();
      byte[] name = in.take(4);
      byte[] content = in.take(length);
      long crc = in.u32();
      type = new String(name, StandardCharsets.ISO_8859_1);
      if (crc != crc(name, content) || type.equals("IHDR") == header.isPresent()) {
        throw MediaRefusal.broken(); // the header comes first, and once
      }
      if (type.equals("IHDR")) {
        header = Optional.of(header(content));
      }
      data |= type.equals("IDAT");
      if (keeps(type, content)) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc).array());
      }
    }
    if (!in.onlyPaddingLeft()) {
      throw MediaRefusal.hidden();
    }
    Png known = header.orElseThrow(MediaRefusal::broken);
    if (!data) {
      throw MediaRefusal.broken();
    }
    return new Png(out.toByteArray(), known.dimensions(), known.bytesPerPixel());
  }

  private static boolean keeps(String type, byte[] content) {
    if (ANIMATION.contains(type)) {
      throw MediaRefusal.animated();
    }
    if (type.equals("iCCP") && content.length > LONGEST_PROFILE) {
      throw MediaRefusal.broken();
    }
    boolean needed = NEEDED.contains(type);
    // A capital says that the picture cannot be seen without it.
    if (!needed && !Character.isLowerCase(type.charAt(0))) {
      throw MediaRefusal.broken();
    }
    return needed || SEEN.contains(type);
  }

  private static Png header(byte[] content) {
    ByteReader in = new ByteReader(content);
    long width = in.u32();
    long height = in.u32();
    int depth = in.u8();
    int colour = in.u8();
    if (content.length != HEADER
        || width < 1
        || height < 1
        || width > Integer.MAX_VALUE
        || height > Integer.MAX_VALUE) {
      throw MediaRefusal.broken();
    }
    int channels =
        switch (colour) {
          case 0, 3 -> 1;
          case 4 -> 2;
          case 2 -> 3;
          case 6 -> 4;
          default -> throw MediaRefusal.broken();
        };
    return new Png(
        new byte[0], new Dimensions((int) width, (int) height), Math.max(1, channels * depth / 8));
  }

  private static long crc(byte[] name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return crc.getValue();
  }
}
