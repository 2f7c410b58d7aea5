package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.records.FilterValues;
import dk.ledelseskatalog.records.RecordFeed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which enrolments are asked for, but for which part of their list: those that satisfy every
 * filter; a filter that is empty lets all through.
 *
 * @param sessions their ids
 * @param activities the masterclasses
 * @param types of the activity; all enrolments are in masterclasses
 * @param themes of the masterclass, in the release of now: sessions are not part of one
 * @param persons their pseudonyms
 * @param from the earliest {@code recordedAt}
 * @param to {@code recordedAt} is before it
 * @param changedSince changed then or later
 */
record EnrolmentQuery(
    QueryParameters parameters,
    List<String> sessions,
    List<EntryId> activities,
    List<String> types,
    List<String> themes,
    List<UUID> persons,
    List<EnrolmentStatus> statuses,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Instant> changedSince) {
  static final String SESSION = "filter[session]";
  private static final String ACTIVITY = "filter[activity]";
  private static final String TYPE = "filter[type]";
  private static final String THEME = "filter[theme]";
  private static final String PERSON = "filter[person]";
  private static final String STATUS = "filter[status]";
  private static final String FROM = "filter[from]";
  private static final String TO = "filter[to]";
  private static final String CHANGED_SINCE = "filter[changedSince]";

  private static final List<String> ALLOWED =
      Stream.concat(
              RecordFeed.PARAMETERS.stream(),
              Stream.of(SESSION, ACTIVITY, TYPE, THEME, PERSON, STATUS, FROM, TO, CHANGED_SINCE))
          .toList();

  /**
   * @param query as it stands in the request; null if there is none
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException naming the parameter that is wrong
   */
  static EnrolmentQuery parse(@Nullable String query) {
    QueryParameters parameters = QueryParameters.parse(query, ALLOWED);
    FilterValues values = new FilterValues(parameters);
    return new EnrolmentQuery(
        parameters,
        values.names(SESSION),
        values.entries(ACTIVITY),
        values.names(TYPE),
        values.names(THEME),
        values.uuids(PERSON),
        values.anyOf(STATUS, EnrolmentStatus.class, EnrolmentStatus::text),
        values.instant(FROM),
        values.instant(TO),
        values.instant(CHANGED_SINCE));
  }
}
