package dk.ledelseskatalog.media;

import java.util.Optional;

/**
 * What people say about a file.
 *
 * @param originalName what it was called where it came from
 * @param altDa what a picture shows, for those who do not see it, in Danish
 * @param altEn the same in English
 * @param credit whose it is
 */
public record MediaDescription(
    String originalName, Optional<String> altDa, Optional<String> altEn, Optional<String> credit) {
  /** Most characters of an alternative text. */
  public static final int LONGEST_ALT = 1000;

  /** Most characters of {@link #credit}. */
  public static final int LONGEST_CREDIT = 500;

  /** Most characters of {@link #originalName}; what is longer is cut. */
  public static final int LONGEST_NAME = 200;

  public MediaDescription {
    if (originalName.length() > LONGEST_NAME) {
      originalName = originalName.substring(originalName.length() - LONGEST_NAME);
    }
  }

  /** A file that nothing is said about yet. */
  public static MediaDescription of(String originalName) {
    return new MediaDescription(originalName, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
