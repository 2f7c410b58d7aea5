package dk.ledelseskatalog.learning;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.persistence.Conditions;
import dk.ledelseskatalog.records.FilterValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which completions a list holds: those that satisfy every filter; a filter that is empty lets all
 * through.
 *
 * @param types of the activity
 * @param themes of the activity, in the release it was completed under
 * @param persons their pseudonyms
 * @param from the earliest {@code completedAt}
 * @param to {@code completedAt} is before it
 * @param changedSince recorded, or voided, then or later
 */
record CompletionFilter(
    List<EntryId> activities,
    List<String> types,
    List<String> themes,
    List<UUID> persons,
    List<CompletionStatus> statuses,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Instant> changedSince) {
  static final CompletionFilter NONE =
      new CompletionFilter(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final String ACTIVITY = "filter[activity]";
  private static final String TYPE = "filter[type]";
  private static final String THEME = "filter[theme]";
  private static final String PERSON = "filter[person]";
  private static final String STATUS = "filter[status]";
  private static final String FROM = "filter[from]";
  private static final String TO = "filter[to]";
  private static final String CHANGED_SINCE = "filter[changedSince]";

  static final List<String> PARAMETERS =
      List.of(ACTIVITY, TYPE, THEME, PERSON, STATUS, FROM, TO, CHANGED_SINCE);

  /**
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 400 naming the filter that is wrong
   */
  static CompletionFilter of(QueryParameters parameters) {
    FilterValues values = new FilterValues(parameters);
    return new CompletionFilter(
        values.entries(ACTIVITY),
        values.names(TYPE),
        values.names(THEME),
        values.uuids(PERSON),
        values.anyOf(STATUS, CompletionStatus.class, CompletionStatus::text),
        values.instant(FROM),
        values.instant(TO),
        values.instant(CHANGED_SINCE));
  }

  /** The filters as conditions on {@code c}. */
  Conditions conditions() {
    return new Conditions()
        .andIfAny(
            "concat(c.activityType, '/', c.activityId) in :activities",
            "activities",
            activities.stream().map(id -> id.type() + '/' + id.id()).toList())
        .andIfAny("c.activityType in :types", "types", types)
        .andIfAny("c.theme in :themes", "themes", themes)
        .andIfAny("c.person in :persons", "persons", persons.stream().map(UUID::toString).toList())
        .andIf("c.completedAt >= :from", "from", from)
        .andIf("c.completedAt < :to", "to", to)
        .andIf("c.voided = :stands", "stands", only(CompletionStatus.VALID).map(any -> 0))
        .andIf("c.voided <> :stands", "stands", only(CompletionStatus.VOIDED).map(any -> 0))
        .andIf(
            "(c.recordedAt >= :changedSince or exists (select k from Correction k"
                + " where k.completion = c.id and k.recordedAt >= :changedSince))",
            "changedSince",
            changedSince);
  }

  private Optional<CompletionStatus> only(CompletionStatus status) {
    return Optional.of(status)
        .filter(one -> !statuses.isEmpty() && statuses.stream().allMatch(one::equals));
  }
}
