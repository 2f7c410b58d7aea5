package dk.ledelseskatalog.openapi;

import static dk.ledelseskatalog.identity.Roles.ADMINISTRATOR;
import static dk.ledelseskatalog.identity.Roles.EDITOR;
import static dk.ledelseskatalog.openapi.Parameter.pageNumber;
import static dk.ledelseskatalog.openapi.Parameter.pageSize;
import static dk.ledelseskatalog.openapi.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What editors do: drafts, review, publishing, previews. */
final class EditorRoutes {
  private static final String TAG = "editing";
  private static final String ENTRY = "/api/editor/{type}/{id}";
  private static final String STATE = "state";
  private static final String ZIP = "application/zip";

  private final ContentModel model;
  private final DraftShapes drafts;
  private final ResourceShape comments;
  private final ResourceShape schedules;
  private final ResourceShape findings;
  private final ResourceShape versions;
  private final ResourceShape imports;

  EditorRoutes(ContentModel model) {
    this.model = model;
    this.drafts = new DraftShapes(model);
    String[] types = model.types().stream().map(ContentType::name).toArray(String[]::new);
    this.comments =
        ResourceShape.of(
                "comments",
                "What an editor says of a version.",
                Shape.uuid(),
                Members.none()
                    .with("text", Shape.text())
                    .with("version", Shape.whole(1))
                    .with("createdAt", Shape.time())
                    .with("createdBy", Shape.text()))
            .relationships(Map.of("entry", Ends.one(types)))
            .withoutSelf()
            .example(
                Shape.json(
                    """
                  {"type": "comments", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"text": "Ret andet afsnit.", "version": 3,
                     "createdAt": "2026-11-24T09:30:00Z", "createdBy": "editor-2"},
                   "relationships": {"entry": {"links": {"related": "/api/editor/themes/tillid"},
                     "data": {"type": "themes", "id": "tillid"}}}}"""));
    this.schedules =
        ResourceShape.of(
                "schedules",
                "A release that is to be made at a time.",
                Shape.uuid(),
                Members.none()
                    .with("dueAt", Shape.time())
                    .with("note", Shape.text())
                    .with(STATE, Shape.oneOf("waiting", "done", "failed", "cancelled"))
                    .with("requestedAt", Shape.time())
                    .with("requestedBy", Shape.text())
                    .with("release", Shape.orNull(Shape.whole(1)))
                    .with("failure", Shape.orNull(Shape.text()))
                    .with(
                        "versions",
                        Shape.list(
                            Members.none()
                                .with("entry", Shape.text())
                                .with("version", Shape.whole(1))
                                .schema())))
            .relationships(Map.of("entries", Ends.many(types)))
            .example(
                Shape.json(
                    """
                  {"type": "schedules", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"dueAt": "2027-01-04T07:00:00Z", "note": "Nyt år", "state": "waiting",
                     "requestedAt": "2026-11-24T09:30:00Z", "requestedBy": "editor-2",
                     "release": null, "failure": null,
                     "versions": [{"entry": "themes/tillid", "version": 3}]},
                   "relationships": {"entries": {"data": [{"type": "themes", "id": "tillid"}]}},
                   "links": {"self":
                     "/api/editor/schedules/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));
    this.findings =
        ResourceShape.of(
                "findings",
                "Something an editor should look at.",
                Shape.text(),
                Members.none()
                    .with("kind", kinds())
                    .with("pointer", Shape.text())
                    .with("da", Shape.text())
                    .with("en", Shape.text()))
            .relationships(Map.of("entry", Ends.one(withMedia(types))))
            .withoutSelf()
            .example(
                Shape.json(
                    """
                  {"type": "findings", "id":
                     "missing-translation.themes.tillid.data.attributes.title.en",
                   "attributes": {"kind": "missing-translation",
                     "pointer": "/data/attributes/title/en",
                     "da": "Oversæt 'title' til engelsk.",
                     "en": "Translate 'title' into English."},
                   "relationships": {"entry": {"links": {"related": "/api/editor/themes/tillid"},
                     "data": {"type": "themes", "id": "tillid"}}}}"""));
    this.imports =
        ResourceShape.of(
                "imports",
                "An import of a file, and what became of it.",
                Shape.uuid(),
                Members.none()
                    .with(STATE, Shape.oneOf("running", "done", "refused", "failed", "interrupted"))
                    .with("asDrafts", Shape.truth())
                    .with("dryRun", Shape.truth())
                    .with("startedAt", Shape.time())
                    .with(
                        "progress",
                        Members.none()
                            .with("done", Shape.whole(0))
                            .with("total", Shape.whole(0))
                            .schema())
                    .with("report", Shape.orNull(report())))
            .example(
                Shape.json(
                    """
                  {"type": "imports", "id": "0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9",
                   "attributes": {"state": "done", "asDrafts": true, "dryRun": true,
                     "startedAt": "2026-11-24T09:30:00Z", "progress": {"done": 92, "total": 92},
                     "report": {"refused": false, "summary": {"da": "Prøve …", "en": "Rehearsed …"},
                       "counts": {"created": 1},
                       "items": [{"kind": "created", "subject": "themes/ro", "pointer": "",
                         "da": "ny", "en": "new"}]}},
                   "links": {"self":
                     "/api/editor/imports/0b54c1ce-20bc-4b3a-9d4c-5a52d5a4a2f9"}}"""));
    this.versions =
        ResourceShape.of(
                "versions",
                "One save of an entry.",
                Shape.text(),
                save(Members.none().with("version", Shape.whole(1)))
                    .with("document", Shape.object().put("type", "object")))
            .relationships(Map.of("entry", Ends.one(types)))
            .example(
                Shape.json(
                    """
                  {"type": "versions", "id": "themes.tillid.3",
                   "attributes": {"version": 3, "savedAt": "2026-11-24T09:30:00Z",
                     "savedBy": "editor-2", "reason": "Slåfejl", "archived": false,
                     "restoredFrom": null, "document": {"type": "themes", "id": "tillid",
                       "attributes": {"title": {"da": "Tillid"}}}},
                   "relationships": {"entry": {"links": {"related": "/api/editor/themes/tillid"},
                     "data": {"type": "themes", "id": "tillid"}}},
                   "links": {"self": "/api/editor/themes/tillid/versions/3"}}"""));
  }

  private static String[] withMedia(String... types) {
    return Stream.concat(Arrays.stream(types), Stream.of("media")).toArray(String[]::new);
  }

  List<ResourceShape> resources() {
    return List.of(comments, schedules, findings, versions, imports);
  }

  /** What is shared among the routes and is no resource of one type, by name. */
  Map<String, ObjectNode> components() {
    return drafts.components(Shape.mapOf(Shape.address()), meta());
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/editor", "readEditorIndex", TAG, "Where editors find everything.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(
                200,
                Answer.of(
                    "Links.",
                    MediaTypes.JSON_API,
                    Members.none()
                        .with("jsonapi", Shape.reference("JsonApi"))
                        .with("links", Shape.mapOf(Shape.reference("Link")))
                        .with("meta", Members.none().with("types", Shape.whole(0)).schema())
                        .schema())),
        lists(Route.get("/api/editor/entries", "listDrafts", TAG, "Entries of every type."))
            .asks(types())
            .fails(404, "unknown-type"),
        lists(Route.get("/api/editor/{type}", "listDraftsOfType", TAG, "Entries of a type."))
            .fails(404, "unknown-type"),
        Route.post("/api/editor/{type}", "createEntry", TAG, "Makes an entry; it is a draft.")
            .says(
                "It need not be valid yet; meta.faults says what is missing. Without an id, one is"
                    + " made of the title.")
            .roles(EDITOR, ADMINISTRATOR)
            .sends(entryBody(false))
            .answers(201, one().header("Location", "Where it can be read."))
            .fails(404, "unknown-type")
            .fails(409, "entry-exists")
            .fails(422, "invalid-id", "invalid-attribute"),
        Route.get(ENTRY, "readDraft", TAG, "An entry with everything its newest version says.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, one())
            .fails(404, "unknown-type", "unknown-entry"),
        changes(Route.patch(ENTRY, "saveEntry", TAG, "Saves a change as the next version."))
            .says("An attribute that is null goes; one that is not sent stays.")
            .sends(entryBody(true))
            .answers(200, one())
            .fails(422, "invalid-attribute"),
        changes(Route.delete(ENTRY, "archiveEntry", TAG, "Puts an entry away, once published."))
            .asks(
                query("evenIfUsed", "Though others point to it.", Shape.truth()),
                query("changeReason", "Why.", Shape.text()))
            .answers(200, one())
            .fails(400, "invalid-flag", "invalid-reason")
            .fails(409, "still-used"),
        changes(
                Route.post(
                    ENTRY + "/transitions",
                    "moveEntry",
                    TAG,
                    "Moves the newest version on to review or approval, or back."))
            .sends(
                Body.creates(
                    "transitions",
                    Members.none()
                        .with("to", Shape.oneOf("draft", "in-review", "approved"))
                        .perhaps("comment", Shape.text()),
                    Map.of(),
                    """
                    {"data": {"type": "transitions", "attributes": {"to": "in-review",
                      "comment": "Klar til jer."}}}"""))
            .answers(200, one())
            .fails(403, "other-eyes-needed")
            .fails(409, "wrong-state")
            .fails(422, "invalid-attribute", "invalid-entry"),
        Route.get(ENTRY + "/used-by", "listUses", TAG, "Who points to an entry.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, uses())
            .fails(404, "unknown-type", "unknown-entry"),
        Route.get(ENTRY + "/comments", "listComments", TAG, "What was said of an entry.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, Answer.page(comments))
            .fails(404, "unknown-type", "unknown-entry"),
        Route.post(ENTRY + "/comments", "comment", TAG, "Says something of the newest version.")
            .roles(EDITOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "comments",
                    Members.none().with("text", Shape.text()),
                    Map.of(),
                    """
                    {"data": {"type": "comments",
                      "attributes": {"text": "Ret andet afsnit."}}}"""))
            .answers(201, Answer.one(comments))
            .fails(404, "unknown-type", "unknown-entry")
            .fails(422, "invalid-attribute"),
        Route.get(ENTRY + "/versions", "listVersions", TAG, "Every save, last one first.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(pageNumber(), pageSize(50))
            .answers(200, Answer.page(versions))
            .fails(400, "invalid-page", "page-too-large")
            .fails(404, "unknown-type", "unknown-entry"),
        changes(
                Route.post(
                    ENTRY + "/versions", "restoreVersion", TAG, "Saves an older version again."))
            .sends(
                withReason(
                    Members.none()
                        .with("type", Shape.object().put("const", "versions"))
                        .with(
                            "attributes", Members.none().with("restores", Shape.whole(1)).schema()),
                    """
                    {"data": {"type": "versions", "attributes": {"restores": 2},
                      "meta": {"reason": "Det var bedre før."}}}""",
                    true))
            .answers(201, Answer.one(versions).header("Location", "Where it can be read."))
            .fails(422, "invalid-attribute", "unknown-version"),
        Route.get(ENTRY + "/versions/{number}", "readVersion", TAG, "One save.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, Answer.one(versions))
            .fails(404, "unknown-type", "unknown-version"),
        Route.get(
                ENTRY + "/versions/{number}/changes",
                "compareVersions",
                TAG,
                "What two saves say differently, in texts word by word.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(
                query(
                    "filter[from]",
                    "The other version; the one before if it is not there.",
                    Shape.whole(1)))
            .answers(200, comparison())
            .fails(404, "unknown-type", "unknown-version"),
        Route.post("/api/editor/releases", "publish", TAG, "Makes the next release.")
            .says(
                "Whole or not at all; every reason against it is told at once. meta.version of an entry"
                    + " refuses if somebody saved it since.")
            .roles(EDITOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "releases",
                    Members.none()
                        .with("note", Shape.text())
                        .perhaps("allApproved", Shape.truth())
                        .perhaps("rollbackTo", Shape.whole(1)),
                    Map.of("entries", new Ends(names(), true, false)),
                    """
                    {"data": {"type": "releases", "attributes": {"note": "Slåfejl rettet"},
                      "relationships": {"entries": {"data":
                        [{"type": "themes", "id": "tillid"}]}}}}"""))
            .answers(201, release().header("Location", "Where everybody reads it."))
            .fails(404, "unknown-entry")
            .fails(
                409,
                "already-published",
                "missing-file",
                "newer-version",
                "not-approved",
                "nothing-to-publish",
                "still-used",
                "target-unpublished")
            .fails(
                422,
                "invalid-attribute",
                "invalid-entries",
                "invalid-entry",
                "release-unclear",
                "unknown-release"),
        Route.post("/api/editor/schedules", "schedule", TAG, "Sets a time for a release.")
            .says("It brings the versions of this moment, or takes out what they put away.")
            .roles(EDITOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "schedules",
                    Members.none().with("dueAt", Shape.time()).with("note", Shape.text()),
                    Map.of("entries", new Ends(names(), true, true)),
                    """
                    {"data": {"type": "schedules", "attributes":
                      {"dueAt": "2027-01-04T08:00:00+01:00", "note": "Nyt år"},
                      "relationships": {"entries": {"data":
                        [{"type": "themes", "id": "tillid"}]}}}}"""))
            .answers(201, Answer.one(schedules).header("Location", "Where it can be read."))
            .fails(404, "unknown-entry")
            .fails(409, "already-published", "newer-version", "not-approved")
            .fails(422, "invalid-attribute", "invalid-entries", "invalid-entry"),
        Route.get("/api/editor/schedules", "listSchedules", TAG, "Scheduled releases.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(pageNumber(), pageSize(50))
            .answers(200, Answer.page(schedules))
            .fails(400, "invalid-page", "page-too-large"),
        Route.get("/api/editor/schedules/{id}", "readSchedule", TAG, "One scheduled release.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(200, Answer.one(schedules))
            .fails(404, "unknown-schedule"),
        Route.delete("/api/editor/schedules/{id}", "cancelSchedule", TAG, "Calls one off.")
            .roles(EDITOR, ADMINISTRATOR)
            .answers(204, Answer.nothing("Called off."))
            .fails(404, "unknown-schedule")
            .fails(409, "schedule-over"),
        Route.post("/api/editor/previews", "makePreview", TAG, "An address that shows drafts.")
            .says("Whoever has it reads them without signing in, for a day.")
            .roles(EDITOR, ADMINISTRATOR)
            .sends(
                Body.creates(
                    "previews",
                    Members.none(),
                    Map.of(),
                    """
                    {"data": {"type": "previews"}}"""))
            .answers(201, preview()),
        Route.get("/api/editor/export", "exportCatalogue", TAG, "The whole catalogue as a zip.")
            .says(
                "Every entry with its history and comments, and every release, of one moment. The"
                    + " same catalogue is always the same bytes.")
            .roles(ADMINISTRATOR)
            .answers(
                200,
                Answer.of("The archive.", ZIP, Shape.says("A zip file.", Shape.text()))
                    .header("Content-Disposition", "A name for the file."))
            .fails(409, "export-impossible"),
        Route.post("/api/editor/imports", "importCatalogue", TAG, "Begins an import.")
            .says(
                "Of a whole archive, into a service whose catalogue nobody has edited; or, as"
                    + " drafts, of what a file says otherwise.")
            .roles(ADMINISTRATOR)
            .asks(
                query("asDrafts", "What differs becomes drafts.", Shape.truth()),
                query("dryRun", "Only tells what would be done.", Shape.truth()),
                query("changeReason", "Why, for the history.", Shape.text()))
            .sends(
                new Body(
                    ZIP,
                    Shape.says("A zip file.", Shape.text()),
                    Shape.object().textNode("PK…"),
                    true))
            .answers(
                202,
                Answer.one(imports)
                    .header("Location", "Where to ask how far it has come.")
                    .header("Retry-After", "When to ask."))
            .fails(400, "body-not-read", "invalid-flag", "invalid-reason")
            .fails(409, "import-under-way")
            .fails(413, "file-too-large")
            .fails(415, "unsupported-media-type"),
        Route.get("/api/editor/imports/{id}", "readImport", TAG, "How far an import has come.")
            .roles(ADMINISTRATOR)
            .answers(200, Answer.one(imports))
            .fails(404, "unknown-import"),
        Route.get("/api/editor/quality-report", "readQualityReport", TAG, "What to look at.")
            .roles(EDITOR, ADMINISTRATOR)
            .asks(
                query("filter[kind]", "Of these kinds.", Shape.list(kinds())),
                query(
                    "filter[type]",
                    "Of these types.",
                    Shape.list(Shape.oneOf(withMedia(names().toArray(new String[0]))))))
            .asks(pageNumber(), pageSize(50))
            .answers(
                200,
                Answer.many(
                    findings,
                    Members.none()
                        .with("total", Shape.whole(0))
                        .with("kinds", Shape.mapOf(Shape.whole(0)))))
            .fails(400, "invalid-filter", "invalid-page", "page-too-large")
            .fails(404, "unknown-type"));
  }

  private static ObjectNode report() {
    Members both = Members.none().with("da", Shape.text()).with("en", Shape.text());
    return Members.none()
        .with("refused", Shape.truth())
        .with("summary", both.schema())
        .with("counts", Shape.mapOf(Shape.whole(0)))
        .with(
            "items",
            Shape.list(
                Members.none()
                    .with(
                        "kind",
                        Shape.oneOf("created", "changed", "incomplete", "not-in-file", "refused"))
                    .with("subject", Shape.text())
                    .with("pointer", Shape.text())
                    .with("da", Shape.text())
                    .with("en", Shape.text())
                    .schema()))
        .schema();
  }

  private Route lists(Route route) {
    return route
        .roles(EDITOR, ADMINISTRATOR)
        .asks(
            query(
                "filter[state]",
                "Whose newest version is in one of these states.",
                Shape.list(Shape.oneOf("draft", "in-review", "approved", "published"))),
            query("filter[archived]", "Whether it is put away.", Shape.truth()),
            query("filter[q]", "That say this somewhere.", Shape.text()),
            query("sort", "In this order.", Shape.oneOf("id", "savedAt", "-savedAt")),
            pageNumber(),
            pageSize(50))
        .answers(
            200,
            Answer.document(
                "A page of entries.",
                Shape.list(drafts.told()),
                Members.none(),
                Members.none().with("total", Shape.whole(0))))
        .fails(
            400,
            "invalid-filter",
            "invalid-flag",
            "invalid-sort",
            "invalid-page",
            "page-too-large");
  }

  private static Route changes(Route route) {
    return route
        .roles(EDITOR, ADMINISTRATOR)
        .requires(Parameter.header("If-Match", "The ETag of the entry as it was read.", "\"3.5\""))
        .fails(404, "unknown-type", "unknown-entry")
        .fails(412, "changed-meanwhile")
        .fails(428, "if-match-missing");
  }

  private Parameter types() {
    return query("filter[type]", "Of these types.", Shape.list(typeNames()));
  }

  private ObjectNode typeNames() {
    return Shape.oneOf(names());
  }

  private List<String> names() {
    return model.types().stream().map(ContentType::name).toList();
  }

  private static ObjectNode kinds() {
    return Shape.oneOf(
        "invalid", "broken-reference", "missing-translation", "missing-alternative-text");
  }

  private static Members save(Members before) {
    return before
        .with("savedAt", Shape.time())
        .with("savedBy", Shape.text())
        .with("reason", Shape.orNull(Shape.text()))
        .with("archived", Shape.truth())
        .with("restoredFrom", Shape.orNull(Shape.whole(1)));
  }

  private Answer one() {
    return Answer.document(
            "An entry as editors have it.", drafts.told(), Members.none(), Members.none())
        .header("ETag", "Its state, for If-Match.");
  }

  private static ObjectNode meta() {
    Members fault =
        Members.none()
            .with("pointer", Shape.text())
            .with("da", Shape.text())
            .with("en", Shape.text());
    Members published =
        Members.none().with("version", Shape.whole(1)).with("release", Shape.whole(1));
    return save(Members.none()
            .with("version", Shape.whole(1))
            .with("etag", Shape.text())
            .with(STATE, Shape.oneOf("draft", "in-review", "approved", "published"))
            .with("stateSince", Shape.time())
            .with("stateBy", Shape.text()))
        .with("published", Shape.orNull(published.schema()))
        .with("faults", Shape.list(fault.schema()))
        .schema();
  }

  private Body entryBody(boolean change) {
    return body(
        drafts.sent(change, reason()),
        """
        {"data": {"type": "themes", "id": "tillid",
          "attributes": {"title": {"da": "Tillid", "en": "Trust"}},
          "meta": {"reason": "Engelsk titel"}}}""",
        false);
  }

  private static Body withReason(Members resource, String example, boolean creates) {
    return body(resource.perhaps("meta", reason()).schema(), example, creates);
  }

  private static ObjectNode reason() {
    return Members.none().perhaps("reason", Shape.text()).schema();
  }

  private static Body body(ObjectNode data, String example, boolean creates) {
    return new Body(
        MediaTypes.JSON_API,
        Members.none().with("data", data).schema(),
        Shape.json(example),
        creates);
  }

  private static ObjectNode resource(String type, Members attributes, Members besides) {
    Members members =
        Members.none()
            .with("type", Shape.object().put("const", type))
            .with("id", Shape.text())
            .with("attributes", attributes.schema());
    for (Members.Member each : besides.all()) {
      members = members.with(each.name(), each.schema());
    }
    return members.schema();
  }

  private static Members link(String name) {
    return Members.none().with("links", Members.none().with(name, Shape.address()).schema());
  }

  private ObjectNode entryRelationship() {
    return Members.none().with("entry", Ends.one(names().toArray(new String[0])).schema()).schema();
  }

  private Answer uses() {
    return Answer.document(
        "Who points to it.",
        Shape.list(
            resource(
                "uses",
                Members.none()
                    .with("relationship", Shape.text())
                    .with("published", Shape.truth())
                    .with("draft", Shape.truth()),
                Members.none().with("relationships", entryRelationship()))),
        Members.none(),
        Members.none().with("total", Shape.whole(0)));
  }

  private Answer comparison() {
    Members part =
        Members.none()
            .with("change", Shape.oneOf("same", "removed", "added"))
            .with("text", Shape.text());
    Members field =
        Members.none()
            .with("field", Shape.text())
            .with("before", Shape.any())
            .with("after", Shape.any())
            .perhaps("words", Shape.mapOf(Shape.list(part.schema())));
    return Answer.document(
        "What differs.",
        resource(
            "comparisons",
            Members.none()
                .with("versionBefore", Shape.whole(1))
                .with("version", Shape.whole(1))
                .with("fields", Shape.list(field.schema())),
            link("self").with("relationships", entryRelationship())),
        Members.none(),
        Members.none());
  }

  private static Answer release() {
    return Answer.document(
        "The release that was made.",
        resource(
            "releases",
            Members.none()
                .with("number", Shape.whole(1))
                .with("publishedAt", Shape.time())
                .with("publishedBy", Shape.text())
                .with("note", Shape.text()),
            link("self")),
        Members.none(),
        Members.none());
  }

  private static Answer preview() {
    return Answer.document(
        "An address; it is told only now.",
        resource(
            "previews",
            Members.none().with("token", Shape.text()).with("expiresAt", Shape.time()),
            link("start")),
        Members.none(),
        Members.none());
  }
}
