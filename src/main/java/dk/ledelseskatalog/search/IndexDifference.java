package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to leave an index and what has to come into it, for it to be that of other entries. An
 * entry that is indexed otherwise does both.
 *
 * @param before every entry of the index
 */
record IndexDifference(
    Map<EntryId, PublishedEntry> before, List<PublishedEntry> gone, List<PublishedEntry> come) {

  static IndexDifference between(List<PublishedEntry> before, Map<EntryId, PublishedEntry> after) {
    Map<EntryId, PublishedEntry> old = byId(before);
    List<PublishedEntry> gone = new ArrayList<>();
    List<PublishedEntry> come = new ArrayList<>();
    for (PublishedEntry entry : before) {
      PublishedEntry now = after.get(entry.id());
      if (now == null || !alike(entry, old, now, after)) {
        gone.add(entry);
      }
    }
    for (PublishedEntry entry : after.values()) {
      PublishedEntry then = old.get(entry.id());
      if (then == null || !alike(then, old, entry, after)) {
        come.add(entry);
      }
    }
    return new IndexDifference(old, gone, come);
  }

  static Map<EntryId, PublishedEntry> byId(List<PublishedEntry> entries) {
    Map<EntryId, PublishedEntry> byId = new HashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    return byId;
  }

  /** Whether both are indexed alike: their own texts, and those they stand under. */
  private static boolean alike(
      PublishedEntry then,
      Map<EntryId, PublishedEntry> before,
      PublishedEntry now,
      Map<EntryId, PublishedEntry> after) {
    if (!then.attributes().equals(now.attributes())
        || !then.type().equals(now.type())
        || !then.related(EntryTexts.ABOVE).equals(now.related(EntryTexts.ABOVE))) {
      return false;
    }
    return now.related(EntryTexts.ABOVE).stream()
        .allMatch(id -> Objects.equals(attributes(before.get(id)), attributes(after.get(id))));
  }

  private static @Nullable ObjectNode attributes(@Nullable PublishedEntry entry) {
    return entry == null ? null : entry.attributes();
  }
}
