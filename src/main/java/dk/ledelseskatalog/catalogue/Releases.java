package dk.ledelseskatalog.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * Every release there has been, old ones included. Unlike the {@link Catalogue} it asks the
 * database. Thread-safe.
 */
public interface Releases {
  Optional<ReleaseInfo> find(int number);

  /** Releases counting down from a number; those that do not exist are left out. */
  List<ReleaseSummary> summaries(int from, int limit);

  /**
   * A release as it was, without a search index.
   *
   * @throws IllegalStateException if the content model of today cannot read it
   */
  Optional<Snapshot> snapshot(int number);

  /**
   * Changes behind a place, in their order. Since releases are made one after another, nothing
   * appears later before a place that was read.
   *
   * @param upTo the last release to tell of
   */
  List<EntryChange> changes(EntryChange.Place after, int upTo, int limit);
}
