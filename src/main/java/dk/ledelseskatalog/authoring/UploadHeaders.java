package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.Claim;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of an upload say of the file. */
final class UploadHeaders {
  private static final Pattern EXTENDED =
      Pattern.compile("(?i)filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)");
  private static final Pattern PLAIN =
      Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");

  private UploadHeaders() {}

  /**
   * @throws JsonApiException 415 for a form, which is not the file itself
   */
  static Claim claim(@Nullable String contentType, @Nullable String disposition) {
    Optional<String> mediaType =
        Optional.ofNullable(contentType)
            .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .filter(type -> !type.isEmpty());
    if (mediaType.filter(type -> type.startsWith("multipart/")).isPresent()) {
      throw new JsonApiException(
          ErrorObject.of(
              415,
              "unsupported-media-type",
              Source.header("Content-Type"),
              "Send filen selv som indhold, ikke en formular, og dens navn i Content-Disposition.",
              "Send the file itself as the body, not a form, and its name in"
                  + " Content-Disposition."));
    }
    return new Claim(disposition == null ? "" : name(disposition), mediaType);
  }

  /** The name without folders, and without what cannot stand in a header (RFC 6266, 4.3). */
  private static String name(String disposition) {
    Matcher extended = EXTENDED.matcher(disposition);
    Matcher plain = PLAIN.matcher(disposition);
    String name = "";
    if (extended.find()) {
      name = decoded(extended.group(1));
    } else if (plain.find()) {
      name = plain.group(1) == null ? plain.group(2) : plain.group(1);
    }
    return name.replaceAll("\\p{Cntrl}", "").replaceAll(".*[/\\\\]", "").strip();
  }

  private static String decoded(String percent) {
    try {
      return URLDecoder.decode(percent.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // then it has none
    }
  }
}
