package dk.ledelseskatalog.authoring;

import dk.ledelseskatalog.audit.AuditEvent;
import dk.ledelseskatalog.audit.AuditLog;
import dk.ledelseskatalog.audit.Purpose;
import dk.ledelseskatalog.content.Entry;
import dk.ledelseskatalog.content.EntryFilter;
import dk.ledelseskatalog.content.EntryOrder;
import dk.ledelseskatalog.content.EntryRepository;
import dk.ledelseskatalog.content.EntryRepository.Newest;
import dk.ledelseskatalog.content.EntryState;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.identity.Person;
import dk.ledelseskatalog.identity.Pseudonyms;
import dk.ledelseskatalog.identity.Roles;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.IfMatch;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.Suggestion;
import dk.ledelseskatalog.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where editors write: every save is a version more, and none overwrites what its author has not
 * seen. Thread-safe, with any number of nodes.
 */
public final class Drafts {
  private static final int MOST_OF_ONE_NAME = 100;

  private final Transactions transactions;
  private final ContentModel model;
  private final References references;
  private final Editors editors;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final Clock clock;

  Drafts(
      Transactions transactions,
      ContentModel model,
      References references,
      Editors editors,
      Pseudonyms pseudonyms,
      AuditLog audit,
      Clock clock) {
    this.transactions = transactions;
    this.model = model;
    this.references = references;
    this.editors = editors;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
  }

  /** A page of a list. */
  record Slice<T>(List<T> elements, int total) {
    Slice {
      elements = List.copyOf(elements);
    }
  }

  /**
   * The content type of a name.
   *
   * @throws JsonApiException 404 with the nearest right one
   */
  ContentType type(String name) {
    return model
        .type(name)
        .orElseThrow(
            () -> {
              Suggestion nearest =
                  Suggestion.nearest(name, model.types().stream().map(ContentType::name).toList());
              return refusal(
                  404,
                  "unknown-type",
                  "Der er ingen indholdstype \"" + Echo.name(name) + "\"." + nearest.da(),
                  "There is no content type \"" + Echo.name(name) + "\"." + nearest.en());
            });
  }

  /**
   * The entry that an address names, whether it is there or not.
   *
   * @throws JsonApiException 404 if it is of no type
   */
  EntryId id(String type, String id) {
    return new EntryId(type(type).name(), id);
  }

  /**
   * Makes an entry, whose first version is a draft.
   *
   * @throws JsonApiException 409 if there is one of this name
   */
  EditedEntry create(Person person, EntryRequest request) {
    request
        .id()
        .filter(id -> !Slug.isId(id))
        .ifPresent(
            id -> {
              throw new JsonApiException(
                  ErrorObject.of(
                      422,
                      "invalid-id",
                      Source.pointer("/data/id"),
                      "\"id\" skal være små bogstaver a–z, cifre og enkelte bindestreger, højst "
                          + Slug.LONGEST
                          + " tegn; skriv æ, ø og å som ae, oe og aa.",
                      "\"id\" must be small letters a–z, digits and single hyphens, at most "
                          + Slug.LONGEST
                          + " characters; write æ, ø and å as ae, oe and aa."));
            });
    return transactions.inTransactionRetryingRaces(
        manager -> {
          EntryRepository entries = new EntryRepository(manager);
          EntryId id =
              request
                  .id()
                  .map(name -> taken(entries, request.type(), name))
                  .orElseGet(() -> free(entries, request));
          Save save = save(manager, person, request.reason(), false, Optional.empty());
          Newest newest =
              entries.save(Optional.empty(), request.document(id), request.type(), save);
          trace(manager, person, "entry.created", id);
          return edited(newest);
        });
  }

  private static EntryId taken(EntryRepository entries, ContentType type, String name) {
    EntryId id = new EntryId(type.name(), name);
    if (entries.find(id).isPresent()) {
      throw new JsonApiException(
          ErrorObject.of(
              409,
              "entry-exists",
              Source.pointer("/data/id"),
              "Der er allerede en " + id + "; vælg et andet id, eller ret den.",
              "There is a " + id + " already; choose another id, or change that one."));
    }
    return id;
  }

  private static EntryId free(EntryRepository entries, EntryRequest request) {
    ContentType type = request.type();
    String name =
        Slug.of(request.attributes().path(type.titleAttribute()))
            .orElseGet(() -> type.name() + "-" + UUID.randomUUID().toString().substring(0, 8));
    EntryId id = new EntryId(type.name(), name);
    for (int number = 2; entries.find(id).isPresent(); number++) {
      if (number > MOST_OF_ONE_NAME) {
        throw refusal(
            409,
            "entry-exists",
            "Mange poster hedder " + name + "; giv denne et id.",
            "Many entries are called " + name + "; give this one an id.");
      }
      id = new EntryId(type.name(), name + "-" + number);
    }
    return id;
  }

