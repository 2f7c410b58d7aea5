package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.content.Entry;
import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import dk.ledelseskatalog.publishing.Publication;
import dk.ledelseskatalog.publishing.Publisher;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes releases of what editors have ready, whole or not at all: every entry in one is valid and
 * points to entries that are in it. Thread-safe, with any number of nodes.
 */
public final class ReleaseDesk {
  private static final String PUBLISHED = "release.published";

  private final Transactions transactions;
  private final ContentModel model;
  private final Catalogue catalogue;
  private final Publisher publisher;
  private final Editors editors;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Runnable published;

  /**
   * @param published brings this node's catalogue to the newest release
   */
  ReleaseDesk(
      Transactions transactions,
      ContentModel model,
      Catalogue catalogue,
      Publisher publisher,
      Editors editors,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Runnable published) {
    this.transactions = transactions;
    this.model = model;
    this.catalogue = catalogue;
    this.publisher = publisher;
    this.editors = editors;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.published = published;
  }

  /**
   * Publishes, and returns when readers of this node see it.
   *
   * @throws JsonApiException 409 if an entry is not where it can be published from, or would be
   *     missing to others; 422 if one is not valid; every reason at once
   */
  ReleaseInfo publish(Person person, ReleaseRequest request) {
    // Before the transaction, so that it need not wait for the index.
    published.run();
    ReleaseInfo release =
        transactions.inTransactionRetryingRaces(
            manager -> {
              ReleaseInfo last = publisher.lock(manager);
              List<Publication> publications = chosen(manager, request.what(), last.number());
              String editor = editors.nameOf(manager, person);
              ReleaseInfo made = publishIn(manager, last, publications, editor, request.note());
              record(manager, person, PUBLISHED, target(made));
              return made;
            });
    published.run();
    return release;
  }

  private List<Publication> chosen(
      EntityManager manager, ReleaseRequest.Choice what, int lastRelease) {
    EntryRepository entries = new EntryRepository(manager);
    if (what instanceof ReleaseRequest.Choice.Back back) {
      if (back.release() >= lastRelease) {
        throw new JsonApiException(
            ErrorObject.of(
                422,
                "unknown-release",
                Source.pointer("/data/attributes/rollbackTo"),
                "\"rollbackTo\" skal være en udgivelse før den nyeste, som er " + lastRelease + ".",
                "\"rollbackTo\" must be a release before the newest, which is "
                    + lastRelease
                    + "."));
      }
      return publisher.backTo(manager, back.release());
    }
    List<ReleaseRequest.Named> named =
        what instanceof ReleaseRequest.Choice.Entries chosen
            ? chosen.named()
            : entries
                .newest(
                    new EntryFilter(
                        List.of(),
                        List.of(EntryState.APPROVED),
                        Optional.empty(),
                        Optional.empty()),
                    EntryOrder.ID,
                    0,
                    Integer.MAX_VALUE)
                .stream()
                .map(newest -> new ReleaseRequest.Named(newest.entry().id(), Optional.empty()))
                .toList();
    return newestOf(entries, named);
  }

  /** The newest versions of entries, which may be published. */
  private List<Publication> newestOf(EntryRepository entries, List<ReleaseRequest.Named> named) {
    Map<EntryId, Entry> locked = new LinkedHashMap<>();
    entries
        .lock(named.stream().map(ReleaseRequest.Named::id).toList())
        .forEach(entry -> locked.put(entry.id(), entry));
    List<Publication> publications = new ArrayList<>();
    List<ErrorObject> refusals = new ArrayList<>();
    int place = 0;
    for (ReleaseRequest.Named each : named) {
      EntryId id = each.id();
      String pointer = ReleaseRequest.ENTRIES + "/" + place++;
      Entry entry = locked.get(id);
      if (entry == null) {
        refusals.addAll(
            Drafts.unknown(id).errors().stream()
                .map(error -> error.withSource(Source.pointer(pointer)))
                .toList());
      } else if (entry.state() == EntryState.PUBLISHED) {
        refusals.add(
            refusal(
                "already-published",
                pointer,
                id + " har ingen ændring at udgive.",
                id + " has no change to publish."));
      } else if (entry.state() != EntryState.APPROVED
          && model.type(id.type()).filter(ContentType::fourEyes).isPresent()) {
        refusals.add(
            refusal(
                "not-approved",
                pointer,
                id + " skal godkendes af en anden, før den kan udgives.",
                id + " must be approved by somebody else before it can be published."));
      } else {
        EntryVersion newest = entries.newest(entry).version();
        if (each.version().isPresent() && each.version().get() != newest.version()) {
          refusals.add(
              refusal(
                  "newer-version",
                  pointer,
                  id
                      + " er gemt siden version "
                      + each.version().get()
                      + "; se på version "
                      + newest.version()
                      + ", og udgiv den.",
                  id
                      + " was saved since version "
                      + each.version().get()
                      + "; look at version "
                      + newest.version()
                      + " and publish that."));
        }
        publications.add(
            new Publication(
                id, newest.save().archived() ? Optional.empty() : Optional.of(newest.version())));
      }
    }
    if (!refusals.isEmpty()) {
      throw new JsonApiException(refusals);
    }
    return publications;
  }

  /**
   * Publishes in the caller's transaction, which holds the publisher's lock.
   *
   * @throws JsonApiException if the release would not hold together
   */
  private ReleaseInfo publishIn(
      EntityManager manager,
      ReleaseInfo last,
      List<Publication> publications,
      String by,
      String note) {
    if (publications.isEmpty()) {
      throw Drafts.refusal(
          409,
          "nothing-to-publish",
          "Der er ikke noget at udgive.",
          "There is nothing to publish.");
    }
    if (!serves(last)) {
      // Another node published since; what readers see there is what this release builds on.
      published.run();
    }
    List<ErrorObject> refusals = refusals(manager, publications);
    if (!refusals.isEmpty()) {
      throw new JsonApiException(refusals);
    }
    return publisher.release(manager, publications, by, note);
  }

