package dk.ledelseskatalog.media;

/** How large a picture is, in pixels. */
public record Dimensions(int width, int height) {
  public Dimensions {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(width + " x " + height);
    }
  }

  long pixels() {
    return (long) width * height;
  }

  /** The size of the same picture in another width. */
  public Dimensions scaledTo(int newWidth) {
    return new Dimensions(
        newWidth, (int) Math.max(1, Math.round((double) height * newWidth / width)));
  }
}