  /**
   * @throws JsonApiException 404 if there is none
   */
  EditedEntry find(EntryId id) {
    return transactions.inTransaction(
        manager -> {
          EntryRepository entries = new EntryRepository(manager);
          return edited(entries.newest(entries.find(id).orElseThrow(() -> unknown(id))));
        });
  }

  Slice<EditedEntry> list(EntryFilter filter, EntryOrder order, Page page) {
    return transactions.inTransaction(
        manager -> {
          EntryRepository entries = new EntryRepository(manager);
          return new Slice<>(
              entries.newest(filter, order, page.offset(), page.size()).stream()
                  .map(this::edited)
                  .toList(),
              entries.count(filter));
        });
  }

  /**
   * Saves a change. One that changes nothing saves nothing.
   *
   * @throws JsonApiException 412 if somebody else changed the entry first
   */
  EditedEntry save(Person person, EntryId id, IfMatch seen, EntryRequest request) {
    return change(
        id,
        seen,
        Optional.of(request),
        (manager, entries, newest) -> {
          EntryDocument before = newest.version().document();
          EntryDocument after = request.changed(before);
          if (text(after).equals(text(before))) {
            return newest;
          }
          Save save =
              save(
                  manager,
                  person,
                  request.reason(),
                  newest.version().save().archived(),
                  Optional.empty());
          trace(manager, person, "entry.saved", id);
          return entries.save(Optional.of(newest.entry()), after, request.type(), save);
        });
  }

  /**
   * Puts an entry away, once that is published.
   *
   * @param evenIfUsed whether to do so though others point to it
   * @throws JsonApiException 409 naming those who do
   */
  EditedEntry archive(
      Person person, EntryId id, IfMatch seen, Optional<String> reason, boolean evenIfUsed) {
    return change(
        id,
        seen,
        Optional.empty(),
        (manager, entries, newest) -> {
          if (newest.version().save().archived()) {
            return newest;
          }
          List<References.Use> uses = references.usesOf(manager, id);
          if (!uses.isEmpty() && !evenIfUsed) {
            throw References.stillUsed(id, uses);
          }
          trace(manager, person, "entry.archived", id);
          return again(
              entries,
              newest,
              newest.version(),
              save(manager, person, reason, true, Optional.empty()));
        });
  }

  /**
   * Saves an older version again. That takes an archived entry out again, too.
   *
   * @throws JsonApiException 422 if there is no such version
   */
  EditedEntry restore(
      Person person, EntryId id, IfMatch seen, int version, Optional<String> reason) {
    return change(
        id,
        seen,
        Optional.empty(),
        (manager, entries, newest) -> {
          EntryVersion old =
              entries
                  .version(id, version)
                  .orElseThrow(
                      () ->
                          new JsonApiException(
                              ErrorObject.of(
                                  422,
                                  "unknown-version",
                                  Source.pointer("/data/attributes/restores"),
                                  "Den har ingen version " + version + ".",
                                  "It has no version " + version + ".")));
          trace(manager, person, "entry.restored", id);
          return again(
              entries, newest, old, save(manager, person, reason, false, Optional.of(version)));
        });
  }

  private String text(EntryDocument document) {
    return document.toJson(type(document.id().type())).toString();
  }

  private Newest again(EntryRepository entries, Newest newest, EntryVersion what, Save save) {
    EntryId id = newest.entry().id();
    return entries.save(Optional.of(newest.entry()), what.document(), type(id.type()), save);
  }

  /**
   * Moves the newest version on, or back.
   *
   * @throws JsonApiException 409 if it is not where this step begins, 422 if it is not ready for
   *     it, 403 if somebody else must take the step
   */
  EditedEntry move(Person person, EntryId id, IfMatch seen, Transition transition) {
    return change(
        id,
        seen,
        Optional.empty(),
        (manager, entries, newest) -> {
          Entry entry = newest.entry();
          if (!transition.from(entry.state())) {
            throw refusal(
                409,
                "wrong-state",
                "Den er "
                    + entry.state().word()
                    + " og kan ikke blive "
                    + transition.to().word()
                    + " herfra.",
                "It is "
                    + entry.state().word()
                    + " and cannot become "
                    + transition.to().word()
                    + " from there.");
          }
          String editor = editors.nameOf(manager, person);
          if (transition.to() != EntryState.DRAFT) {
            requireValid(edited(newest));
          }
          if (transition.to() == EntryState.APPROVED) {
            requireOtherEyes(entries, entry, editor);
          }
          entry.move(transition.to(), clock.instant().truncatedTo(ChronoUnit.MILLIS), editor);
          transition
              .comment()
              .ifPresent(text -> manager.persist(comment(newest.entry(), text, editor)));
          trace(manager, person, "entry." + transition.to().word(), id);
          return newest;
        });
  }

  private void requireOtherEyes(EntryRepository entries, Entry entry, String editor) {
    if (type(entry.id().type()).fourEyes()
        && entries
            .authors(entry.id(), entry.publishedVersion().orElse(0), entry.version())
            .contains(editor)) {
      throw refusal(
          403,
          "other-eyes-needed",
          "Den skal godkendes af en, der ikke selv har skrevet i den.",
          "It must be approved by somebody who did not write in it.");
    }
  }

