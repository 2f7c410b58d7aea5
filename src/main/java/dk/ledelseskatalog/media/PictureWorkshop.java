package dk.ledelseskatalog.media;

import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes pictures and makes others of them. One at a time, and never more of a picture than fits
 * into {@link #MOST_DECODED} bytes: of larger ones every second, third … row and column is decoded.
 * Thread-safe.
 */
final class PictureWorkshop {
  /** Enough for the widest variant twice, and for what a phone takes. */
  static final long MOST_DECODED = 40_000_000;

  /** Enough to see whether there is something in every part of the picture. */
  private static final long MOST_TESTED = 4_000_000;

  private static final int PATIENCE_SECONDS = 20;
  private static final float UPRIGHT_QUALITY = 0.92f;
  private static final float VARIANT_QUALITY = 0.82f;

  private final Semaphore place = new Semaphore(1, true);

  /** Something that is done to pictures. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * A picture that was found clean.
   *
   * @param bytesPerPixel when decoded, at most
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Picture(MediaFormat format, byte[] bytes, Dimensions dimensions, int bytesPerPixel) {}

  /**
   * Works when nobody else does.
   *
   * @throws JsonApiException 503 if that takes too long
   */
  <T> T alone(Work<T> work) throws IOException {
    boolean mine = false;
    try {
      mine = place.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!mine) {
      throw MediaRefusal.of(
          503,
          "pictures-busy",
          "Mange billeder er under arbejde lige nu. Prøv igen om lidt.",
          "Many pictures are being worked on just now. Try again in a moment.");
    }
    try {
      return work.run();
    } finally {
      place.release();
    }
  }

  /**
   * Asks a decoder, too.
   *
   * @throws JsonApiException if it finds that something is missing or wrong
   */
  void requireWhole(Picture picture) {
    var unused = decode(picture, everyToFit(picture, MOST_TESTED), MOST_TESTED);
  }

  /** The picture turned as Exif says, as a JPEG file. What is too large to be turned is smaller. */
  byte[] upright(Picture picture, int orientation) {
    BufferedImage lying = decode(picture, everyToFit(picture, MOST_DECODED), MOST_DECODED);
    int width = lying.getWidth();
    int height = lying.getHeight();
    AffineTransform turn = new AffineTransform();
    switch (orientation) {
      case 2 -> turn.setTransform(-1, 0, 0, 1, width, 0);
      case 3 -> turn.setTransform(-1, 0, 0, -1, width, height);
      case 4 -> turn.setTransform(1, 0, 0, -1, 0, height);
      case 5 -> turn.setTransform(0, 1, 1, 0, 0, 0);
      case 6 -> turn.setTransform(0, 1, -1, 0, height, 0);
      case 7 -> turn.setTransform(0, -1, -1, 0, height, width);
      case 8 -> turn.setTransform(0, -1, 1, 0, 0, width);
      default -> throw new IllegalArgumentException("No need to turn by " + orientation);
    }
    boolean onItsSide = orientation >= 5;
    BufferedImage upright =
        new BufferedImage(
            onItsSide ? height : width, onItsSide ? width : height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = upright.createGraphics();
    graphics.drawImage(lying, turn, null);
    graphics.dispose();
    return encode(upright, MediaFormat.JPEG, UPRIGHT_QUALITY);
  }

  /** The picture in another width, and in another format. */
  byte[] variant(Picture picture, int width, MediaFormat format) {
    BufferedImage decoded = decode(picture, everyFor(picture, width), MOST_DECODED);
    boolean alpha = decoded.getColorModel().hasAlpha() && format != MediaFormat.JPEG;
    return encode(
        scaled(decoded, picture.dimensions().scaledTo(width), alpha), format, VARIANT_QUALITY);
  }

  /** Every how many pixels are enough for a width: twice as many are decoded, and averaged. */
  private static int everyFor(Picture picture, int width) {
    int available = picture.dimensions().width();
    int wanted = Math.max(available / (2 * width), everyToFit(picture, MOST_DECODED));
    return Math.max(1, Math.min(wanted, available / width));
  }

  /** Every how many pixels fit into so many bytes. */
  private static int everyToFit(Picture picture, long mostBytes) {
    return (int) Math.max(1, Math.ceil(Math.sqrt((double) decodedBytes(picture) / mostBytes)));
  }

  private static long decodedBytes(Picture picture) {
    return picture.dimensions().pixels() * picture.bytesPerPixel();
  }

  /**
   * @param every of how many columns one is decoded; of the rows more are left out if they must be
   */
  private static BufferedImage decode(Picture picture, int every, long mostBytes) {
    int everyRow =
        Math.max(every, (int) Math.ceil((double) decodedBytes(picture) / mostBytes / every));
    ImageReader reader = ImageIO.getImageReadersByMIMEType(picture.format().mediaType()).next();
    AtomicBoolean warned = new AtomicBoolean();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
      reader.setInput(in, true, true);
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceSubsampling(every, everyRow, 0, 0);
      BufferedImage decoded = reader.read(0, how);
      if (warned.get()) {
        throw MediaRefusal.broken();
      }
      return decoded;
    } catch (JsonApiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders meet what is wrong with a file in many ways.
      throw MediaRefusal.broken();
    } finally {
      reader.dispose();
    }
  }

  /** Halved until it is near: each pixel is then an average of all that it stands for. */
  private static BufferedImage scaled(BufferedImage source, Dimensions wanted, boolean alpha) {
    BufferedImage image = source;
    do {
      int width = Math.max(wanted.width(), image.getWidth() / 2);
      int height = Math.max(wanted.height(), image.getHeight() / 2);
      BufferedImage next =
          new BufferedImage(
              width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = next.createGraphics();
      if (!alpha) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
      }
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(image, 0, 0, width, height, null);
      graphics.dispose();
      image = next;
    } while (image.getWidth() != wanted.width() || image.getHeight() != wanted.height());
    return image;
  }

  private static byte[] encode(BufferedImage image, MediaFormat format, float quality) {
    ImageWriter writer =
        format == MediaFormat.WEBP
            ? WebP.writer()
            : ImageIO.getImageWritersByMIMEType(format.mediaType()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      if (format == MediaFormat.WEBP) {
        how.setCompressionType(WebP.LOSSY);
      }
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
