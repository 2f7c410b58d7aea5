package dk.ledelseskatalog.media;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture in another width or format.
 *
 * @param width in pixels, one of {@link #WIDTHS}
 * @param format JPEG or WebP
 */
public record Variant(int width, MediaFormat format) {
  /** From a phone to a whole screen. */
  public static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920);

  /** Those there are of a picture of this size: narrower ones, WebP first. */
  public static List<Variant> of(Dimensions picture) {
    List<Variant> variants = new ArrayList<>();
    for (MediaFormat format : List.of(MediaFormat.WEBP, MediaFormat.JPEG)) {
      for (int width : WIDTHS) {
        if (width < picture.width() && (format != MediaFormat.WEBP || WebP.available())) {
          variants.add(new Variant(width, format));
        }
      }
    }
    return variants;
  }

  String form() {
    return "w" + width + "." + format.extension();
  }
}
