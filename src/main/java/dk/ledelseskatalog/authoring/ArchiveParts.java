package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.MediaFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the parts of an archive are called. */
final class ArchiveParts {
  static final String RELEASES = "releases.jsonl";
  static final String MEDIA = "media.jsonl";

  private static final Pattern FILE = Pattern.compile("media/[0-9a-f]{64}\\.(jpeg|png|pdf)");

  private static final Pattern ENTRY =
      Pattern.compile("entries/([a-z][a-z0-9-]{0,62})/([a-z0-9-]{1,100})\\.jsonl");
  private static final Pattern EDITION =
      Pattern.compile("catalogue/([a-z][a-z0-9-]{0,62})/([a-z0-9-]{1,100})\\.json");

  private ArchiveParts() {}

  static String entry(EntryId id) {
    return "entries/" + id + ".jsonl";
  }

  /** The file itself of a picture or a PDF. */
  static String file(String sha256, MediaFormat format) {
    return "media/" + sha256 + "." + format.extension();
  }

  static boolean isFile(String part) {
    return FILE.matcher(part).matches();
  }

  /** The entry whose history a part is. */
  static Optional<EntryId> entry(String part) {
    return id(ENTRY.matcher(part));
  }

  /** The entry that a file of the catalogue says. */
  static Optional<EntryId> edition(String part) {
    return id(EDITION.matcher(part));
  }

  private static Optional<EntryId> id(Matcher matcher) {
    return matcher.matches() && Slug.isId(matcher.group(2))
        ? Optional.of(new EntryId(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
