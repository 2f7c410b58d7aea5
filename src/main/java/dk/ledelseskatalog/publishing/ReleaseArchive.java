package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.EntryChange;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.ReleaseSummary;
import dk.ledelseskatalog.catalogue.Releases;
import dk.ledelseskatalog.catalogue.SearchIndex;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.persistence.Transactions;
import java.util.List;
import java.util.Optional;

/** The releases in the database. Thread-safe. */
public final class ReleaseArchive implements Releases {
  private static final SearchIndex NO_INDEX =
      new SearchIndex() {
        @Override
        public SearchResult search(SearchQuery query) {
          throw new UnsupportedOperationException("Old releases are read, not searched");
        }

        @Override
        public List<String> suggest(
            String typed, String language, List<String> frequent, int limit) {
          throw new UnsupportedOperationException("Old releases are read, not searched");
        }

        @Override
        public void close() {}
      };

  private final Transactions transactions;
  private final SnapshotBuilder builder;

  public ReleaseArchive(Transactions transactions, ContentModel model) {
    this.transactions = transactions;
    this.builder = new SnapshotBuilder(transactions, model, (types, entries) -> NO_INDEX);
  }

  @Override
  public Optional<ReleaseInfo> find(int number) {
    return transactions.inTransaction(
        manager -> new ReleaseRepository(manager).find(number).map(Release::info));
  }

  @Override
  public List<ReleaseSummary> summaries(int from, int limit) {
    return transactions.inTransaction(
        manager -> new ReleaseRepository(manager).summaries(from, limit));
  }

  @Override
  public Optional<Snapshot> snapshot(int number) {
    return find(number).map(builder::build);
  }

  /** A release as it would be with these versions in it; it cannot be searched. */
  public Snapshot preview(Snapshot release, List<EntryVersion> instead) {
    return builder.preview(release, instead);
  }

  @Override
  public List<EntryChange> changes(EntryChange.Place after, int upTo, int limit) {
    return transactions.inTransaction(
        manager -> new ReleaseRepository(manager).changes(after, upTo, limit));
  }
}
