package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The reflection of the day: each in its turn, in catalogue order, from midnight to midnight in
 * Denmark. Nobody may keep it past the end of its day.
 */
final class TodaysReflection {
  private static final String PATH = "/reflections/today";
  private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");

  private final Representations representations;
  private final Clock clock;

  TodaysReflection(Representations representations, Clock clock) {
    this.representations = representations;
    this.clock = clock;
  }

  Answer answer(ReadRequest request) {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, DENMARK);
    Instant end = day.plusDays(1).atStartOfDay(DENMARK).toInstant();
    return representations.answerFor(
        request,
        PATH + "/" + day,
        release ->
            representations
                .policy()
                .until(
                    Duration.between(now, end),
                    later(release.publishedAt(), day.atStartOfDay(DENMARK).toInstant())),
        ReleaseView::entryParameters,
        reading -> {
          PublishedEntry entry = of(reading.snapshot(), day);
          return EntryDocuments.renderOne(reading, PATH, Optional.of(entry), List.of(entry.type()));
        });
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static PublishedEntry of(Snapshot snapshot, LocalDate day) {
    List<PublishedEntry> reflections = snapshot.entries("reflections");
    if (reflections.isEmpty()) {
      throw new JsonApiException(
          ErrorObject.of(
              404,
              "unknown-entry",
              "Kataloget har ingen refleksioner.",
              "The catalogue has no reflections."));
    }
    return reflections.get(Math.floorMod(day.toEpochDay(), reflections.size()));
  }
}
