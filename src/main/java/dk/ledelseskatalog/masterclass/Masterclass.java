package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.learning.LearningActivity;
import dk.ledelseskatalog.xapi.Activity;
import dk.ledelseskatalog.xapi.LanguageMap;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A masterclass as one release has it: what statements say of it, and when it is completed.
 *
 * @param activity with its theme, its catalogue and the release
 */
record Masterclass(LearningActivity activity, CompletionRule rule) {
  private static final DateTimeFormatter DANISH_DAY =
      DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.forLanguageTag("da"));
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /** Empty if the release has none of that name. */
  static Optional<Masterclass> find(Snapshot snapshot, EntryId id) {
    return snapshot
        .entry(id)
        .filter(entry -> entry.id().type().equals(Session.MASTERCLASSES))
        .map(entry -> new Masterclass(LearningActivity.of(snapshot, entry), rule(entry)));
  }

  /**
   * The masterclass of a session.
   *
   * @throws JsonApiException 409 if it has left the catalogue: a statement could not say what it
   *     speaks of
   */
  static Masterclass of(Snapshot snapshot, Session session) {
    return find(snapshot, session.masterclass())
        .orElseThrow(
            () ->
                new JsonApiException(
                    ErrorObject.of(
                        409,
                        "masterclass-withdrawn",
                        "Afholdelsens masterclass er ikke længere i kataloget; udgiv den igen"
                            + " først.",
                        "The session's masterclass is no longer in the catalogue; publish it"
                            + " again first.")));
  }

  /**
   * @throws JsonApiException 404 if the release has none of that name
   */
  static Masterclass required(Snapshot snapshot, EntryId id) {
    return find(snapshot, id)
        .orElseThrow(
            () ->
                new JsonApiException(
                    ErrorObject.of(
                        404,
                        "unknown-masterclass",
                        Source.pointer("/data/relationships/masterclass"),
                        "Kataloget, som det er nu, har ingen masterclass med dette id; vælg en fra"
                            + " /api/masterclasses.",
                        "The catalogue as it is now has no masterclass with this id; choose one"
                            + " from /api/masterclasses.")));
  }

  LanguageMap title() {
    return activity.activity().name();
  }

  /** What statements call one of its sessions: the masterclass and the day, where it is held. */
  Activity session(Session session) {
    SessionDetails details = session.details();
    return new Activity(
        Session.TYPE,
        session.id(),
        new LanguageMap(
            title().da() + ", " + day(details, DANISH_DAY),
            title().en().map(en -> en + ", " + day(details, ENGLISH_DAY))),
        Optional.empty());
  }

  private static String day(SessionDetails details, DateTimeFormatter form) {
    return form.format(details.startsAt().atZone(details.timeZone()));
  }

  private static CompletionRule rule(PublishedEntry entry) {
    return CompletionRule.of(entry.attributes().path("completionRule").asText(""));
  }
}
