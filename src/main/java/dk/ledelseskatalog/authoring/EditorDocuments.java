package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.ReleaseInfo;
import dk.ledelseskatalog.content.Entry;
import dk.ledelseskatalog.content.EntryVersion;
import dk.ledelseskatalog.content.Save;
import dk.ledelseskatalog.contentmodel.ContentModel;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryDocument;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.Relationship;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what editors see as JSON:API. An entry has its attributes here as they are stored, in
 * every language.
 */
final class EditorDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContentModel model;
  private final String api;
  private final String editor;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  EditorDocuments(ContentModel model, URI publicUrl) {
    this.model = model;
    this.api = publicUrl + "/api/";
    this.editor = api + "editor";
  }

  /** The address of a path below {@code /api/editor}. */
  String address(String path) {
    return editor + "/" + path;
  }

  String address(EntryId id) {
    return address(id.toString());
  }

  /** Where everything is, and as whom one is named. */
  Document index() {
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(editor));
    for (String name : List.of("entries", "media", "releases", "schedules", "quality-report")) {
      links.put(name, Link.to(address(name)));
    }
    for (ContentType type : model.types()) {
      links.put(type.name(), Link.to(address(type.name()), type.plural().da()));
    }
    return new Document(
        new Document.Data.Absent(),
        Optional.empty(),
        links,
        object().put("types", model.types().size()));
  }

  Document one(EditedEntry edited) {
    return Document.of(resource(edited));
  }

  Document list(
      Drafts.Slice<EditedEntry> slice, Page page, String path, QueryParameters parameters) {
    return Document.of(
        slice.elements().stream().map(this::resource).toList(),
        page.links(address(path), parameters, slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(EditedEntry edited) {
    Entry entry = edited.entry();
    EntryDocument document = edited.version().document();
    String self = address(entry.id());
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(self));
    links.put("versions", Link.to(self + "/versions"));
    links.put("comments", Link.to(self + "/comments"));
    links.put("usedBy", Link.to(self + "/used-by"));
    if (entry.publishedVersion().isPresent()) {
      links.put("published", Link.to(api + entry.id()));
    }
    ObjectNode meta = object();
    meta.put("version", entry.version());
    meta.put("etag", edited.tag());
    meta.put("state", entry.state().word());
    meta.put("stateSince", entry.stateSince().toString());
    meta.put("stateBy", entry.stateBy());
    save(meta, edited.version().save());
    if (entry.publishedVersion().isPresent()) {
      meta.putObject("published")
          .put("version", entry.publishedVersion().get())
          .put("release", entry.publishedRelease().orElseThrow());
    } else {
      meta.putNull("published");
    }
    ArrayNode faults = meta.putArray("faults");
    edited.faults().forEach(fault -> faults.add(fault(fault)));
    return new ResourceObject(
        identifier(entry.id()), document.attributes(), relationships(document), links, meta);
  }

  private static ObjectNode fault(Fault fault) {
    return object()
        .put("pointer", Faults.pointer(fault))
        .put("da", fault.message().da())
        .put("en", fault.message().in("en"));
  }

  private static void save(ObjectNode json, Save save) {
    json.put("savedAt", save.at().toString());
    json.put("savedBy", save.by());
    json.put("reason", save.reason().orElse(null));
    json.put("archived", save.archived());
    json.put("restoredFrom", save.restoredFrom().orElse(null));
  }

  private Map<String, RelationshipObject> relationships(EntryDocument document) {
    Map<String, RelationshipObject> relationships = new LinkedHashMap<>();
    Map<String, Relationship> declared =
        model.type(document.id().type()).map(ContentType::relationships).orElse(Map.of());
    document
        .relationships()
        .forEach(
            (name, targets) -> {
              List<ResourceIdentifier> ids =
                  targets.stream().map(EditorDocuments::identifier).toList();
              boolean many =
                  Optional.ofNullable(declared.get(name)).filter(Relationship::toMany).isPresent();
              relationships.put(
                  name,
                  RelationshipObject.of(
                      many ? new Linkage.Many(ids) : new Linkage.One(ids.get(0))));
            });
    return relationships;
  }

  Document versions(
      EntryId id, Drafts.Slice<EntryVersion> slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.elements().stream().map(this::resource).toList(),
        page.links(address(id) + "/versions", parameters, slice.total()),
        object().put("total", slice.total()));
  }

  Document version(EntryVersion version) {
    return Document.of(resource(version));
  }

  private ResourceObject resource(EntryVersion version) {
    EntryId id = version.entryId();
    ObjectNode attributes = object();
    attributes.put("version", version.version());
    save(attributes, version.save());
    attributes.set(
        "document",
        model
            .type(id.type())
            .map(type -> version.document().toJson(type))
            .orElseGet(EditorDocuments::object));
    return ResourceObject.of(
        new ResourceIdentifier("versions", id.type() + "." + id.id() + "." + version.version()),
        attributes,
        entry(id),
        address(id) + "/versions/" + version.version());
  }

  /** What differs between two versions. */
  Document comparison(EntryVersion before, EntryVersion after, QueryParameters parameters) {
    EntryId id = after.entryId();
    String self = address(id) + "/versions/" + after.version() + "/changes";
    ObjectNode attributes = object();
    attributes.put("versionBefore", before.version());
    attributes.put("version", after.version());
    attributes.set("fields", VersionComparison.of(before, after));
    return Document.of(
        ResourceObject.of(
            new ResourceIdentifier(
                "comparisons",
                id.type() + "." + id.id() + "." + before.version() + "-" + after.version()),
            attributes,
            entry(id),
            parameters.appendTo(self)));
  }

  Document uses(EntryId id, List<References.Use> uses) {
    return Document.of(
        uses.stream()
            .map(
                use -> {
                  ObjectNode attributes = object();
                  attributes.put("relationship", use.relationship());
                  attributes.put("published", use.published());
                  attributes.put("draft", use.draft());
                  return new ResourceObject(
                      new ResourceIdentifier(
                          "uses", use.by().type() + "." + use.by().id() + "." + use.relationship()),
                      attributes,
                      entry(use.by()),
                      Map.of(),
                      object());
                })
            .toList(),
        Map.of("self", Link.to(address(id) + "/used-by")),
        object().put("total", uses.size()));
  }

  Document comments(EntryId id, List<Comment> comments) {
    return Document.of(
        comments.stream().map(this::resource).toList(),
        Map.of("self", Link.to(address(id) + "/comments")),
        object().put("total", comments.size()));
  }

  Document comment(Comment comment) {
    return Document.of(resource(comment));
  }

  private ResourceObject resource(Comment comment) {
    ObjectNode attributes = object();
    attributes.put("text", comment.text());
    attributes.put("version", comment.version());
    attributes.put("createdAt", comment.createdAt().toString());
    attributes.put("createdBy", comment.createdBy());
    return new ResourceObject(
        new ResourceIdentifier(Comment.TYPE, comment.id().toString()),
        attributes,
        entry(comment.entry()),
        Map.of(),
        object());
  }

  /** A release that was just made. */
  Document release(ReleaseInfo release) {
    ObjectNode attributes = object();
    attributes.put("number", release.number());
    attributes.put("publishedAt", release.publishedAt().toString());
    attributes.put("publishedBy", release.publishedBy());
    attributes.put("note", release.note());
    return Document.of(
        ResourceObject.of(
            new ResourceIdentifier(ReleaseRequest.TYPE, Integer.toString(release.number())),
            attributes,
            Map.of(),
            releaseAddress(release.number())));
  }

  /** Where everybody can read a release. */
  String releaseAddress(int number) {
    return api + ReleaseRequest.TYPE + '/' + number;
  }

  Document schedules(Drafts.Slice<Schedules.View> slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.elements().stream().map(this::resource).toList(),
        page.links(address(Schedule.TYPE), parameters, slice.total()),
        object().put("total", slice.total()));
  }

  Document schedule(Schedules.View view) {
    return Document.of(resource(view));
  }

  String address(Schedule schedule) {
    return address(Schedule.TYPE + "/" + schedule.id());
  }

  private ResourceObject resource(Schedules.View view) {
    Schedule schedule = view.schedule();
    ObjectNode attributes = object();
    attributes.put("dueAt", schedule.dueAt().toString());
    attributes.put("note", schedule.note());
    attributes.put("state", schedule.state().word());
    attributes.put("requestedAt", schedule.requestedAt().toString());
    attributes.put("requestedBy", schedule.requestedBy());
    attributes.put("release", schedule.release().orElse(null));
    attributes.put("failure", schedule.failure().orElse(null));
    ArrayNode versions = attributes.putArray("versions");
    view.entries()
        .forEach(
            planned ->
                versions
                    .addObject()
                    .put("entry", planned.entry().toString())
                    .put("version", planned.version()));
    return ResourceObject.of(
        new ResourceIdentifier(Schedule.TYPE, schedule.id().toString()),
        attributes,
        Map.of(
            "entries",
            RelationshipObject.of(
                new Linkage.Many(
                    view.entries().stream().map(planned -> identifier(planned.entry())).toList()))),
        address(schedule));
  }

  String address(ImportRepository.Import one) {
    return address(Imports.TYPE + "/" + one.id());
  }

  Document importing(ImportRepository.Import one) {
    ObjectNode attributes = object();
    attributes.put("state", one.interrupted() ? "interrupted" : one.state().word());
    attributes.put("asDrafts", one.asDrafts());
    attributes.put("dryRun", one.dryRun());
    attributes.put("startedAt", one.startedAt().toString());
    attributes.putObject("progress").put("done", one.done()).put("total", one.total());
    attributes.set("report", one.report().map(EditorDocuments::json).orElse(null));
    return Document.of(
        ResourceObject.of(
            new ResourceIdentifier(Imports.TYPE, one.id().toString()),
            attributes,
            Map.of(),
            address(one)));
  }

  private static JsonNode json(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is not JSON in the database", e);
    }
  }

  Document findings(
      List<Finding> findings, Page page, QueryParameters parameters, ObjectNode totals) {
    ObjectNode meta = object().put("total", findings.size());
    meta.set("kinds", totals);
    return Document.of(
        page.of(findings).stream().map(this::resource).toList(),
        page.links(address("quality-report"), parameters, findings.size()),
        meta);
  }

  private ResourceObject resource(Finding finding) {
    ObjectNode attributes = object();
    attributes.put("kind", finding.kind().word());
    attributes.put("pointer", finding.pointer());
    attributes.put("da", finding.message().da());
    attributes.put("en", finding.message().in("en"));
    return new ResourceObject(
        new ResourceIdentifier(
            Finding.TYPE,
            finding.kind().word()
                + "."
                + finding.entry().type()
                + "."
                + finding.entry().id()
                + finding.pointer().replace('/', '.')),
        attributes,
        entry(finding.entry()),
        Map.of(),
        object());
  }

  Document preview(Previews.Made preview) {
    ObjectNode attributes = object();
    attributes.put("token", preview.token());
    attributes.put("expiresAt", preview.expiresAt().toString());
    return Document.of(
        new ResourceObject(
            new ResourceIdentifier(Previews.TYPE, preview.id()),
            attributes,
            Map.of(),
            Map.of("start", Link.to(api + Previews.TYPE + '/' + preview.token())),
            object()));
  }

  private Map<String, RelationshipObject> entry(EntryId id) {
    return Map.of(
        "entry",
        new RelationshipObject(
            Map.of("related", Link.to(address(id))),
            Optional.of(new Linkage.One(identifier(id))),
            object()));
  }

  private static ResourceIdentifier identifier(EntryId id) {
    return new ResourceIdentifier(id.type(), id.id());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
