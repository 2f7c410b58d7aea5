package dk.ledelseskatalog.media;

import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows a file by how it begins, whatever it is called. */
final class Signature {
  /** So much of a file is looked at. */
  static final int LENGTH = 1024;

  private static final Pattern SVG = Pattern.compile("(?s).*<svg[\\s>].*");
  private static final List<String> HEIF = List.of("heic", "heix", "mif1", "msf1", "hevc", "avif");

  private Signature() {}

  /**
   * The format of a file that begins so.
   *
   * @throws JsonApiException 415 that says what to send instead, if it is none that is taken in
   */
  static MediaFormat of(byte[] head) {
    if (head.length == 0) {
      throw MediaRefusal.of(
          400,
          "file-missing",
          "Send filen som indhold; der kom intet.",
          "Send the file as the body; nothing came.");
    }
    if (ByteReader.startsWith(head, "\u00ff\u00d8\u00ff")) {
      return MediaFormat.JPEG;
    }
    if (ByteReader.startsWith(head, Png.SIGNATURE)) {
      return MediaFormat.PNG;
    }
    if (ByteReader.startsWith(head, Pdf.SIGNATURE)) {
      return MediaFormat.PDF;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("GIF8")) {
      throw refused("GIF", "PNG");
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      throw refused("WebP", "JPEG");
    }
    if (text.startsWith("ftyp", 4) && HEIF.stream().anyMatch(brand -> text.startsWith(brand, 8))) {
      throw refused("HEIC/AVIF", "JPEG");
    }
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      throw refused("TIFF", "JPEG");
    }
    if (text.startsWith("BM")) {
      throw refused("BMP", "PNG");
    }
    if (SVG.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      throw unsupported(
          "En SVG kan indeholde programmer og tages ikke imod. Gem den som PNG.",
          "An SVG can carry programs and is not taken in. Save it as PNG.");
    }
    throw unsupported(
        "Filen er hverken JPEG, PNG eller PDF, uanset hvad den hedder. Send en af dem.",
        "The file is neither JPEG, PNG nor PDF, whatever it is called. Send one of those.");
  }

  private static JsonApiException refused(String is, String instead) {
    return unsupported(
        "Filen er " + is + ", som ikke tages imod. Gem den som " + instead + ".",
        "The file is " + is + ", which is not taken in. Save it as " + instead + ".");
  }

  private static JsonApiException unsupported(String da, String en) {
    return MediaRefusal.of(415, "unsupported-media-type", da, en);
  }
}
