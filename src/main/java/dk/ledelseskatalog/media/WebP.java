package dk.ledelseskatalog.media;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes WebP, where its native library is loaded: on Linux, macOS and Windows on the usual
 * processors. It is given pixels only, never a file that somebody sent.
 */
final class WebP {
  static final String LOSSY = "Lossy";

  private static final Logger LOG = System.getLogger(WebP.class.getName());
  private static final boolean AVAILABLE = tried();

  private WebP() {}

  static boolean available() {
    return AVAILABLE;
  }

  /** Made here and not asked for by name: the registry belongs to the whole machine. */
  static ImageWriter writer() {
    try {
      return new WebPImageWriterSpi().createWriterInstance();
    } catch (IOException e) {
      throw new IllegalStateException("WebP could be written before", e);
    }
  }

  private static boolean tried() {
    try (ImageOutputStream nowhere =
        new MemoryCacheImageOutputStream(new ByteArrayOutputStream())) {
      ImageWriter writer = new WebPImageWriterSpi().createWriterInstance();
      writer.setOutput(nowhere);
      writer.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
      writer.dispose();
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "WebP cannot be written on this machine; JPEG is offered alone", e);
      return false;
    }
  }
}
