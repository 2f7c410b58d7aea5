package dk.ledelseskatalog.media;

/**
 * How much is taken in.
 *
 * @param pictureBytes of a picture
 * @param pdfBytes of a PDF file
 * @param pixels of a picture
 */
public record MediaLimits(long pictureBytes, long pdfBytes, long pixels) {
  /** 10 MB, 25 MB and 40 megapixels. */
  public static final MediaLimits DEFAULT = new MediaLimits(10_485_760L, 26_214_400L, 40_000_000L);
}
