package dk.ledelseskatalog.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Looks at where a PDF file begins and ends (ISO 32000-2, 7.5). What is in it is not looked into:
 * it is given out for saving only, and in a sandbox.
 */
final class Pdf {
  static final String SIGNATURE = "%PDF-";

  private static final String END = "%%EOF";
  private static final int TAIL = 64 * 1024;

  private Pdf() {}

  /**
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException if it does not end as one does
   */
  static void check(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      String text = new String(tail, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf(END);
      if (end < 0) {
        throw text.contains("PK\u0005\u0006") ? MediaRefusal.hidden() : MediaRefusal.broken();
      }
      if (!text.substring(end + END.length()).replace('\0', ' ').isBlank()) {
        throw MediaRefusal.hidden();
      }
    }
  }
}
