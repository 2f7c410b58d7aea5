package dk.ledelseskatalog.catalogue;

import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One release as readers see it. Immutable, so safe for any number of threads. */
public final class Snapshot {
  private final ReleaseInfo release;
  private final ContentModel model;
  private final Map<EntryId, PublishedEntry> entries;
  private final Map<String, List<PublishedEntry>> byType;
  private final SearchIndex searchIndex;

  /**
   * @param entries in catalogue order
   */
  public Snapshot(
      ReleaseInfo release,
      ContentModel model,
      List<PublishedEntry> entries,
      SearchIndex searchIndex) {
    this.release = release;
    this.model = model;
    this.searchIndex = searchIndex;
    Map<EntryId, PublishedEntry> byId = new LinkedHashMap<>();
    Map<String, List<PublishedEntry>> types = new LinkedHashMap<>();
    for (PublishedEntry entry : entries) {
      byId.put(entry.id(), entry);
      types.computeIfAbsent(entry.id().type(), type -> new ArrayList<>()).add(entry);
    }
    types.replaceAll((type, list) -> List.copyOf(list));
    this.entries = Collections.unmodifiableMap(byId);
    this.byType = Map.copyOf(types);
  }

  public ReleaseInfo release() {
    return release;
  }

  public ContentModel model() {
    return model;
  }

  public Optional<PublishedEntry> entry(EntryId id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** How many entries there are. */
  public int size() {
    return entries.size();
  }

  /** All entries of a type in catalogue order; empty for a type without entries. */
  public List<PublishedEntry> entries(String type) {
    return byType.getOrDefault(type, List.of());
  }

  public SearchIndex searchIndex() {
    return searchIndex;
  }
}
