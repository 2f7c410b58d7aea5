package dk.ledelseskatalog.media;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a file or a variant of it, below the service's own: {@code /media/<sha256>.jpeg}
 * or {@code /media/<sha256>-w640.webp}. Entries name a file by it, in a picture and in Markdown.
 *
 * @param variant empty for the file itself
 */
public record MediaAddress(String sha256, MediaFormat format, Optional<Variant> variant) {
  /** What all of them begin with. */
  public static final String BASE = "/media/";

  /** The parameter with which whoever may see a preview sees its files. */
  public static final String PREVIEW = "previewToken";

  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{64})(?:-w([1-9][0-9]{1,3}))?\\.([a-z]{3,4})");
  private static final Pattern ANYWHERE =
      Pattern.compile("/media/(([0-9a-f]{64})(?:-w[0-9]{1,5})?\\.[a-z]{1,5})");

  /** Of the file itself. */
  public static MediaAddress of(String sha256, MediaFormat format) {
    return new MediaAddress(sha256, format, Optional.empty());
  }

  /** The address that ends so, if one can. */
  public static Optional<MediaAddress> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return MediaFormat.ofExtension(matcher.group(3))
        .map(
            format ->
                new MediaAddress(
                    matcher.group(1),
                    format,
                    Optional.ofNullable(matcher.group(2))
                        .map(width -> new Variant(Integer.parseInt(width), format))));
  }

  /** The names of files that a text gives addresses of. */
  public static Set<String> namesIn(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = ANYWHERE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(2));
    }
    return names;
  }

  /** The names in a text that lead nowhere, as the text has them. */
  public static List<String> broken(String text, Function<String, Optional<Media>> known) {
    List<String> broken = new ArrayList<>();
    Matcher matcher = ANYWHERE.matcher(text);
    while (matcher.find()) {
      boolean leads =
          known
              .apply(matcher.group(2))
              .filter(media -> parse(matcher.group(1)).filter(it -> it.leadsTo(media)).isPresent())
              .isPresent();
      if (!leads) {
        broken.add(matcher.group(1));
      }
    }
    return broken;
  }

  private boolean leadsTo(Media media) {
    return variant.isPresent()
        ? media.dimensions().filter(size -> Variant.of(size).contains(variant.get())).isPresent()
        : media.format() == format;
  }

  /** The same file in another width and format. */
  public MediaAddress as(Variant other) {
    return new MediaAddress(sha256, other.format(), Optional.of(other));
  }

  /** Below the service's own address. */
  public String path() {
    return BASE
        + sha256
        + variant.map(some -> "-w" + some.width()).orElse("")
        + "."
        + format.extension();
  }
}
