package dk.ledelseskatalog.media;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format that is kept or made. */
public enum MediaFormat {
  JPEG("image/jpeg", List.of("jpeg", "jpg", "jpe", "jfif")),
  PNG("image/png", List.of("png")),
  PDF("application/pdf", List.of("pdf")),
  /** Made, and not taken in. */
  WEBP("image/webp", List.of("webp"));

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> extensions;

  MediaFormat(String mediaType, List<String> extensions) {
    this.mediaType = mediaType;
    this.extensions = extensions;
  }

  public String mediaType() {
    return mediaType;
  }

  /** How the name of such a file ends in our addresses. */
  public String extension() {
    return extensions.get(0);
  }

  public boolean picture() {
    return this != PDF;
  }

  /** Whether a file whose name ends so may be one. */
  boolean mayEndIn(String extension) {
    return extensions.contains(extension.toLowerCase(Locale.ROOT));
  }

  public static Optional<MediaFormat> ofMediaType(String mediaType) {
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(mediaType)).findFirst();
  }

  /** The format of an address that ends so. */
  public static Optional<MediaFormat> ofExtension(String extension) {
    return Arrays.stream(values()).filter(each -> each.extension().equals(extension)).findFirst();
  }
}
