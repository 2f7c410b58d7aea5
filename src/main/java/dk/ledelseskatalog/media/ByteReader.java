package dk.ledelseskatalog.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a file that may say anything: whoever asks behind its end is told that it is broken. */
final class ByteReader {
  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  int left() {
    return bytes.length - position;
  }

  void skip(long count) {
    if (count < 0 || count > left()) {
      throw MediaRefusal.broken();
    }
    position += (int) count;
  }

  /** Goes back to where it has been. */
  void rewindTo(int earlier) {
    position = Math.min(position, earlier);
  }

  int u8() {
    skip(1);
    return bytes[position - 1] & 0xff;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  long u32() {
    return (long) u16() << 16 | u16();
  }

  byte[] take(long count) {
    int from = position;
    skip(count);
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** Whether these characters come next. */
  static boolean startsWith(byte[] bytes, String ascii) {
    byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= wanted.length
        && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }

  /** Whether nothing but padding is left. */
  boolean onlyPaddingLeft() {
    for (int i = position; i < bytes.length; i++) {
      if (bytes[i] != 0 && bytes[i] != '\n' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, bytes.length);
  }
}
