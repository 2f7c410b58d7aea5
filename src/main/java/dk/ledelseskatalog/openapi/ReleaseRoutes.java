package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.openapi.Parameter.contentLanguage;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Releases as they were, and what changed from one to the next. */
final class ReleaseRoutes {
  private static final String TAG = "releases";
  private static final String PREVIEW = "/api/previews/{token}";
  private static final String RELEASE = "/api/releases/{number}";

  private final ContentModel model;

  ReleaseRoutes(ContentModel model) {
    this.model = model;
  }

  List<ResourceShape> resources() {
    ObjectNode counts =
        Members.none()
            .with("entries", Shape.whole(0))
            .with("added", Shape.whole(0))
            .with("changed", Shape.whole(0))
            .with("removed", Shape.whole(0))
            .schema();
    ObjectNode field =
        Members.none()
            .with("field", Shape.text())
            .with("before", Shape.any())
            .with("after", Shape.any())
            .schema();
    String[] types = model.types().stream().map(ContentType::name).toArray(String[]::new);
    return List.of(
        ResourceShape.of(
                "releases",
                "One release (udgivelse).",
                Shape.matching("^[1-9][0-9]*$"),
                Members.none()
                    .with("number", Shape.whole(1))
                    .with("publishedAt", Shape.time())
                    .with("publishedBy", Shape.oneOf("service", "editor"))
                    .with("note", Shape.text())
                    .with("counts", counts))
            .relationships(Map.of("changes", new Ends(List.of("changes"), true, false)), "changes")
            .example(
                Shape.json(
                    """
                    {"type": "releases", "id": "2", "attributes": {"number": 2,
                     "publishedAt": "2026-11-24T09:30:00Z", "publishedBy": "editor",
                     "note": "En ny refleksion",
                     "counts": {"entries": 41, "added": 1, "changed": 0, "removed": 0}},
                     "links": {"self": "/api/releases/2"}}\
                    """)),
        ResourceShape.of(
                "changes",
                "What became of one entry (ændring); \"removed\" is a tombstone.",
                Shape.text(),
                Members.none()
                    .with("change", Shape.oneOf("added", "changed", "removed"))
                    .perhaps("release", Shape.whole(1))
                    .perhaps("publishedAt", Shape.time())
                    .perhaps("version", Shape.whole(1))
                    .perhaps("versionBefore", Shape.whole(1))
                    .perhaps("fields", Shape.list(field)))
            .relationships(Map.of("entry", Ends.one(types)))
            .withoutSelf()
            .example(
                Shape.json(
                    """
                    {"type": "changes", "id": "2.themes.mod", "attributes": {"change": "changed",
                     "release": 2, "publishedAt": "2026-11-24T09:30:00Z", "version": 2},
                     "relationships": {"entry": {"data": {"type": "themes", "id": "mod"}}}}\
                    """)));
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        reads("/api/releases", "listReleases", "Every release, newest first.")
            .asks(pageNumber(), pageSize(20), contentLanguage())
            .fails(400, "invalid-language", "invalid-page", "page-too-large")
            .answers(
                200,
                document(
                    Shape.list(Shape.reference("Releases")),
                    meta().with("total", Shape.whole(0)))));
    routes.add(
        reads(RELEASE, "readRelease", "One release.")
            .asks(contentLanguage())
            .fails(400, "invalid-language")
            .fails(404, "unknown-release")
            .fails(410, "unreadable-release")
            .answers(200, document(Shape.reference("Releases"), meta())));
    routes.add(
        reads(
                RELEASE + "/changes",
                "readDifference",
                "What differs from another release, field by field.")
            .asks(
                query("filter[to]", "The release to compare with.", Shape.whole(1)),
                query("to", "The same in short.", Shape.whole(1)),
                pageNumber(),
                pageSize(50),
                contentLanguage())
            .fails(400, "invalid-language", "invalid-page", "page-too-large")
            .fails(404, "unknown-release")
            .fails(410, "unreadable-release")
            .answers(
                200,
                document(
                    Shape.list(Shape.reference("Changes")),
                    meta().with("from", Shape.whole(1)).with("total", Shape.whole(0)))));
    routes.addAll(entriesBelow(RELEASE, "Old", "as it was"));
    routes.addAll(previews());
    routes.add(
        reads("/api/changes", "followChanges", "Every change once, in order, tombstones included.")
            .asks(
                query("page[after]", "From links.next; empty for the beginning.", Shape.text()),
                pageSize(100),
                query("include", "The entries as they are now.", Shape.list(Shape.oneOf("entry"))))
            .asks(entryParameters())
            .fails(
                400,
                "invalid-cursor",
                "invalid-language",
                "invalid-list",
                "invalid-page",
                "page-too-large",
                "unknown-field",
                "unknown-include")
            .answers(
                200,
                document(
                    Shape.list(Shape.reference("Changes")), meta().with("more", Shape.truth()))));
    routes.add(
        reads("/api/reflections/today", "readToday", "The reflection of the day.")
            .asks(query("include", "Relationships.", Shape.list(Shape.text()), "theme"))
            .asks(entryParameters())
            .fails(
                400,
                "unknown-include",
                "include-too-deep",
                "too-many-included",
                "unknown-field",
                "invalid-list",
                "invalid-language")
            .fails(404, "unknown-entry")
            .answers(200, document(Shape.reference("Reflections"), meta())));
    routes.add(
        reads("/api/feed.atom", "readFeed", "What is new, for feed readers (RFC 4287).")
            .answers(200, Answer.of("The feed.", "application/atom+xml", Shape.text())));
    routes.add(
        reads("/entries/{type}/{id}", "readPage", "The page of an entry, for people.")
            .fails(404, "unknown-type", "unknown-entry")
            .answers(200, Answer.of("In Danish.", "text/html", Shape.text())));
    routes.add(
        reads("/api/oembed", "embed", "Rich content for the link of a page (oEmbed 1.0).")
            .asks(
                query("url", "The page's address.", Shape.text(), "http://localhost:8080/"),
                query("format", "Json unless said.", Shape.oneOf("json", "xml")),
                query("maxwidth", "In pixels.", Shape.whole(1)),
                query("maxheight", "In pixels.", Shape.whole(1)))
            .fails(400, "missing-url", "invalid-size")
            .fails(404, "unknown-page")
            .fails(501, "unknown-format")
            .answers(
                200,
                Answer.of("What to show.", "application/json", embedded())
                    .or("text/xml", Shape.says("The same as XML.", Shape.text()))));
    return routes;
  }

  private static ObjectNode embedded() {
    return Members.none()
        .with("version", Shape.oneOf("1.0"))
        .with("type", Shape.oneOf("rich"))
        .with("title", Shape.text())
        .with("provider_name", Shape.text())
        .with("provider_url", Shape.address())
        .with("html", Shape.text())
        .with("width", Shape.whole(1))
        .with("height", Shape.whole(1))
        .schema();
  }

  private List<Route> previews() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        reads(PREVIEW, "readPreviewIndex", "What a preview holds: a link to every list.")
            .asks(contentLanguage())
            .fails(400, "invalid-language")
            .fails(404, "unknown-preview")
            .answers(
                200,
                Answer.of(
                    "Links.",
                    MediaTypes.JSON_API,
                    Members.none()
                        .with("jsonapi", Shape.reference("JsonApi"))
                        .with("links", Shape.mapOf(Shape.reference("Link")))
                        .with("meta", Shape.mapOf(Shape.any()))
                        .schema())));
    entriesBelow(PREVIEW, "Preview", "with the drafts of this moment")
        .forEach(route -> routes.add(route.fails(404, "unknown-preview")));
    return routes;
  }

  /**
   * The reads of entries below another address than their own.
   *
   * @param word that tells the operations apart
   * @param how the entries are there
   */
  private List<Route> entriesBelow(String base, String word, String how) {
    List<Route> routes = new ArrayList<>();
    routes.add(
        entries(base + "/{type}", "list" + word + "Entries", "A page of entries, " + how + ".")
            .asks(pageNumber(), pageSize(50), query("sort", "As now.", Shape.list(Shape.text())))
            .answers(200, document(Shape.list(anyEntry()), meta().with("total", Shape.whole(0)))));
    routes.add(
        entries(base + "/{type}/{id}", "read" + word + "Entry", "One entry, " + how + ".")
            .answers(200, document(anyEntry(), meta())));
    ObjectNode related = Shape.object();
    related.putArray("anyOf").add(Shape.list(anyEntry())).add(Shape.orNull(anyEntry()));
    routes.add(
        entries(
                base + "/{type}/{id}/{relationship}",
                "read" + word + "Related",
                "What a relationship points to, " + how + ".")
            .asks(pageNumber(), pageSize(50))
            .answers(200, document(related, meta().perhaps("total", Shape.whole(0)))));
    ObjectNode linkage = Shape.object();
    List<String> types = model.types().stream().map(ContentType::name).toList();
    linkage
        .putArray("anyOf")
        .add(new Ends(types, true, true).linkage())
        .add(new Ends(types, false, true).linkage());
    routes.add(
        entries(
                base + "/{type}/{id}/relationships/{relationship}",
                "read" + word + "Relationship",
                "The same as identifiers.")
            .asks(pageNumber(), pageSize(50))
            .answers(200, document(linkage, meta().perhaps("total", Shape.whole(0)))));
    return routes;
  }

  private Route entries(String path, String id, String summary) {
    return reads(path, id, summary)
        .asks(query("include", "Relationships to include.", Shape.list(Shape.text()), "theme"))
        .asks(entryParameters())
        .fails(
            400,
            "unknown-include",
            "include-too-deep",
            "too-many-included",
            "unknown-field",
            "unknown-sort",
            "invalid-filter",
            "invalid-list",
            "invalid-language",
            "invalid-page",
            "page-too-large")
        .fails(404, "unknown-release", "unknown-type", "unknown-entry", "unknown-relationship")
        .fails(410, "unreadable-release");
  }

  private List<Parameter> entryParameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (ContentType type : model.types()) {
      parameters.add(
          query(
              "fields[" + type.name() + "]",
              "Which fields of " + type.plural().en() + " to give; empty for none.",
              Shape.list(Shape.text()),
              type.titleAttribute()));
    }
    parameters.add(contentLanguage());
    return parameters;
  }

  private static Route reads(String path, String id, String summary) {
    return Route.get(path, id, TAG, summary)
        .answers(304, Answer.nothing("Unchanged since the ETag of If-None-Match."))
        .fails(503, "not-ready");
  }

  private Answer document(ObjectNode data, Members meta) {
    return Answer.document(
            "As it was.", data, Members.none().with("included", Shape.list(anyEntry())), meta)
        .header("ETag", "Strong; for If-None-Match.")
        .header("Content-Language", "The languages of the texts.");
  }

  private static Members meta() {
    return Members.none()
        .with("release", Shape.says("The release the answer speaks of.", Shape.whole(1)));
  }

  private ObjectNode anyEntry() {
    ObjectNode schema = Shape.object();
    ArrayNode all = schema.putArray("oneOf");
    for (ContentType type : model.types()) {
      all.add(
          Shape.reference(
              ResourceShape.of(type.name(), "", Shape.text(), Members.none()).component()));
    }
    return schema;
  }
}
