package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what a document includes: each entry once, none that is primary data, and each linked
 * from another in the document (JSON:API 1.1, Compound Documents).
 */
final class Includes {
  /** Most entries a document includes. */
  static final int MAX = 500;

  private final Snapshot snapshot;
  private final Set<EntryId> primary = new HashSet<>();
  private final Map<EntryId, PublishedEntry> included = new LinkedHashMap<>();
  private final Map<EntryId, Set<String>> followed = new HashMap<>();
  private final Set<Visit> visits = new HashSet<>();

  private record Visit(EntryId id, IncludePaths paths) {}

  Includes(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Follows paths from the primary data. */
  void followFrom(List<PublishedEntry> primaryData, IncludePaths paths) {
    primaryData.forEach(entry -> primary.add(entry.id()));
    primaryData.forEach(entry -> follow(entry, paths));
  }

  /** Includes entries that the primary data only names, and follows paths from them. */
  void includeAndFollow(List<PublishedEntry> named, IncludePaths paths) {
    named.forEach(this::include);
    named.forEach(entry -> follow(entry, paths));
  }

  /** Includes entries that the primary data names, each once. */
  void include(List<PublishedEntry> named) {
    named.forEach(this::include);
  }

  Collection<PublishedEntry> entries() {
    return included.values();
  }

  /** Whether the linkage of a relationship is what links an included entry to the document. */
  boolean followed(EntryId id, String relationship) {
    return followed.getOrDefault(id, Set.of()).contains(relationship);
  }

  private void follow(PublishedEntry entry, IncludePaths paths) {
    if (paths.children().isEmpty() || !visits.add(new Visit(entry.id(), paths))) {
      return;
    }
    paths
        .children()
        .forEach(
            (name, next) -> {
              List<EntryId> targets = entry.related(name);
              if (!targets.isEmpty()) {
                followed.computeIfAbsent(entry.id(), id -> new HashSet<>()).add(name);
              }
              for (EntryId id : targets) {
                snapshot
                    .entry(id)
                    .ifPresent(
                        target -> {
                          include(target);
                          follow(target, next);
                        });
              }
            });
  }

  private void include(PublishedEntry entry) {
    if (!primary.contains(entry.id())
        && included.putIfAbsent(entry.id(), entry) == null
        && included.size() > MAX) {
      throw QueryParameters.invalid(
          "too-many-included",
          IncludePaths.PARAMETER,
          "Svaret ville medtage flere end " + MAX + ". Hent relationen for sig, side for side.",
          "The answer would include more than "
              + MAX
              + ". Fetch the relationship by itself, page by page.");
    }
  }
}
