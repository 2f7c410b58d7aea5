package dk.ledelseskatalog.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.xapi.Activity;
import dk.ledelseskatalog.xapi.ActivityType;
import dk.ledelseskatalog.xapi.LanguageMap;
import java.util.Optional;

/**
 * An entry that a leader can complete, and what a statement says about it: all of one release.
 *
 * @param theme what it belongs to, where it belongs to a theme
 * @param catalogue what it is grouped under
 */
public record LearningActivity(
    EntryId id, int release, Activity activity, Optional<Activity> theme, Activity catalogue) {
  private static final String DIALOGUES = "dialogues";
  private static final String MASTERCLASSES = "masterclasses";

  /**
   * Finds the activity in a release.
   *
   * @throws JsonApiException 404 if the release has no such entry, 422 if it cannot be completed by
   *     saying so
   */
  static LearningActivity in(Snapshot snapshot, EntryId id) {
    PublishedEntry entry =
        snapshot
            .entry(id)
            .orElseThrow(
                () ->
                    refused(
                        404,
                        "unknown-activity",
                        "Aktiviteten findes ikke i kataloget, som det er nu; vælg en, der gør.",
                        "The catalogue as it is now has no such activity; choose one it has."));
    if (id.type().equals(MASTERCLASSES)) {
      throw refused(
          422,
          "completed-by-attendance",
          "En masterclass gennemføres ved at deltage; facilitatoren registrerer fremmødet.",
          "A masterclass is completed by attending it; its facilitator records attendance.");
    }
    if (!entry.type().completable() || ActivityType.of(id.type()).isEmpty()) {
      String completable =
          String.join(
              ", ",
              snapshot.model().types().stream()
                  .filter(type -> type.completable() && !type.name().equals(MASTERCLASSES))
                  .map(type -> type.name())
                  .toList());
      throw refused(
          422,
          "activity-not-completable",
          "Denne slags indhold kan ikke gennemføres; det kan kun " + completable + ".",
          "This kind of content cannot be completed; only " + completable + " can.");
    }
    return of(snapshot, entry);
  }

  /**
   * Asks whether a team completes this together: a dialogue does, unless it says that it is for one
   * person.
   *
   * @throws JsonApiException 422 if not
   */
  static void requireForTeams(Snapshot snapshot, EntryId id) {
    boolean forTeams =
        id.type().equals(DIALOGUES)
            && snapshot
                .entry(id)
                .filter(entry -> !"individual".equals(entry.attributes().path("audience").asText()))
                .isPresent();
    if (!forTeams) {
      throw new JsonApiException(
          ErrorObject.of(
              422,
              "not-for-a-team",
              Source.pointer("/data/relationships/team"),
              "Kun en teamdialog gennemføres for et team; udelad team, så hver registrerer sin"
                  + " egen gennemførelse.",
              "Only a team dialogue is completed for a team; leave team out, and everybody records"
                  + " their own completion."));
    }
  }

  /** The activity that an entry of this release is, whoever may complete it and how. */
  public static LearningActivity of(Snapshot snapshot, PublishedEntry entry) {
    return new LearningActivity(
        entry.id(),
        snapshot.release().number(),
        activity(entry),
        entry.related("theme").stream()
            .findFirst()
            .flatMap(snapshot::entry)
            .map(LearningActivity::activity),
        activity(catalogue(snapshot)));
  }

  /** The same, as it was completed under another release. */
  LearningActivity ofRelease(int number) {
    return new LearningActivity(id, number, activity, theme, catalogue);
  }

  private static PublishedEntry catalogue(Snapshot snapshot) {
    return snapshot.entries("catalogues").stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Release " + snapshot.release().number() + " has no entry of catalogues"));
  }

  private static Activity activity(PublishedEntry entry) {
    JsonNode title = entry.attributes().path(entry.type().titleAttribute());
    LanguageMap name =
        title.isTextual()
            ? LanguageMap.of(title.textValue())
            : new LanguageMap(
                title.path("da").asText(),
                Optional.ofNullable(title.path("en").textValue()).filter(en -> !en.isBlank()));
    return new Activity(entry.id().type(), entry.id().id(), name, Optional.empty());
  }

  private static JsonApiException refused(int status, String code, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(status, code, Source.pointer("/data/relationships/activity"), da, en));
  }
}
