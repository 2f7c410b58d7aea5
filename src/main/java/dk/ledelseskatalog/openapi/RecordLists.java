package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

/** What the lists of records that other systems follow have in common. */
final class RecordLists {
  private RecordLists() {}

  /** Numbered pages, pages behind a cursor, and the whole list as NDJSON or CSV. */
  static Route describe(Route route, ResourceShape shape) {
    return route
        .asks(
            query(
                "page[after]",
                "Follows the order of changes: empty to begin, then what links.next says.",
                Shape.text()),
            pageNumber(),
            pageSize(20))
        .answers(
            200,
            withExports(
                Answer.many(
                    shape,
                    Members.none()
                        .perhaps("total", Shape.whole(0))
                        .perhaps("more", Shape.truth()))))
        .fails(400, "invalid-filter", "invalid-page", "page-too-large", "invalid-cursor");
  }

  /** A list of resources, and the same as NDJSON or CSV. */
  static Answer withExports(Answer list) {
    return list.or("application/x-ndjson", Shape.says("A resource on each line.", Shape.text()))
        .or("text/csv", Shape.says("RFC 4180, with a header line.", Shape.text()))
        .header("Link", "Of NDJSON and CSV: the address to go on from later.");
  }

  static Parameter activity() {
    return query(
        "filter[activity]",
        "These activities only.",
        Shape.list(Shape.matching("^[a-z0-9-]+/[a-z0-9-]+$")),
        "reflections/paa-fast-grund");
  }

  static Parameter type() {
    return query("filter[type]", "Activities of these types.", Shape.list(Shape.text()));
  }

  static Parameter theme() {
    return query("filter[theme]", "Activities of these themes.", Shape.list(Shape.text()));
  }

  static Parameter person() {
    return query("filter[person]", "Of these pseudonyms.", Shape.list(Shape.uuid()));
  }

  static Parameter from(String attribute) {
    return query("filter[from]", "From this " + attribute + " on.", Shape.time());
  }

  static Parameter to(String attribute) {
    return query("filter[to]", "Before this " + attribute + ".", Shape.time());
  }

  static Parameter changedSince() {
    return query("filter[changedSince]", "Changed then or later.", Shape.time());
  }
}
