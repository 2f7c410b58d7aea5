package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.media.CheckedFile;
import dk.ledelseskatalog.media.Claim;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaDescription;
import dk.ledelseskatalog.media.MediaFilter;
import dk.ledelseskatalog.media.MediaLibrary;
import dk.ledelseskatalog.media.MediaRepository;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where editors send pictures and PDF files, and say what they show. Thread-safe. */
final class MediaDesk {
  /** How a file is named in the audit log and in the quality report, before its SHA-256. */
  static final String TYPE = "media";

  private final Transactions transactions;
  private final MediaLibrary library;
  private final Editors editors;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;
  private final Consumer<String> outdated;

  /**
   * @param outdated tells caches in front to drop what has a key; must return at once
   */
  MediaDesk(
      Transactions transactions,
      MediaLibrary library,
      Editors editors,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock,
      Consumer<String> outdated) {
    this.transactions = transactions;
    this.library = library;
    this.editors = editors;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.outdated = outdated;
  }

  /**
   * What was sent, as it is kept.
   *
   * @param isNew false if somebody had sent the same file before
   */
  record Sent(Media media, boolean isNew) {}

  /**
   * Takes a file in.
   *
   * @throws JsonApiException with a sentence that says why not; then nothing is kept
   */
  Sent send(Person person, InputStream body, Claim claim) {
    try (CheckedFile file = library.check(body, claim)) {
      return transactions.inTransactionRetryingRaces(
          manager -> {
            // Locked, lest it be known now and be removed before this is answered.
            Optional<Media> known = new MediaRepository(manager).lock(file.sha256());
            if (known.isPresent()) {
              library.mend(manager, file);
              return new Sent(known.get(), false);
            }
            Media media =
                library.add(
                    manager,
                    file,
                    MediaDescription.of(claim.name()),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    editors.nameOf(manager, person));
            trace(manager, person, "media.uploaded", media);
            return new Sent(media, true);
          });
    }
  }

  Drafts.Slice<Media> list(MediaFilter filter, Page page) {
    return transactions.inTransaction(
        manager -> {
          MediaRepository repository = new MediaRepository(manager);
          return new Drafts.Slice<>(
              repository.list(filter, page.offset(), page.size()), repository.count(filter));
        });
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  Media find(String sha256) {
    return library.find(sha256).orElseThrow(() -> unknown(sha256));
  }

  /**
   * Says something else about a file.
   *
   * @throws JsonApiException 412 if somebody else did so first
   */
  Media describe(Person person, String sha256, IfMatch seen, MediaChange change) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Media media = locked(manager, sha256, seen);
          MediaDescription after = change.of(media.description());
          if (!after.equals(media.description())) {
            media.describe(after);
            trace(manager, person, "media.described", media);
          }
          return media;
        });
  }

  /**
   * Forgets a file.
   *
   * @param evenIfUsed whether to do so though older versions or releases show it
   * @throws JsonApiException 409 naming who shows it
   */
  void remove(Person person, String sha256, IfMatch seen, boolean evenIfUsed) {
    var unused =
        transactions.inTransactionRetryingRaces(
            manager -> {
              Media media = locked(manager, sha256, seen);
              List<MediaUses.Use> uses = MediaUses.of(manager, sha256);
              boolean shown = uses.stream().anyMatch(use -> use.published() || use.draft());
              if (shown || (!uses.isEmpty() && !evenIfUsed)) {
                throw MediaUses.stillUsed(uses, shown);
              }
              trace(manager, person, "media.removed", media);
              library.remove(manager, media);
              return sha256;
            });
    // Until it was committed a cache might have fetched it again.
    outdated.accept(key(sha256));
  }

  /** Which entries show a file, or did. */
  List<MediaUses.Use> uses(String sha256) {
    return transactions.inTransaction(
        manager -> {
          if (new MediaRepository(manager).find(sha256).isEmpty()) {
            throw unknown(sha256);
          }
          return MediaUses.of(manager, sha256);
        });
  }

  private static Media locked(EntityManager manager, String sha256, IfMatch seen) {
    Media media = new MediaRepository(manager).lock(sha256).orElseThrow(() -> unknown(sha256));
    if (!seen.accepts(media.tag())) {
      throw new JsonApiException(
          ErrorObject.of(
              412,
              "changed-meanwhile",
              IfMatch.SOURCE,
              "En anden har rettet det imens; læs det igen, og ret så.",
              "Somebody else changed it meanwhile; read it again, and change it then."));
    }
    return media;
  }

  private void trace(EntityManager manager, Person person, String action, Media media) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(pseudonyms.of(manager, person)),
            Drafts.role(person),
            action,
            Purpose.EDITING,
            Optional.empty(),
            id(media).toString()));
  }

  /** By which caches know all that was given out of a file. */
  static String key(String sha256) {
    return TYPE + "-" + sha256;
  }

  /** How a file is named among entries. */
  static EntryId id(Media media) {
    return new EntryId(TYPE, media.sha256());
  }

  private static JsonApiException unknown(String sha256) {
    return Drafts.refusal(
        404,
        "unknown-file",
        "Der er ingen fil \"" + Echo.name(sha256) + "\".",
        "There is no file \"" + Echo.name(sha256) + "\".");
  }
}
