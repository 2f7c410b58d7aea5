package dk.ledelseskatalog.publishing;

import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes releases. Thread-safe; releases of all nodes are made one after another. */
public final class Publisher {
  /** What is imported is given up in portions, lest a large catalogue be in memory once more. */
  private static final int AT_ONCE = 1_000;

  private final Transactions transactions;
  private final ContentModel model;
  private final Clock clock;
  private final ReleaseNews news;

  public Publisher(Transactions transactions, ContentModel model, Clock clock) {
    this(transactions, model, clock, (manager, release, withdrawn) -> {});
  }

  /**
   * @param news told of each release but the first, which nobody waits for
   */
  public Publisher(Transactions transactions, ContentModel model, Clock clock, ReleaseNews news) {
    this.transactions = transactions;
    this.model = model;
    this.clock = clock;
    this.news = news;
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
          Release first = new Release(1, now(), importedBy, note);
          releases.add(first);
          for (int from = 0; from < documents.size(); from += AT_ONCE) {
            importPortion(
                manager,
                first,
                documents.subList(from, Math.min(from + AT_ONCE, documents.size())));
          }
          return Optional.of(first.info());
        });
  }

  private void importPortion(EntityManager manager, Release first, List<EntryDocument> documents) {
    ReleaseInfo release = first.info();
    Save save = Save.of(release.publishedAt(), release.publishedBy());
    change(
        manager,
        release,
        new EntryRepository(manager)
            .saveFirst(documents, this::typeOf, save).stream().map(Step::to).toList());
    manager.flush();
    manager.clear();
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
          int number = lock(manager).number() + 1;
          Save save = Save.of(now(), publishedBy);
          EntryRepository entries = new EntryRepository(manager);
          List<Step> steps = new ArrayList<>();
          documents.forEach(
              document ->
                  steps.add(
                      Step.to(
                          entries.save(
                              entries.lock(document.id()), document, typeOf(document), save))));
          steps.addAll(
              steps(
                  entries,
                  withdrawn.stream().map(id -> new Publication(id, Optional.empty())).toList()));
          return add(manager, number, steps, save, note);
        });
  }

  /**
   * Waits until nobody else publishes, and keeps others out until the caller's transaction ends.
   *
   * @return the release before the one that is to come
   * @throws IllegalStateException before the first release
   */
  public ReleaseInfo lock(EntityManager manager) {
    ReleaseRepository releases = new ReleaseRepository(manager);
    releases.lock();
    return releases
        .latest()
        .map(Release::info)
        .orElseThrow(() -> new IllegalStateException("Nothing is imported yet"));
  }

  /**
   * Makes the next release of versions that are saved, in the caller's transaction, and says so in
   * their entries. Whether it holds together the caller has asked.
   */
  public ReleaseInfo release(
      EntityManager manager, List<Publication> publications, String publishedBy, String note) {
    int number = lock(manager).number() + 1;
    List<Step> steps = steps(new EntryRepository(manager), publications);
    return add(manager, number, steps, Save.of(now(), publishedBy), note);
  }

  /** What would have to be published for readers to see a release again. */
  public List<Publication> backTo(EntityManager manager, int release) {
    ReleaseRepository releases = new ReleaseRepository(manager);
    Map<EntryId, Integer> then = releases.versionsOf(release);
    Map<EntryId, Integer> now = releases.versionsOf(lock(manager).number());
    List<Publication> publications = new ArrayList<>();
    then.forEach(
        (id, version) -> {
          if (!version.equals(now.get(id))) {
            publications.add(new Publication(id, Optional.of(version)));
          }
        });
    now.keySet().stream()
        .filter(id -> !then.containsKey(id))
        .forEach(id -> publications.add(new Publication(id, Optional.empty())));
    return publications;
  }

  /** A publication and the entry it is of. */
  private record Step(Publication publication, Newest newest) {
    static Step to(Newest newest) {
      return new Step(
          new Publication(newest.entry().id(), Optional.of(newest.version().version())), newest);
    }

    EntryVersion version(EntryRepository entries, int number) {
      return newest.version().version() == number
          ? newest.version()
          : entries.version(publication.entry(), number).orElseThrow();
    }

    EntryId entry() {
      return publication.entry();
    }

    /** Whether it takes out what readers see now. */
    boolean withdraws() {
      return publication.version().isEmpty() && newest.entry().publishedVersion().isPresent();
    }

    /** Whether readers see then what the newest version says. */
    boolean isNewest() {
      EntryVersion version = newest.version();
      return publication
          .version()
          .map(published -> published == version.version())
          .orElseGet(() -> version.save().archived());
    }
  }

  private static List<Step> steps(EntryRepository entries, List<Publication> publications) {
    Map<EntryId, Newest> newest = new HashMap<>();
    entries
        .lock(publications.stream().map(Publication::entry).toList())
        .forEach(entry -> newest.put(entry.id(), entries.newest(entry)));
    List<Step> steps = new ArrayList<>();
    for (Publication publication : publications) {
      Optional.ofNullable(newest.get(publication.entry()))
          .ifPresent(known -> steps.add(new Step(publication, known)));
    }
    return steps;
  }

  private ReleaseInfo add(
      EntityManager manager, int number, List<Step> steps, Save save, String note) {
    Release release = new Release(number, save.at(), save.by(), note);
    new ReleaseRepository(manager).add(release);
    // Asked before the entries forget what readers saw.
    List<EntryId> withdrawn = steps.stream().filter(Step::withdraws).map(Step::entry).toList();
    change(manager, release.info(), steps);
    news.made(manager, release.info(), withdrawn);
    return release.info();
  }

  private static void change(EntityManager manager, ReleaseInfo release, List<Step> steps) {
    Set<String> shown = new HashSet<>();
    EntryRepository entries = new EntryRepository(manager);
    for (Step step : steps) {
      Publication publication = step.publication();
      publication
          .version()
          .map(number -> step.version(entries, number))
          .ifPresent(
              version ->
                  shown.addAll(MediaAddress.namesIn(version.document().attributes().toString())));
      manager.persist(
          new ReleaseChange(
              release.number(), publication.entry(), publication.version().orElse(null)));
      step.newest()
          .entry()
          .publish(
              publication.version(),
              step.isNewest(),
              release.number(),
              release.publishedAt(),
              release.publishedBy());
    }
    new MediaRepository(manager).publish(shown);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private ContentType typeOf(EntryDocument document) {
    return model
        .type(document.id().type())
        .orElseThrow(() -> new IllegalArgumentException("No content type for " + document.id()));
  }
}
