package dk.ledelseskatalog.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JPEG file taken apart (ITU-T T.81, annex B), and put together again of what is needed to see
 * it: tables, frame, scans, colour profile. What is left out was said about the picture (Exif, XMP,
 * IPTC, comments, thumbnails), or stood behind its end. The pixels stay as they are, bit by bit, so
 * that cleaning what is clean changes nothing.
 *
 * @param clean the file put together again
 * @param orientation how it must be turned to be seen upright, from 1 to 8 as Exif counts; cleaning
 *     takes away what said so
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Jpeg(byte[] clean, Dimensions dimensions, int orientation) {
  /** Sixfold of what programs make; each one costs the decoder a pass over the whole picture. */
  private static final int MOST_SCANS = 64;

  private static final int LONGEST_PROFILE = 1_048_576;
  private static final String ICC = "ICC_PROFILE\0";
  private static final String EXIF = "Exif\0\0";
  private static final String ADOBE = "Adobe";

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int DHT = 0xc4;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;

  /**
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException if it is none, or not one that is taken in
   */
  static Jpeg read(byte[] file) {
    return new Taking(file).apart();
  }

  /** Takes one file apart, once. */
  private static final class Taking {
    private final ByteReader in;
    private final ByteArrayOutputStream out;
    private Optional<Dimensions> dimensions = Optional.empty();
    private int orientation = 1;
    private boolean exifSeen;
    private int scans;
    private int profile;

    Taking(byte[] file) {
      this.in = new ByteReader(file);
      this.out = new ByteArrayOutputStream(file.length);
    }

    Jpeg apart() {
      if (in.u16() != (0xff00 | SOI)) {
        throw MediaRefusal.broken();
      }
      marker(SOI);
      for (int marker = next(); marker != EOI; marker = next()) {
        segment(marker);
      }
      marker(EOI);
      if (scans == 0) {
        throw MediaRefusal.broken();
      }
      if (!in.onlyPaddingLeft() && !appendedByCamera(in.rest())) {
        throw MediaRefusal.hidden();
      }
      return new Jpeg(out.toByteArray(), dimensions.orElseThrow(MediaRefusal::broken), orientation);
    }

    /** Phones put a second picture or their own notes there. Neither is kept. */
    private static boolean appendedByCamera(byte[] rest) {
      return rest.length > 4
          && (ByteReader.startsWith(rest, "\u00ff\u00d8\u00ff")
              || Arrays.equals(
                  rest,
                  rest.length - 4,
                  rest.length,
                  "SEFT".getBytes(StandardCharsets.US_ASCII),
                  0,
                  4));
    }

    private int next() {
      if (in.u8() != 0xff) {
        throw MediaRefusal.broken();
      }
      int marker = in.u8();
      while (marker == 0xff) {
        marker = in.u8();
      }
      return marker;
    }

    private void segment(int marker) {
      int length = in.u16();
      byte[] content = in.take(length - 2L);
      switch (marker) {
        case DHT, DQT, DRI -> write(marker, content);
        case 0xc0, 0xc1, 0xc2 -> frame(marker, content);
        case SOS -> scan(content);
        case APP0 -> {
          if (ByteReader.startsWith(content, "JFIF\0") && content.length >= 14) {
            byte[] withoutThumbnail = Arrays.copyOf(content, 14);
            withoutThumbnail[12] = 0;
            withoutThumbnail[13] = 0;
            write(marker, withoutThumbnail);
          }
        }
        case APP1 -> {
          if (!exifSeen && ByteReader.startsWith(content, EXIF)) {
            exifSeen = true;
            orientation = Exif.orientation(Arrays.copyOfRange(content, 6, content.length));
          }
        }
        case APP2 -> {
          if (ByteReader.startsWith(content, ICC)) {
            profile += content.length;
            if (profile > LONGEST_PROFILE) {
              throw MediaRefusal.broken();
            }
            write(marker, content);
          }
        }
        case APP14 -> {
          if (ByteReader.startsWith(content, ADOBE) && content.length >= 12) {
            write(marker, Arrays.copyOf(content, 12));
          }
        }
        default -> {
          if (marker != COM && (marker < APP0 || marker > APP15)) {
            throw MediaRefusal.unsupported(
                "Billedet er en sjælden slags JPEG. Gem det som almindelig JPEG eller PNG.",
                "The picture is a rare kind of JPEG. Save it as an ordinary JPEG or as PNG.");
          }
        }
      }
    }

    private void frame(int marker, byte[] content) {
      ByteReader frame = new ByteReader(content);
      int precision = frame.u8();
      int height = frame.u16();
      int width = frame.u16();
      int components = frame.u8();
      if (dimensions.isPresent() || width == 0 || height == 0) {
        throw MediaRefusal.broken();
      }
      if (precision != 8 || (components != 1 && components != 3)) {
        throw MediaRefusal.unsupported(
            "Billedets farver er til tryk (CMYK) eller sjældne. Gem det i RGB.",
            "The picture's colours are for print (CMYK) or rare. Save it in RGB.");
      }
      dimensions = Optional.of(new Dimensions(width, height));
      write(marker, content);
    }

    /** The header of a scan, and what is coded behind it. */
    private void scan(byte[] header) {
      if (dimensions.isEmpty() || ++scans > MOST_SCANS) {
        throw MediaRefusal.broken();
      }
      write(SOS, header);
      int from = in.position();
      while (true) {
        if (in.u8() == 0xff) {
          int marker = in.u8();
          boolean coded = marker == 0 || (marker >= 0xd0 && marker <= 0xd7);
          if (!coded) {
            int end = in.position() - 2;
            in.rewindTo(from);
            out.writeBytes(in.take((long) end - from));
            return;
          }
        }
      }
    }

    private void marker(int marker) {
      out.write(0xff);
      out.write(marker);
    }

    private void write(int marker, byte[] content) {
      marker(marker);
      int length = content.length + 2;
      out.write(length >> 8);
      out.write(length & 0xff);
      out.writeBytes(content);
    }
  }
}
