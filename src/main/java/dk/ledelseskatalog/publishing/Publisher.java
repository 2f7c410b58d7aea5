package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes releases. Thread-safe; releases of all nodes are made one after another. */
public final class Publisher {
  private static final int FIRST = 1;

  private final Transactions transactions;
  private final ContentModel model;
  private final Clock clock;

  public Publisher(Transactions transactions, ContentModel model, Clock clock) {
    this.transactions = transactions;
    this.model = model;
    this.clock = clock;
  }

  /**
   * Saves a catalogue and publishes it as release 1, in one transaction, unless a release exists.
   *
   * @return the release made; empty if there was one, whoever made it
   */
  public Optional<ReleaseInfo> importFirst(
      List<EntryDocument> documents, String importedBy, String note) {
    return transactions.inTransaction(
        manager -> {
          ReleaseRepository releases = new ReleaseRepository(manager);
          if (releases.latest().isPresent()) {
            return Optional.empty();
          }
          releases.lock();
          if (releases.latest().isPresent()) {
            return Optional.empty();
          }
          return Optional.of(
              release(manager, FIRST, documents, List.of(), importedBy, note).info());
        });
  }

  /**
   * Saves entries and publishes them, and takes others out, as the next release, in one
   * transaction. Whether what others point to is still there is asked when the release is served.
   *
   * @param withdrawn entries that the release before has
   * @throws IllegalStateException before the first release
   */
  public ReleaseInfo publish(
      List<EntryDocument> documents, List<EntryId> withdrawn, String publishedBy, String note) {
    return transactions.inTransaction(
        manager -> {
          ReleaseRepository releases = new ReleaseRepository(manager);
          releases.lock();
          int last =
              releases
                  .latest()
                  .map(Release::number)
                  .orElseThrow(() -> new IllegalStateException("Nothing is imported yet"));
          return release(manager, last + 1, documents, withdrawn, publishedBy, note).info();
        });
  }

  private Release release(
      EntityManager manager,
      int number,
      List<EntryDocument> documents,
      List<EntryId> withdrawn,
      String publishedBy,
      String note) {
    EntryRepository entries = new EntryRepository(manager);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ReleaseChange> changes = new ArrayList<>();
    for (EntryDocument document : documents) {
      int version = number == FIRST ? 1 : entries.nextVersion(document.id());
      entries.add(new EntryVersion(document, typeOf(document), version, now, publishedBy));
      changes.add(new ReleaseChange(number, document.id(), version));
      if (changes.size() % ReleaseRepository.AT_ONCE == 0) {
        manager.flush();
        manager.clear();
      }
    }
    withdrawn.forEach(entry -> changes.add(new ReleaseChange(number, entry, null)));
    Release release = new Release(number, now, publishedBy, note);
    new ReleaseRepository(manager).add(release, changes);
    return release;
  }

  private ContentType typeOf(EntryDocument document) {
    return model
        .type(document.id().type())
        .orElseThrow(() -> new IllegalArgumentException("No content type for " + document.id()));
  }
}
