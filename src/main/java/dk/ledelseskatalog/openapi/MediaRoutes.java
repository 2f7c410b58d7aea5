package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.identity.Roles.EDITOR;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import java.util.List;
import java.util.Map;

/** Pictures and PDF files: what editors do with them, and where everybody finds them. */
final class MediaRoutes {
  private static final String TAG = "media";
  private static final String ALL = "/api/editor/media";
  private static final String ONE = ALL + "/{sha256}";
  private static final String UNKNOWN = "unknown-file";

  private final ContentModel model;
  private final ResourceShape media;

  MediaRoutes(ContentModel model) {
    this.model = model;
    this.media =
        ResourceShape.of(
                "media",
                "A picture or a PDF file, and what is said about it.",
                Shape.matching("^[0-9a-f]{64}$"),
                Members.none()
                    .with("url", Shape.says("As entries write it.", Shape.text()))
                    .with("mediaType", mediaTypes())
                    .with("size", Shape.whole(1))
                    .with("width", Shape.orNull(Shape.whole(1)))
                    .with("height", Shape.orNull(Shape.whole(1)))
                    .with("originalName", Shape.text())
                    .with(
                        "alt",
                        Members.none()
                            .with("da", Shape.orNull(Shape.text()))
                            .with("en", Shape.orNull(Shape.text()))
                            .schema())
                    .with("credit", Shape.orNull(Shape.text()))
                    .with("published", Shape.truth())
                    .with("uploadedAt", Shape.time())
                    .with("uploadedBy", Shape.text())
                    .with("variants", Shape.list(variant())))
            .linksTo("usedBy")
            .linksTo("file")
            .meta(Members.none().with("etag", Shape.text()))
            .example(
                Shape.json(
                    """
                  {"type": "media", "id":
                     "3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b",
                   "attributes": {"url":
                     "/media/3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b.jpeg",
                     "mediaType": "image/jpeg", "size": 48211, "width": 300, "height": 200,
                     "originalName": "leder.jpg", "alt": {"da": "En leder ved et vindue",
                     "en": null}, "credit": null, "published": false,
                     "uploadedAt": "2026-11-24T09:30:00Z", "uploadedBy": "editor-2",
                     "variants": []},
                   "links": {"self":
                     "/api/editor/media/3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b",
                     "usedBy":
                     "/api/editor/media/3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b/used-by",
                     "file":
                     "/media/3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b.jpeg"},
                   "meta": {"etag": "\\"1\\""}}"""));
  }

  private static ObjectNode mediaTypes() {
    return Shape.oneOf("image/jpeg", "image/png", "application/pdf");
  }

  /** A picture as an entry is delivered with it. */
  static ObjectNode picture() {
    return Shape.says(
        "A picture, what it shows, and in which sizes it is there besides.",
        Members.none()
            .with("url", Shape.text())
            .with("alt", Shape.text())
            .perhaps("mediaType", Shape.text())
            .perhaps("width", Shape.whole(1))
            .perhaps("height", Shape.whole(1))
            .perhaps("variants", Shape.list(variant()))
            .schema());
  }

  private static ObjectNode variant() {
    return Members.none()
        .with("url", Shape.text())
        .with("mediaType", Shape.oneOf("image/webp", "image/jpeg"))
        .with("width", Shape.whole(1))
        .with("height", Shape.whole(1))
        .schema();
  }