  private boolean serves(ReleaseInfo last) {
    try (Catalogue.Lease lease = catalogue.acquire()) {
      return lease.snapshot().release().equals(last);
    }
  }

  /**
   * Publishes what is due, in the caller's transaction.
   *
   * @throws JsonApiException if the release would not hold together
   */
  ReleaseInfo publishDue(
      EntityManager manager, List<Publication> publications, String by, String note) {
    ReleaseInfo made = publishIn(manager, publisher.lock(manager), publications, by, note);
    audit.append(
        manager, AuditEvent.byService(PUBLISHED, Purpose.EDITING, Optional.empty(), target(made)));
    return made;
  }

  /** Writes into the audit log what somebody did. */
  void record(EntityManager manager, Person person, String action, String target) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(pseudonyms.of(manager, person)),
            Drafts.role(person),
            action,
            Purpose.EDITING,
            Optional.empty(),
            target));
  }

  private static String target(ReleaseInfo release) {
    return ReleaseRequest.TYPE + '/' + release.number();
  }

  /** The newest versions of these entries, if each may be published and is valid by itself. */
  List<Newest> ready(EntityManager manager, List<ReleaseRequest.Named> named) {
    EntryRepository entries = new EntryRepository(manager);
    List<Publication> publications = newestOf(entries, named);
    List<ErrorObject> refusals = new ArrayList<>();
    List<Newest> ready = new ArrayList<>();
    for (Publication publication : publications) {
      Newest newest = entries.newest(entries.find(publication.entry()).orElseThrow());
      String pointer = ReleaseRequest.ENTRIES + "/" + ready.size();
      if (publication.version().isPresent()) {
        faults(newest.version().document())
            .forEach(fault -> refusals.add(Faults.error(fault, pointer)));
      }
      ready.add(newest);
    }
    if (!refusals.isEmpty()) {
      throw new JsonApiException(refusals);
    }
    return ready;
  }

  /** Lets readers of this node see the newest release. */
  void show() {
    published.run();
  }

  private List<ErrorObject> refusals(EntityManager manager, List<Publication> publications) {
    EntryRepository entries = new EntryRepository(manager);
    // Held until the release is made: nobody takes away meanwhile what it shows.
    Map<String, Optional<Media>> files = new HashMap<>();
    MediaRepository media = new MediaRepository(manager);
    Map<EntryId, Optional<Integer>> changing = new LinkedHashMap<>();
    publications.forEach(each -> changing.put(each.entry(), each.version()));
    List<ErrorObject> refusals = new ArrayList<>();
    try (Catalogue.Lease lease = catalogue.acquire()) {
      Snapshot snapshot = lease.snapshot();
      int place = 0;
      for (Publication publication : publications) {
        String pointer = ReleaseRequest.ENTRIES + "/" + place++;
        EntryId id = publication.entry();
        if (publication.version().isPresent()) {
          EntryDocument document =
              entries.version(id, publication.version().get()).orElseThrow().document();
          faults(document).forEach(fault -> refusals.add(Faults.error(fault, pointer)));
          MediaAddress.broken(
                  document.attributes().toString(),
                  name -> files.computeIfAbsent(name, media::lock))
              .forEach(name -> refusals.add(missingFile(id, name, pointer)));
          document
              .relationships()
              .forEach(
                  (name, targets) ->
                      targets.stream()
                          .filter(target -> !willBeThere(snapshot, changing, target))
                          .forEach(target -> refusals.add(missing(id, name, target, pointer))));
        } else {
          List<References.Use> uses = References.published(snapshot, id, changing);
          if (!uses.isEmpty()) {
            References.stillUsed(id, uses).errors().stream()
                .map(error -> error.withSource(Source.pointer(pointer)))
                .forEach(refusals::add);
          }
        }
      }
    }
    return refusals;
  }

  private List<Fault> faults(EntryDocument document) {
    Optional<ContentType> type = model.type(document.id().type());
    return type.map(known -> model.faults(document.id().toString(), document.toJson(known)))
        .orElseGet(
            () ->
                List.of(
                    new Fault(
                        document.id().toString(),
                        "/type",
                        new LocalizedText(
                            "Indholdstypen findes ikke længere.",
                            "The content type is no more."))));
  }

  private static boolean willBeThere(
      Snapshot snapshot, Map<EntryId, Optional<Integer>> changing, EntryId target) {
    Optional<Integer> change = changing.get(target);
    return change == null ? snapshot.entry(target).isPresent() : change.isPresent();
  }

  private static ErrorObject missing(
      EntryId id, String relationship, EntryId target, String pointer) {
    return refusal(
        "target-unpublished",
        pointer,
        id + " peger på " + target + " (" + relationship + "), som ikke er udgivet; udgiv den med.",
        id
            + " points to "
            + target
            + " ("
            + relationship
            + "), which is not published; publish it too.");
  }

  private static ErrorObject missingFile(EntryId id, String name, String pointer) {
    return refusal(
        "missing-file",
        pointer,
        id + " viser " + MediaAddress.BASE + name + ", som ikke findes; upload den igen.",
        id + " shows " + MediaAddress.BASE + name + ", which is not there; upload it again.");
  }

  private static ErrorObject refusal(String code, String pointer, String da, String en) {
    return ErrorObject.of(409, code, Source.pointer(pointer), da, en);
  }
}
