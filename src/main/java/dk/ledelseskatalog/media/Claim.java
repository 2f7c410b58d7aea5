package dk.ledelseskatalog.media;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said of a file by whoever sends it.
 *
 * @param name what it is called where it comes from; empty if nobody says
 * @param mediaType without parameters; empty if nobody says
 */
public record Claim(String name, Optional<String> mediaType) {
  /** What a program calls a file that it knows nothing of. */
  private static final String ANY = "application/octet-stream";

  private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z]{2,5})");

  /** Says nothing. */
  public static final Claim NONE = new Claim("", Optional.empty());

  /**
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 415 if it is said to be something else
   */
  void requireTrue(MediaFormat format) {
    String is = format.name();
    Optional<String> said =
        mediaType.map(type -> type.toLowerCase(Locale.ROOT)).filter(type -> !type.equals(ANY));
    if (said.isPresent() && !said.get().equals(format.mediaType())) {
      throw MediaRefusal.of(
          415,
          "media-type-mismatch",
          MediaRefusal.CONTENT_TYPE,
          "Filen er " + is + "; send den med Content-Type: " + format.mediaType() + ".",
          "The file is " + is + "; send it with Content-Type: " + format.mediaType() + ".");
    }
    Matcher extension = EXTENSION.matcher(name);
    if (extension.matches() && !format.mayEndIn(extension.group(1))) {
      throw MediaRefusal.of(
          415,
          "media-type-mismatch",
          MediaRefusal.FILE_NAME,
          "Filen er " + is + ", men hedder noget andet. Er det den rigtige? Så omdøb den.",
          "The file is " + is + ", but is called otherwise. Is it the right one? Then rename it.");
    }
  }
}