  List<ResourceShape> resources() {
    return List.of(media);
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, "listMedia", TAG, "Files, last one uploaded first.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(
                query("filter[mediaType]", "Of this kind.", mediaTypes()),
                query("filter[q]", "That are called or described so.", Shape.text()),
                pageNumber(),
                pageSize(50))
            .answers(200, Answer.page(media))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large"),
        Route.post(ALL, "uploadMedia", TAG, "Takes a JPEG, PNG or PDF file in.")
            .says(
                "The body is the file itself, with its own Content-Type, and its name in"
                    + " Content-Disposition. A file that is there already is answered with 200.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(
                Parameter.header(
                    "Content-Disposition",
                    "What it is called.",
                    "attachment; filename=\"leder.jpg\""))
            .sends(
                new Body(
                    "application/octet-stream",
                    Shape.text(),
                    Shape.object().textNode("The bytes of the file."),
                    false))
            .answers(200, one())
            .answers(201, one().header("Location", "Where it can be read."))
            .fails(400, "file-missing")
            .fails(413, "file-too-large")
            .fails(415, "media-type-mismatch")
            .fails(
                422,
                "animated-picture",
                "file-broken",
                "hidden-content",
                "too-many-pixels",
                "unsupported-picture")
            .fails(503, "pictures-busy"),
        Route.get(ONE, "readMedia", TAG, "One file and what is said about it.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, one())
            .fails(404, UNKNOWN),
        changes(Route.patch(ONE, "describeMedia", TAG, "Says what a picture shows."))
            .says("An attribute that is null goes; one that is not sent stays.")
            .sends(
                Body.changes(
                    "media",
                    Members.none()
                        .perhaps("alt", Shape.orNull(Shape.object().put("type", "object")))
                        .perhaps("credit", Shape.orNull(Shape.text())),
                    """
                    {"data": {"type": "media", "id":
                      "3f0c9a5c1e0d1fbb0d3f5d8a9d2f6f4f0a3f1e0f7c6b5a4d3c2b1a0f9e8d7c6b",
                      "attributes": {"alt": {"da": "En leder ved et vindue",
                        "en": "A leader by a window"}}}}"""))
            .answers(200, one())
            .fails(422, "invalid-attribute"),
        changes(Route.delete(ONE, "removeMedia", TAG, "Forgets a file that nothing shows."))
            .asks(query("evenIfUsed", "Though older versions or releases show it.", Shape.truth()))
            .answers(204, Answer.nothing("It is gone."))
            .fails(400, "invalid-flag")
            .fails(409, "still-used"),
        Route.get(ONE + "/used-by", "listMediaUses", TAG, "Who shows a file, or did.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, uses())
            .fails(404, UNKNOWN),
        Route.get("/media/{name}", "readFile", TAG, "A file, or a picture in another width.")
            .says(
                "Named <sha256>.jpeg, .png or .pdf, or <sha256>-w640.webp or .jpeg. What no release"
                    + " shows only editors see, and whoever has a preview's token.")
            .asks(query("previewToken", "Of a preview.", Shape.text()))
            .answers(
                200,
                new Answer(
                        "The bytes.",
                        Map.of(
                            "image/jpeg", Shape.text(),
                            "image/png", Shape.text(),
                            "image/webp", Shape.text(),
                            "application/pdf", Shape.text()),
                        Map.of())
                    .header("ETag", "The SHA-256 of the bytes."))
            .answers(304, Answer.nothing("You have it."))
            .fails(400, "unknown-parameter", "duplicate-parameter", "malformed-query")
            .fails(404, UNKNOWN)
            .fails(503, "file-lost", "pictures-busy"));
  }

  private Answer one() {
    return Answer.one(media).header("ETag", "The state of what is said, for If-Match.");
  }

  private static Route changes(Route route) {
    return route
        .roles(EDITOR, ADMINISTRATOR)
        .requires(Parameter.header("If-Match", "The ETag as it was read.", "\"1\""))
        .fails(404, UNKNOWN)
        .fails(412, "changed-meanwhile")
        .fails(428, "if-match-missing");
  }

  private Answer uses() {
    String[] types = model.types().stream().map(ContentType::name).toArray(String[]::new);
    ObjectNode use =
        Members.none()
            .with("type", Shape.object().put("const", "uses"))
            .with("id", Shape.text())
            .with(
                "attributes",
                Members.none()
                    .with("published", Shape.truth())
                    .with("draft", Shape.truth())
                    .schema())
            .with("relationships", Members.none().with("entry", Ends.one(types).schema()).schema())
            .schema();
    return Answer.document(
        "Entries that show it.",
        Shape.list(use),
        Members.none(),
        Members.none().with("total", Shape.whole(0)));
  }
}
