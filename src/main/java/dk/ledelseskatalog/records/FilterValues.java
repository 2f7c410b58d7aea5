package dk.ledelseskatalog.records;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the filters of a list of records. Several values of one filter mean <i>or</i>; a filter
 * that is there has at least one.
 */
public final class FilterValues {
  /** Most values of one filter. */
  public static final int MOST = 50;

  private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]{1,100})/([a-z0-9-]{1,200})");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,250}");
  private static final Pattern UUID_FORM =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final QueryParameters parameters;

  public FilterValues(QueryParameters parameters) {
    this.parameters = parameters;
  }

  /** Entries, as {@code type/id}. */
  public List<EntryId> entries(String name) {
    return values(
        name,
        value -> {
          Matcher entry = ENTRY.matcher(value);
          return entry.matches()
              ? Optional.of(new EntryId(entry.group(1), entry.group(2)))
              : Optional.empty();
        },
        name + " skal nævne type og id, fx reflections/paa-fast-grund.",
        name + " must name type and id, such as reflections/paa-fast-grund.");
  }

  /** Names of types or ids of entries. */
  public List<String> names(String name) {
    return values(
        name,
        value -> Optional.of(value).filter(known -> NAME.matcher(known).matches()),
        name + " skal være et navn af små bogstaver, tal og bindestreger.",
        name + " must be a name of small letters, digits and hyphens.");
  }

  public List<UUID> uuids(String name) {
    return values(
        name,
        value ->
            UUID_FORM.matcher(value).matches()
                ? Optional.of(UUID.fromString(value))
                : Optional.empty(),
        name + " skal være en UUID.",
        name + " must be a UUID.");
  }

  /** One of an enumeration's values, by the name a client knows it by. */
  public <E extends Enum<E>> List<E> anyOf(String name, Class<E> type, Function<E, String> label) {
    List<E> all = List.of(type.getEnumConstants());
    String known = String.join(", ", all.stream().map(label).toList());
    return values(
        name,
        value -> all.stream().filter(one -> label.apply(one).equals(value)).findFirst(),
        name + " skal være en af " + known + ".",
        name + " must be one of " + known + ".");
  }

  /**
   * A time, rounded up to the milliseconds times are kept in: what is before it, or not, stays so.
   */
  public Optional<Instant> instant(String name) {
    return parameters
        .value(name)
        .map(
            value -> {
              try {
                OffsetDateTime time = OffsetDateTime.parse(value);
                if (time.getYear() >= 1 && time.getYear() <= 9999) {
                  Instant instant = time.toInstant();
                  Instant floor = instant.truncatedTo(ChronoUnit.MILLIS);
                  return floor.equals(instant) ? instant : floor.plusMillis(1);
                }
              } catch (DateTimeException e) {
                // said below
              }
              throw invalid(
                  name,
                  name
                      + " skal være et tidspunkt med tidszone, fx 2026-11-23T09:30:00Z (et + skal"
                      + " skrives %2B).",
                  name
                      + " must be a time with its zone, such as 2026-11-23T09:30:00Z (write a + as"
                      + " %2B).");
            });
  }

  private <T> List<T> values(
      String name, Function<String, Optional<T>> reading, String da, String en) {
    if (parameters.value(name).isEmpty()) {
      return List.of();
    }
    List<String> values = parameters.list(name);
    if (values.size() > MOST) {
      throw invalid(
          name,
          name + " må højst have " + MOST + " værdier.",
          name + " may have at most " + MOST + " values.");
    }
    List<T> read = new ArrayList<>();
    for (String value : values) {
      read.add(reading.apply(value).orElseThrow(() -> invalid(name, da, en)));
    }
    if (read.isEmpty()) {
      throw invalid(name, da, en);
    }
    return read;
  }

  private static JsonApiException invalid(String name, String da, String en) {
    return QueryParameters.invalid("invalid-filter", name, da, en);
  }
}
