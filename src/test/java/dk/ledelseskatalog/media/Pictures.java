package dk.ledelseskatalog.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files to send: good ones, and ones that are not what they seem. */
public final class Pictures {
  /** Stands in everything that must not be kept. */
  public static final String SECRET = "55.97N 12.02E photographed by Anne";

  private Pictures() {}

  /** Red to the left, blue to the right. */
  public static BufferedImage image(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return image;
  }

  public static byte[] jpeg(int width, int height) {
    return encode(image(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
  }

  public static byte[] png(int width, int height) {
    return encode(image(width, height, BufferedImage.TYPE_INT_ARGB), "png");
  }

  public static byte[] gif(int width, int height) {
    return encode(image(width, height, BufferedImage.TYPE_BYTE_INDEXED), "gif");
  }

  public static byte[] pdf() {
    return """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] encode(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With Exif, XMP, IPTC and a comment that say more than the picture does. */
  public static byte[] chattyJpeg(int width, int height, int orientation) {
    byte[] plain = jpeg(width, height);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    segment(out, 0xe1, exif(orientation));
    segment(out, 0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + "</x>"));
    segment(out, 0xed, ascii("Photoshop 3.0\0" + SECRET));
    segment(out, 0xe2, ascii("MPF\0" + SECRET));
    segment(out, 0xfe, ascii(SECRET));
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(200);
    exif.put(ascii("Exif\0\0MM\0*")).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    exif.put(ascii(SECRET));
    return exif.array();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
    out.write(0xff);
    out.write(marker);
    int length = content.length + 2;
    out.write(length >> 8);
    out.write(length & 0xff);
    out.writeBytes(content);
  }

  /** With text, Exif and a time that say more than the picture does. */
  public static byte[] chattyPng(int width, int height) {
    byte[] plain = png(width, height);
    int behindHeader = 8 + 25;
    return join(
        Arrays.copyOf(plain, behindHeader),
        chunk("tEXt", ascii("Comment\0" + SECRET)),
        chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
        chunk("eXIf", ascii(SECRET)),
        chunk("tIME", new byte[7]),
        Arrays.copyOfRange(plain, behindHeader, plain.length));
  }

  /** One that moves, if a program knows how. */
  public static byte[] animatedPng() {
    byte[] plain = png(20, 20);
    return join(
        Arrays.copyOf(plain, 8 + 25),
        chunk("acTL", ByteBuffer.allocate(8).putInt(100_000).putInt(0).array()),
        Arrays.copyOfRange(plain, 8 + 25, plain.length));
  }

  /** A few kilobytes that unfold to this many pixels, all of them black. */
  public static byte[] hugePng(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put(new byte[] {1, 0, 0, 0, 0});
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    byte[] row = new byte[(width + 7) / 8 + 1];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int y = 0; y < height; y++) {
      deflater.setInput(row);
      while (!deflater.needsInput()) {
        data.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      data.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return join(
        ascii(Png.SIGNATURE),
        chunk("IHDR", header.array()),
        chunk("IDAT", data.toByteArray()),
        chunk("IEND", new byte[0]));
  }

  /** A small picture that says it is of another size. */
  public static byte[] lyingJpeg(int width, int height) {
    byte[] jpeg = jpeg(16, 16);
    for (int i = 2; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return jpeg;
      }
    }
    throw new IllegalStateException("No frame");
  }

  public static byte[] chunk(String type, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(ascii(type))
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The first part of it. */
  public static byte[] half(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