  private static void requireValid(EditedEntry edited) {
    if (!edited.faults().isEmpty()) {
      throw new JsonApiException(
          edited.faults().stream()
              .map(fault -> Faults.error(fault, Faults.pointer(fault)))
              .toList());
    }
  }

  /** Saves of an entry, last one first. */
  Slice<EntryVersion> versions(EntryId id, Page page) {
    return transactions.inTransaction(
        manager -> {
          EntryRepository entries = new EntryRepository(manager);
          Entry entry = entries.find(id).orElseThrow(() -> unknown(id));
          return new Slice<>(entries.versions(id, page.offset(), page.size()), entry.version());
        });
  }

  /**
   * One save of an entry.
   *
   * @param number as the address or the parameter has it
   * @throws JsonApiException 404 if there is none
   */
  EntryVersion version(EntryId id, String number) {
    return transactions.inTransaction(
        manager ->
            (number.matches("[1-9][0-9]{0,8}")
                    ? new EntryRepository(manager).version(id, Integer.parseInt(number))
                    : Optional.<EntryVersion>empty())
                .orElseThrow(
                    () ->
                        refusal(
                            404,
                            "unknown-version",
                            "Der er ingen version \""
                                + Echo.name(number)
                                + "\" af "
                                + Echo.name(id.toString())
                                + ".",
                            "There is no version \""
                                + Echo.name(number)
                                + "\" of "
                                + Echo.name(id.toString())
                                + ".")));
  }

  /** Who points to an entry: in what readers see, and in drafts. */
  List<References.Use> uses(EntryId id) {
    return transactions.inTransaction(
        manager -> {
          requireKnown(manager, id);
          return references.usesOf(manager, id);
        });
  }

  List<Comment> comments(EntryId id) {
    return transactions.inTransaction(
        manager -> {
          requireKnown(manager, id);
          return Comment.of(manager, id);
        });
  }

  /** Says something about the newest version. */
  Comment comment(Person person, EntryId id, String text) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          Entry entry = new EntryRepository(manager).find(id).orElseThrow(() -> unknown(id));
          Comment comment = comment(entry, text, editors.nameOf(manager, person));
          manager.persist(comment);
          trace(manager, person, "entry.commented", id);
          return comment;
        });
  }

  private Comment comment(Entry entry, String text, String editor) {
    return new Comment(
        entry.id(), entry.version(), text, clock.instant().truncatedTo(ChronoUnit.MILLIS), editor);
  }

  /** What is done to an entry that nobody else can change meanwhile. */
  private interface Change {
    Newest make(EntityManager manager, EntryRepository entries, Newest newest);
  }

  private EditedEntry change(EntryId id, IfMatch seen, Optional<EntryRequest> sent, Change change) {
    return transactions.inTransactionRetryingRaces(
        manager -> {
          EntryRepository entries = new EntryRepository(manager);
          Entry entry = entries.lock(id).orElseThrow(() -> unknown(id));
          Newest newest = entries.newest(entry);
          if (!seen.accepts(EditedEntry.tag(entry))) {
            throw Conflict.of(entries, newest, seen, sent);
          }
          return edited(change.make(manager, entries, newest));
        });
  }

  EditedEntry edited(Newest newest) {
    return new EditedEntry(newest.entry(), newest.version(), faults(newest.version()));
  }

  /** What keeps a version from being published, by itself. */
  private List<Fault> faults(EntryVersion version) {
    ContentType type = type(version.entryId().type());
    return model.faults(version.entryId().toString(), version.document().toJson(type));
  }

  private Save save(
      EntityManager manager,
      Person person,
      Optional<String> reason,
      boolean archived,
      Optional<Integer> restoredFrom) {
    return new Save(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        editors.nameOf(manager, person),
        reason,
        archived,
        restoredFrom);
  }

  private void trace(EntityManager manager, Person person, String action, EntryId id) {
    audit.append(
        manager,
        new AuditEvent(
            Optional.of(pseudonyms.of(manager, person)),
            role(person),
            action,
            Purpose.EDITING,
            Optional.empty(),
            id.toString()));
  }

  static String role(Person person) {
    return person.has(Roles.EDITOR) ? Roles.EDITOR : Roles.ADMINISTRATOR;
  }

  private static void requireKnown(EntityManager manager, EntryId id) {
    if (new EntryRepository(manager).find(id).isEmpty()) {
      throw unknown(id);
    }
  }

  static JsonApiException unknown(EntryId id) {
    return refusal(
        404,
        "unknown-entry",
        "Der er ingen " + Echo.name(id.toString()) + ", heller ikke som kladde.",
        "There is no " + Echo.name(id.toString()) + ", not even as a draft.");
  }

  static JsonApiException refusal(int status, String code, String da, String en) {
    return new JsonApiException(ErrorObject.of(status, code, da, en));
  }
}
