package dk.ledelseskatalog.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One entry as a release has it, with its relationships resolved in both directions. Immutable;
 * {@link #attributes} is read-only.
 *
 * @param id the permanent name
 * @param type its content type
 * @param version which save of the entry this is; counts from 1
 * @param release the release that brought this version
 * @param changedAt when that release was published
 * @param attributes as the schema of the type shapes them, every language included
 * @param related every relationship of the type, declared and derived, in catalogue order; to a
 *     list that is empty where there is nothing
 */
public record PublishedEntry(
    EntryId id,
    ContentType type,
    int version,
    int release,
    Instant changedAt,
    ObjectNode attributes,
    Map<String, List<EntryId>> related) {
  public PublishedEntry {
    related = Map.copyOf(related);
  }

  /** The entries a relationship points to; empty if it points nowhere or does not exist. */
  public List<EntryId> related(String relationship) {
    return related.getOrDefault(relationship, List.of());
  }
}
