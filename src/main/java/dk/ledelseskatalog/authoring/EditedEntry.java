package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.content.Entry;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.Fault;
import java.util.List;

/**
 * An entry as editors see it.
 *
 * @param version the newest
 * @param faults what keeps that from being published; empty if nothing does
 */
record EditedEntry(Entry entry, EntryVersion version, List<Fault> faults) {
  EditedEntry {
    faults = List.copyOf(faults);
  }

  boolean isArchived() {
    return version.save().archived();
  }

  /** The strong entity tag of this state; it names the version, so that a client can compare. */
  String tag() {
    return tag(entry);
  }

  static String tag(Entry entry) {
    return "\"" + entry.version() + "." + entry.revision() + "\"";
  }
}
