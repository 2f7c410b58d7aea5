package dk.ledelseskatalog.catalogue;

import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.Locale;
import java.util.Optional;

/**
 * What one release did to one entry.
 *
 * @param version the version shown from that release on; empty for a tombstone
 * @param existed whether the release before had the entry
 */
public record EntryChange(
    ReleaseInfo release, EntryId entry, Optional<Integer> version, boolean existed) {

  /** What became of an entry. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED;

    /** As answers say it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Kind kind() {
    if (version.isEmpty()) {
      return Kind.REMOVED;
    }
    return existed ? Kind.CHANGED : Kind.ADDED;
  }

  public Place place() {
    return new Place(release.number(), entry);
  }

  /**
   * Where a change stands among all there ever were: by release, then by entry.
   *
   * @param entry the last one read of that release
   */
  public record Place(int release, EntryId entry) {
    /** Before the first change. */
    public static final Place START = new Place(0, new EntryId("", ""));
  }
}
