package dk.ledelseskatalog.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.persistence.ChangeOrder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One list of records, for those who follow it and those who fetch all of it. Thread-safe.
 *
 * <p><b>Following.</b> A page is what stands behind the client's place in the {@link ChangeOrder};
 * its {@code links.next} is always there, for a client that has read everything asks it again
 * later.
 *
 * <p><b>Exports</b> begin at a place and end where nothing stands behind the last record. They read
 * slices, each in a transaction of its own: a client that reads slowly, or no more, holds nothing.
 * What changes meanwhile stands behind the place they name for going on.
 */
public final class RecordFeed {
  /** The parameter that says behind which place to begin; empty for the beginning. */
  public static final String AFTER = Cursors.AFTER;

  /** Every parameter that says which part of the list is meant. */
  public static final List<String> PARAMETERS = List.of(AFTER, Page.NUMBER, Page.SIZE);

  static final int SLICE = 500;

  private static final int PAGE_SIZE = 20;

  private final ChangeOrder order;
  private final Cursors cursors;

  public RecordFeed(ChangeOrder order) {
    this.order = order;
    this.cursors = new Cursors(order);
  }

  /** Reads the records behind a place, in their order. */
  @FunctionalInterface
  public interface Source<T> {
    List<Placed<T>> after(long place, int limit);
  }

  /**
   * Which part of the list a request asks for.
   *
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 400 naming the parameter that is wrong
   */
  RecordWindow window(QueryParameters parameters, RecordFormat format) {
    boolean whole = format != RecordFormat.JSON_API;
    if (parameters.value(Page.NUMBER).isPresent()
        && (whole || parameters.value(AFTER).isPresent())) {
      throw QueryParameters.invalid(
          "invalid-page",
          Page.NUMBER,
          "page[number] kan ikke bruges sammen med page[after], eller til CSV og NDJSON; udelad"
              + " den.",
          "page[number] cannot be used together with page[after], or for CSV and NDJSON; leave it"
              + " out.");
    }
    if (!whole && parameters.value(AFTER).isEmpty()) {
      return new RecordWindow.Numbered(Page.of(parameters, PAGE_SIZE));
    }
    OptionalInt limit =
        whole && parameters.value(Page.SIZE).isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Page.of(parameters, PAGE_SIZE).size());
    return new RecordWindow.After(
        cursors.read(parameters.value(AFTER).orElse(""), filters(parameters)), limit);
  }

  /** One page behind a place. */
  <T> Document page(
      RecordWindow.After window, RecordListing<T> listing, QueryParameters parameters) {
    catchUp();
    int limit = window.limit().orElse(PAGE_SIZE);
    String address = listing.address();
    // One more than shown tells whether there is more.
    List<Placed<T>> found = listing.behind().after(window.place(), limit + 1);
    boolean more = found.size() > limit;
    List<Placed<T>> shown = more ? found.subList(0, limit) : found;
    long last = shown.isEmpty() ? window.place() : shown.get(shown.size() - 1).place();
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(parameters.appendTo(address)));
    links.put("first", Link.to(parameters.with(AFTER, "").appendTo(address)));
    links.put("next", Link.to(next(last, address, parameters)));
    return Document.of(
        shown.stream().map(placed -> listing.form().resource().apply(placed.record())).toList(),
        links,
        JsonNodeFactory.instance.objectNode().put("more", more));
  }

  /** Everything behind a place, or the first so many, made ready to be read. */
  <T> Export<T> export(
      RecordWindow.After window, RecordListing<T> listing, QueryParameters parameters) {
    String address = listing.address();
    Source<T> source = listing.behind();
    long end = order.number();
    if (window.limit().isEmpty()) {
      // What changes while it is written stands behind this place: whoever goes on from here reads
      // some records twice, and misses none.
      return new Export<>(
          Optional.of(next(Math.max(end, window.place()), address, parameters)),
          reader -> readAll(window.place(), source, reader));
    }
    List<Placed<T>> found = source.after(window.place(), window.limit().getAsInt());
    long last = found.isEmpty() ? window.place() : found.get(found.size() - 1).place();
    return new Export<>(
        Optional.of(next(last, address, parameters)),
        reader -> {
          for (Placed<T> placed : found) {
            reader.read(placed.record());
          }
        });
  }

  private static <T> void readAll(long from, Source<T> source, Reader<T> reader)
      throws IOException {
    long place = from;
    List<Placed<T>> slice = source.after(place, SLICE);
    while (!slice.isEmpty()) {
      for (Placed<T> placed : slice) {
        reader.read(placed.record());
        place = placed.place();
      }
      slice = slice.size() < SLICE ? List.of() : source.after(place, SLICE);
    }
  }

  /** All records of a source that has an order of its own. */
  static <T> Export<T> whole(Source<T> source, Optional<String> next) {
    return new Export<>(next, reader -> readAll(ChangeOrder.START, source, reader));
  }

  /** Gives a place to whatever was committed and has none yet. */
  public void catchUp() {
    long unused = order.number();
  }

  private String next(long place, String address, QueryParameters parameters) {
    return parameters.with(AFTER, cursors.write(place, filters(parameters))).appendTo(address);
  }

  private static String filters(QueryParameters parameters) {
    QueryParameters filters = parameters;
    for (String name : PARAMETERS) {
      filters = filters.without(name);
    }
    return filters.canonical();
  }

  /** Takes the records of an export, one by one. */
  @FunctionalInterface
  interface Reader<T> {
    void read(T record) throws IOException;
  }

  private interface Reading<T> {
    void by(Reader<T> reader) throws IOException;
  }

  /** Records that are about to be read, once. */
  static final class Export<T> {
    private final Optional<String> next;
    private final Reading<T> reading;

    private Export(Optional<String> next, Reading<T> reading) {
      this.next = next;
      this.reading = reading;
    }

    /** The address that goes on where this export ends, if anything can come. */
    Optional<String> next() {
      return next;
    }

    /**
     * @throws IOException if the reader does; nothing is left open then
     */
    void read(Reader<T> reader) throws IOException {
      reading.by(reader);
    }
  }
}
